import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, type Room } from '@colyseus/sdk';
import pg from 'pg';
import { createSessionStore, hashCookie } from '../../server/identity/session-store.ts';
import { bareEnvironment } from '../../server/lib/bare-environment.ts';
import { openDatabase } from '../../server/lib/db.ts';
import { enterBranch } from '../../shared/branch.ts';
import { customerConsultation } from '../../shared/consultation.ts';
import { callTicket, QueueView, takeTicket } from '../../shared/queue.ts';
import { NOTICE, type Notice, ROOMS_PATH, type Seat } from '../../shared/rooms.ts';
import { ensureDemoKeys } from '../demo-keys.ts';
import { freePort, startTestPostgres } from '../postgres.ts';
import { startTestRedis } from '../redis.ts';
import { enterSealedTalk } from '../sealed-tab.ts';

/** For tests: branch servers as they are run, over one PostgreSQL and one Redis of their own, without a bank. */
const ORIGIN = 'http://branch.test';
export const BRANCH = 'flagship';

export interface BranchProcess {
  readonly name: string;
  readonly url: string;
  readonly child: ChildProcess;
  /** Its exit code. */
  readonly ended: Promise<number | null>;
}

/** Someone who has signed in; null is a guest. */
export interface Visitor {
  readonly audience: 'customer' | 'staff';
  readonly subject: string;
  readonly cookie: string;
  readonly sessionId: string;
}

export interface Link {
  readonly room: Room;
  readonly seat: Seat;
  readonly avatarId: number;
  readonly notices: Notice[];
  /** The code it was closed with. */
  readonly closed: Promise<number>;
}

export type BranchProcesses = Awaited<ReturnType<typeof createBranchProcesses>>;

