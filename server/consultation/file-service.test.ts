import { randomUUID } from 'node:crypto';
import express from 'express';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { MAX_TALK_FILES, SEALED_FILE_MAX_BYTES } from '../../shared/talk-file.ts';
import type { Database } from '../lib/db.ts';
import { mountRoutes } from '../lib/mount-routes.ts';
import type { Principal } from '../lib/principal.ts';
import { testDatabases } from '../lib/test-databases.ts';
import { startTestHttpServer, type TestHttpServer } from '../lib/test-http-server.ts';
import { createLogger } from '../logger.ts';
import { clearTestBranch, createTestBranch, customer, must, staff, type TestBranch } from '../test-branch.ts';
import { createTalkFiles, type TalkFiles } from './file-service.ts';
import { createFileStore, fileMigrations } from './file-store.ts';

const ORIGIN = 'http://localhost:3000';
const PEOPLE: Readonly<Record<string, Principal>> = {
  anna: customer('anna'),
  oliver: customer('oliver'),
  elena: staff('elena'),
  james: staff('james'),
  boss: staff('boss', ['supervisor']),
};
const CANARY = new TextEncoder().encode('canary-91c: a picture of a passport');

describe.each(testDatabases())('files of a talk on $name', ({ open }) => {
  let db: Database;
  let close: () => Promise<void>;
  let branch: TestBranch;
  let files: TalkFiles;
  let server: TestHttpServer;
  let talk: string;

  beforeAll(async () => {
    ({ db, close } = await open());
  }, 60_000);
  afterAll(async () => {
    files.stop();
    await server.close();
    await close();
  });
  beforeEach(async () => {
    files?.stop();
    await server?.close();
    await clearTestBranch(db, fileMigrations);
    branch = createTestBranch(db);
    const { consultations, events } = branch;
    const logger = createLogger('test', 'silent');
    files = createTalkFiles({
      store: createFileStore(db),
      consultations,
      events,
      logger,
      clock: () => branch.time.now,
    });
    await files.start();
    const app = express().use(
      mountRoutes(files.routes, {
        origin: ORIGIN,
        authenticate: async (request, audience) => {
          const who = PEOPLE[String(request.headers['x-person'])];
          return who?.kind === audience ? who : null;
        },
        limits: { takeAddress: async () => 0, takePerson: async () => 0 },
        onError: () => {},
      }),
    );
    server = await startTestHttpServer((request, response) => void app(request, response));
    talk = await branch.meet(customer('anna'), staff('elena'));
  });

  const pathOf = (who: string, id = talk) =>
    `http://${server.address}/api/${PEOPLE[who]?.kind === 'staff' ? 'desk-consultations' : 'consultations'}/${id}/files`;
  const put = async (
    who: string,
    bytes: Uint8Array | string = CANARY,
    type = 'application/octet-stream',
    id = talk,
  ) => {
    const headers = { origin: ORIGIN, 'content-type': type, 'x-person': who };
    const body = typeof bytes === 'string' ? bytes : Buffer.from(bytes);
    const response = await fetch(pathOf(who, id), { method: 'POST', headers, body });
    const answer = (await response.json()) as { fileId?: string; code?: string };
    return answer.fileId ?? answer.code;
  };
  const get = async (who: string, fileId: string | undefined, id = talk) => {
    const response = await fetch(`${pathOf(who, id)}/${fileId}`, { headers: { 'x-person': who } });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };

  test('what one of the two hands over the other gets, as an attachment without name or kind', async () => {
    for (const [from, to] of [
      ['anna', 'elena'],
      ['elena', 'anna'],
    ] as const) {
      const got = await get(to, await put(from));
      expect([got.status, got.text]).toEqual([200, Buffer.from(CANARY).toString()]);
      expect(got.headers.get('content-type')).toBe('application/octet-stream');
      expect(got.headers.get('content-disposition')).toMatch(/^attachment; filename=[-0-9a-f]{36}\.sealed$/);
    }
  });

  test('nobody else hands over or gets anything, and what is guessed is as what never was', async () => {
    const fileId = await put('anna');
    for (const who of ['oliver', 'james', 'boss']) {
      expect(await put(who)).toBe('consultation-unknown');
      const got = await get(who, fileId);
      expect([got.status, got.text.includes('canary')]).toEqual([404, false]);
    }
    expect(await put('nobody')).toBe('sign-in-required');
    expect((await get('nobody', fileId)).status).toBe(401);
    expect(await put('anna', CANARY, undefined, randomUUID())).toBe('consultation-unknown');
    expect((await get('anna', randomUUID())).status).toBe(404);
    // One's own other talk is no way to it.
    const other = await branch.meet(customer('oliver'), staff('james'), 'desk-2');
    expect((await get('oliver', fileId, other)).text).toContain('file-unknown');
  });

  test('papers of the desk are got as files are, take no room from them, and go with the next version and with the talk', async () => {
    const store = createFileStore(db);
    const add = async () => (await store.addPaper(talk, CANARY, branch.time.now)) ?? '';
    const papers = [];
    for (let count = 0; count < MAX_TALK_FILES; count += 1) papers.push(await add());
    const passed = await put('anna');
    const [kept = '', former = ''] = papers;
    expect((await get('elena', former)).status).toBe(200);
    expect((await get('oliver', former)).status).toBe(404);
    await store.deletePapersBut(talk, [kept]);
    expect((await get('elena', former)).status).toBe(404);
    for (const fileId of [kept, passed]) expect((await get('elena', fileId)).status).toBe(200);
    await store.deletePapersBut(talk, []);
    expect((await get('elena', kept)).status).toBe(404);
    await branch.consultations.end(staff('elena'), talk);
    expect(await store.addPaper(talk, CANARY, branch.time.now)).toBeNull();
  });

  test('too large, empty, and what is no bytes is refused; a talk holds so many', async () => {
    expect(await put('anna', new Uint8Array(SEALED_FILE_MAX_BYTES + 1))).toBe('request-too-large');
    expect(await put('anna', new Uint8Array(0))).toBe('request-malformed');
    expect(await put('anna', '{}', 'application/json')).toBe('request-malformed');
    const headers = { 'content-encoding': 'gzip', 'content-type': 'application/octet-stream', 'x-person': 'anna' };
    const packed = await fetch(pathOf('anna'), { method: 'POST', body: 'x', headers: { origin: ORIGIN, ...headers } });
    expect(packed.status).toBe(400);
    expect(await put('anna', new Uint8Array(SEALED_FILE_MAX_BYTES))).toMatch(/^[-0-9a-f]{36}$/);
    const many = await Promise.all(Array.from({ length: MAX_TALK_FILES + 2 }, () => put('anna')));
    expect(many.filter((answer) => answer === 'files-full')).toHaveLength(3);
  });

  test('a talk holds so many bytes in all', async () => {
    const whole = new Uint8Array(SEALED_FILE_MAX_BYTES);
    await put('anna', whole);
    // Five more like it: to send them takes an embedded database ten seconds.
    await sql`
      insert into talk_file (id, consultation_id, bytes, size, at)
      select gen_random_uuid(), consultation_id, bytes, size, at from talk_file, generate_series(1, 5)`.execute(db);
    expect(await put('anna', whole)).not.toBe('files-full');
    expect(await put('anna', whole)).toBe('files-full');
    expect(await put('anna')).not.toBe('files-full');
  });

  test('with the talk its files are gone, also where the server died before it could delete them', async () => {
    const fileId = await put('anna');
    files.stop();
    must(await branch.consultations.end(customer('anna'), talk));
    expect(await put('anna')).toBe('consultation-ended');
    expect((await get('anna', fileId)).text).toContain('consultation-ended');
    expect((await get('elena', fileId)).status).toBe(404);
    const store = createFileStore(db);
    expect(await store.find(talk, fileId ?? '')).not.toBeNull();
    await files.start();
    expect(await store.find(talk, fileId ?? '')).toBeNull();
    must(await branch.consultations.close(staff('elena'), talk, 'solved', ''));
    await branch.queue.goOffDuty(staff('elena'), 'flagship');
    talk = await branch.meet(customer('anna'), staff('elena'));
    const next = await put('elena');
    must(await branch.consultations.end(customer('anna'), talk));
    await expect.poll(() => store.find(talk, next ?? '')).toBeNull();
  });
});
