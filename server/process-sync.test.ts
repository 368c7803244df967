import { expect, test, vi } from 'vitest';
import { createConsultationPairs } from './branch/consultation-pairs.ts';
import { type BusinessEvent, createEvents } from './events.ts';
import type { PersonKey } from './lib/principal.ts';
import { createLogger } from './logger.ts';
import { createProcessSync } from './process-sync.ts';

const changed = {
  type: 'consultation-changed',
  consultationId: 'c',
  branchId: 'flagship',
  state: 'open',
  customerSubject: 'anna',
  consultantSubject: 'elena',
} as const satisfies BusinessEvent;
const ANNA = 'customer:anna';
const ELENA = 'staff:elena';

function createSync({ isShared = true } = {}) {
  const events = createEvents(createLogger('test', 'silent'));
  const pairs = createConsultationPairs();
  const repaint = vi.fn(async () => {});
  const restore = vi.fn(async () => {});
  const renew = vi.fn();
  const errors: unknown[] = [];
  /** The reading of the database waits for this. */
  let database: () => Promise<readonly (readonly [PersonKey, PersonKey])[]> = async () => [];
  const sync = createProcessSync({
    events,
    links: { sessions: () => new Set(), closeSession: () => {} },
    pairs,
    desks: { renew },
    queue: { restore, repaint },
    listPairs: () => database(),
    endedSessions: async () => [],
    isShared,
    onError: (error) => errors.push(error),
  });
  return {
    events,
    pairs,
    repaint,
    restore,
    errors,
    sync,
    read: (next: typeof database) => {
      database = next;
    },
  };
}

test('a start knows who is in consultation, and every board', async () => {
  const { sync, pairs, restore, read } = createSync({ isShared: false });
  read(async () => [[ANNA, ELENA]]);
  await sync.start();
  expect([...pairs.partnersOf(ELENA)]).toEqual([ANNA]);
  expect(restore).toHaveBeenCalledTimes(1);
  sync.stop();
});

test('an event only says that something changed: who is in consultation is as the database has it', async () => {
  const { sync, events, pairs, read } = createSync();
  await sync.start();
  events.publish(changed);
  await Promise.resolve();
  expect(pairs.partnersOf(ANNA).size).toBe(0);
  read(async () => [[ANNA, ELENA]]);
  events.publish({ ...changed, state: 'ended' });
  await expect.poll(() => [...pairs.partnersOf(ANNA)]).toEqual([ELENA]);
  read(async () => []);
  events.publish(changed);
  await expect.poll(() => pairs.partnersOf(ANNA).size).toBe(0);
  sync.stop();
});

test('what was read before a change does not overwrite what was read after', async () => {
  const { sync, events, pairs, read } = createSync();
  await sync.start();
  let answer = (_rows: readonly (readonly [PersonKey, PersonKey])[]) => {};
  read(
    () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
  );
  events.publish(changed);
  const late = answer;
  read(async () => [[ANNA, ELENA]]);
  events.publish(changed);
  await expect.poll(() => pairs.partnersOf(ANNA).size).toBe(1);
  late([]);
  await Promise.resolve();
  expect(pairs.partnersOf(ANNA).size).toBe(1);
  sync.stop();
});

test('a board that another process changed is painted anew; a failure to read is told, and ends nothing', async () => {
  const { sync, events, repaint, errors, read } = createSync();
  await sync.start();
  events.publish({ type: 'queue-changed', branchId: 'flagship' });
  expect(repaint).toHaveBeenCalledWith('flagship');
  read(() => Promise.reject(new Error('no database')));
  events.publish(changed);
  await expect.poll(() => errors).toEqual([new Error('no database')]);
  sync.stop();
  events.publish({ type: 'queue-changed', branchId: 'riverside' });
  expect(repaint).toHaveBeenCalledTimes(1);
});