/** `settings` are every process's own environment variables beside what is needed to run. */
export async function createBranchProcesses(settings: Readonly<Record<string, string>>, hasRedis = true) {
  const folder = mkdtempSync(join(tmpdir(), 'atrium-processes-'));
  const postgres = process.env.TEST_DATABASE_URL ? null : await startTestPostgres();
  const adminUrl = process.env.TEST_DATABASE_URL ?? postgres?.url;
  let redis = hasRedis ? await startTestRedis() : null;
  if (!adminUrl || (hasRedis && !redis)) throw new Error('Debian: apt-get install postgresql redis-server');
  const databaseName = `atrium_test_${randomUUID().replaceAll('-', '')}`;
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`create database ${databaseName}`);
  const databaseUrl = new URL(adminUrl);
  databaseUrl.pathname = `/${databaseName}`;
  const { BANK_CLIENT_KEY_FILE, TOKEN_KEY_FILE } = await ensureDemoKeys(folder);
  const running: BranchProcess[] = [];
  const ports = new Map<string, number>();
  const joined: Room[] = [];

  async function start(name: string, own: Readonly<Record<string, string>> = {}): Promise<BranchProcess> {
    const port = await freePort();
    ports.set(name, port);
    const child = spawn(process.execPath, ['server/main.ts'], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: {
        ...bareEnvironment(),
        LOG_LEVEL: 'silent',
        PUBLIC_URL: ORIGIN,
        BANK_PUBLIC_URL: 'http://bank.localhost:9',
        HOST: '127.0.0.1',
        PORT: String(port),
        DATABASE_URL: databaseUrl.href,
        BANK_CLIENT_KEY_FILE,
        TOKEN_KEY_FILE,
        RATE_LIMIT_FACTOR: '1000',
        ...(redis && { REDIS_URL: redis.url, PROCESS_NAME: name }),
        ...settings,
        ...own,
      },
    });
    let lastWords = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      lastWords = `${lastWords}${chunk}`.slice(-2000);
    });
    const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
    await new Promise<void>((resolve, reject) => {
      child.on('message', (message: { type?: string }) => message.type === 'listening' && resolve());
      void ended.then(() => reject(new Error(`the process ended: ${lastWords}`)));
    });
    const started = { name, url: `http://127.0.0.1:${port}`, child, ended };
    running.push(started);
    return started;
  }

  async function signIn(audience: Visitor['audience'], subject: string = randomUUID()): Promise<Visitor> {
    const [cookie, sessionId] = [randomUUID(), randomUUID()];
    const db = await openDatabase({ kind: 'postgres', url: databaseUrl.href });
    await createSessionStore(db).insert({
      id: sessionId,
      cookie_hash: hashCookie(cookie),
      audience,
      subject,
      legal_name: `Name of ${subject}`,
      pseudonym: 'Quiet Heron',
      roles: audience === 'staff' ? 'consultant' : '',
      tokens: null,
      expires_at: new Date(Date.now() + 3_600_000),
      authenticated_at: null,
    });
    await db.destroy();
    return { audience, subject, cookie: `atrium-${audience}=${cookie}`, sessionId };
  }

  async function call(at: BranchProcess, who: Visitor | null, method: string, path: string, body?: object) {
    const response = await fetch(at.url + path, {
      method,
      headers: {
        origin: ORIGIN,
        ...(who && { cookie: who.cookie }),
        ...(body && { 'content-type': 'application/json' }),
      },
      body: body ? JSON.stringify(body) : null,
    });
    return { status: response.status, answer: (await response.json().catch(() => null)) as Record<string, never> };
  }

  /** As a proxy does that knows each process by the first part of the path. */
  function routed(url: URL): string {
    const [, name] = /^\/rooms\/([a-z]+)\/[\w-]+\/[\w-]+$/.exec(url.pathname) ?? [];
    const port = name ? ports.get(name) : [...ports.values()].at(-1);
    url.host = `127.0.0.1:${port}`;
    return url.href;
  }

  async function take(seat: Seat, avatarId = 0): Promise<Link> {
    const client = new Client(`${ORIGIN}${ROOMS_PATH}`, { headers: { origin: ORIGIN }, urlBuilder: routed });
    const room: Room = await client.consumeSeatReservation(seat);
    room.reconnection.enabled = false;
    joined.push(room);
    const notices: Notice[] = [];
    room.onMessage(NOTICE, (notice: Notice) => notices.push(notice));
    room.onMessage('*', () => {});
    const closed = new Promise<number>((resolve) => room.onLeave((code) => resolve(code)));
    return { room, seat, avatarId, notices, closed };
  }

  /** A seat in the hall, by this process; throws the code where it is refused. */
  async function reserve(at: BranchProcess, who: Visitor | null, extra: object = {}) {
    const path = who?.audience === 'staff' ? `/api/desk/${BRANCH}/enter` : `/api/branches/${BRANCH}/enter`;
    const { status, answer } = await call(at, who, 'POST', path, { presence: 'embodied', ...extra });
    if (status !== 200) throw new Error(String(answer?.code ?? status));
    return enterBranch.answer.parse(answer);
  }
  async function enter(...asked: Parameters<typeof reserve>): Promise<Link> {
    const { seat, avatarId } = await reserve(...asked);
    return take(seat, avatarId);
  }

  async function done(...[at, who, method, path, body]: Parameters<typeof call>) {
    const { status, answer } = await call(at, who, method, path, body);
    if (status !== 200) throw new Error(`${method} ${path}: ${status} ${answer?.code}`);
    return answer as unknown;
  }

  /** A consultation between two, from the kiosk on; answers its id. */
  async function consult(customer: Visitor, consultant: Visitor, at: BranchProcess): Promise<string> {
    const path = `/api/desk/${BRANCH}`;
    const queue = QueueView.parse(await done(at, consultant, 'GET', `${path}/queue`));
    await done(at, consultant, 'PUT', `${path}/duty`, { deskId: queue.desks.find(({ taken }) => !taken)?.deskId });
    const ticket = takeTicket.answer.parse(
      await done(at, customer, 'POST', `/api/branches/${BRANCH}/ticket`, { topic: 'other' }),
    ).ticket;
    const called = await done(at, consultant, 'POST', `${path}/calls`, { ticketId: ticket.id });
    return callTicket.answer.parse(called).consultationId;
  }
  const talkOf = ({ audience }: Visitor, consultationId: string) =>
    `/api/${audience === 'staff' ? 'desk-consultations' : 'consultations'}/${consultationId}`;

  async function enterTalk(at: BranchProcess, who: Visitor, consultationId: string) {
    const answer = await done(at, who, 'POST', `${talkOf(who, consultationId)}/enter`);
    const link = await take(customerConsultation.enter.answer.parse(answer).seat);
    const party = who.audience === 'staff' ? 'consultant' : 'customer';
    return { ...link, ...enterSealedTalk(link.room, { consultationId, party }) };
  }

  return {
    consult,
    enterTalk,
    endTalk: (at: BranchProcess, who: Visitor, consultationId: string) =>
      done(at, who, 'POST', `${talkOf(who, consultationId)}/end`),
    redisUrl: redis?.url ?? '',
    /** Loses it, with all that it holds. Answers how to bring it back, empty. */
    async loseRedis() {
      const port = redis?.port;
      await redis?.stop();
      return async () => {
        redis = await startTestRedis(port);
      };
    },
    /** Seals what the processes tell each other. */
    tokenKey: () => Buffer.from(readFileSync(TOKEN_KEY_FILE, 'utf8'), 'base64url'),
    start,
    signIn,
    call,
    reserve,
    take,
    enter,
    /** Every link is closed. */
    async leaveAll() {
      const left = joined.splice(0).filter(({ connection }) => connection.isOpen);
      await Promise.all(
        left.map((room) => {
          const gone = new Promise((resolve) => room.onLeave(resolve));
          // To a `leave` the server says good-bye only when Redis has taken note.
          room.connection.close();
          return gone;
        }),
      );
    },
    async stop() {
      for (const { child } of running) child.kill('SIGINT');
      await Promise.all(running.map(({ ended }) => ended));
      await redis?.stop();
      await admin.query(`drop database ${databaseName} with (force)`);
      await admin.end();
      await postgres?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
