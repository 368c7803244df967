import { openSync, writeSync } from 'node:fs';
import type { Server } from 'node:http';
import type { CompiledQuery, DatabaseConnection } from 'kysely';
import { labelCall, labelStatement, labelTransaction } from './kill-point-labels.ts';

/**
 * The crash test's places to die (deploy/crash, docs/crash-test.md): before and after each commit, each call out, and each
 * answer. They are put at the choke points that all of these pass, so that no new statement or call can forget its own.
 */
export interface KillPoints {
  /** Writes down that the place was reached, and ends the process here where the runner said so. */
  pass(point: string): void;
  /** Puts a place before and after each commit of a connection, also of a statement that commits itself. */
  watchConnection(connection: DatabaseConnection): Promise<void>;
  /** One exchange with another server, from before a byte of it leaves until all of the answer is there. */
  aroundCall<T>(url: URL, init: RequestInit, act: () => Promise<T>): Promise<T>;
  watchAnswers(server: Server): void;
}

/** What the runner sends over IPC. */
export interface KillOrder {
  readonly type: 'kill-order';
  /** Places to die at, with how many passes are let through before. */
  readonly aims: Readonly<Record<string, number>>;
  /** Met before: any other place kills too, and at once. Null: only an aim kills. */
  readonly known: readonly string[] | null;
}

/** A line of the file before the point where the process ended itself. */
export const KILLED = 'killed at ';

/**
 * Only where the crash runner named a file; everywhere else null, and nothing is watched. The branch's configuration
 * refuses the setting in production, and so does this.
 */
export const killPoints: KillPoints | null =
  process.env.KILL_POINTS_FILE && process.env.NODE_ENV !== 'production'
    ? createKillPoints(process.env.KILL_POINTS_FILE)
    : null;

function createKillPoints(file: string): KillPoints {
  const log = openSync(file, 'a');
  let order: KillOrder | null = null;
  const passes = new Map<string, number>();
  process.on('message', (message: { type?: string }) => {
    if (message.type === 'kill-order') order = message as KillOrder;
    passes.clear();
  });

  function isLast(point: string): boolean {
    if (!order) return false;
    const spared = order.aims[point];
    if (spared === undefined) return order.known !== null && !order.known.includes(point);
    const passed = (passes.get(point) ?? 0) + 1;
    passes.set(point, passed);
    return passed > spared;
  }

  function pass(point: string): void {
    if (!isLast(point)) return void writeSync(log, `${point}\n`);
    // Written by the system before the signal: what a file holds outlives its writer.
    writeSync(log, `${KILLED}${point}\n`);
    process.kill(process.pid, 'SIGKILL');
  }

  async function around<T>(what: string, act: () => Promise<T>): Promise<T> {
    pass(`before ${what}`);
    const done = await act();
    pass(`after ${what}`);
    return done;
  }

  return {
    pass,
    async watchConnection(connection) {
      const execute = connection.executeQuery.bind(connection);
      let written: string[] | null = null;
      connection.executeQuery = <R>(query: CompiledQuery, ...rest: object[]) => {
        const run = () => execute<R>(query, ...rest);
        if (/^(begin|start transaction)\b/i.test(query.sql)) written = [];
        if (/^rollback$/i.test(query.sql)) written = null;
        if (/^commit\b/i.test(query.sql)) {
          const statements = written ?? [];
          written = null;
          return statements.length > 0 ? around(`commit ${labelTransaction(statements)}`, run) : run();
        }
        const statement = labelStatement(query.sql, query.parameters);
        if (!statement) return run();
        if (!written) return around(`commit ${statement}`, run);
        written.push(statement);
        return run();
      };
    },
    aroundCall: (url, { method = 'GET', body }, act) => around(`call ${labelCall(method, url.pathname, body)}`, act),
    watchAnswers(server) {
      server.prependListener('request', (request, response) => {
        const what = `answer ${labelCall(request.method ?? 'GET', request.url?.split('?')[0] ?? '/')}`;
        const end = response.end.bind(response) as (...args: unknown[]) => typeof response;
        response.end = ((...args: unknown[]) => {
          pass(`before ${what}`);
          return end(...args);
        }) as typeof response.end;
        response.once('finish', () => pass(`after ${what}`));
      });
    },
  };
}
