import { LocalPresence } from '@colyseus/core';
import { expect, test } from 'vitest';
import { CloseCode, type Notice } from '../../shared/rooms.ts';
import { createLinkRegistry, type Link, type LinkRegistry } from './link-registry.ts';
import type { PersonKey } from './principal.ts';
import { createProcessChannel } from './process-channel.ts';

/** Processes that share one channel, each with a clock of its own. */
function processes(...clocks: (() => number)[]) {
  const presence = new LocalPresence();
  return clocks.map((clock) =>
    createLinkRegistry(
      createProcessChannel(presence, () => {}),
      clock,
    ),
  );
}

/** A link that leaves its registry when it is closed. */
function join(registry: LinkRegistry | undefined, person: PersonKey, change: Partial<Link> = {}) {
  let forget: (() => void) | undefined;
  const told = { code: null as number | null, notices: [] as Notice[] };
  const client = {
    send: (_type: string, message: unknown) => void told.notices.push(message as Notice),
    leave(code: number) {
      told.code = code;
      forget?.();
    },
  };
  forget = registry?.add({ client, person, sessionId: `session of ${person}`, embodied: true, ...change });
  // It may have been closed while it came in.
  if (told.code !== null) forget?.();
  return told;
}

test('one person has one body in all processes: the later one stays', () => {
  let nowMs = 1000;
  const [here, there] = processes(
    () => nowMs,
    () => nowMs,
  );
  const first = join(here, 'customer:anna');
  const stranger = join(here, 'customer:oliver');
  const desk = join(here, 'customer:anna', { embodied: false });
  nowMs++;
  const second = join(there, 'customer:anna');
  expect([first.code, second.code, stranger.code, desk.code]).toEqual([CloseCode.takenOver, null, null, null]);
  nowMs++;
  const third = join(there, 'customer:anna');
  expect([second.code, third.code]).toEqual([CloseCode.takenOver, null]);
});

test.each([
  ['a minute behind', 1000, -59_000],
  ['the same to the millisecond', 1000, 1000],
])('and one body is left where the clock of the second process is %s', (_what, hereMs, thereMs) => {
  const [here, there] = processes(
    () => hereMs,
    () => thereMs,
  );
  const codes = [join(here, 'customer:anna'), join(there, 'customer:anna')].map(({ code }) => code);
  expect(codes.filter((code) => code === null)).toHaveLength(1);
  expect(codes.filter((code) => code === CloseCode.takenOver)).toHaveLength(1);
});

test('a notice reaches every link of a person, or the staff of a branch, and nobody else', () => {
  const [registry] = processes(() => 0);
  const [anna, tab, elena] = [
    join(registry, 'customer:anna'),
    join(registry, 'customer:anna', { embodied: false }),
    join(registry, 'staff:anna', { branchId: 'flagship' }),
  ];
  registry?.notify('customer:anna', { kind: 'ticket-changed' });
  registry?.notifyStaff('flagship', { kind: 'queue-changed' });
  registry?.notifyStaff('riverside', { kind: 'queue-changed' });
  expect([anna, tab, elena].map(({ notices }) => notices)).toEqual([
    [{ kind: 'ticket-changed' }],
    [{ kind: 'ticket-changed' }],
    [{ kind: 'queue-changed' }],
  ]);
});

test('the sessions of all who have signed in are known, guests’ are not among them', () => {
  const [registry] = processes(() => 0);
  join(registry, 'customer:anna', { sessionId: 'anna' });
  join(registry, 'guest:1', { sessionId: 'guest' });
  expect([...(registry?.sessions() ?? [])]).toEqual(['anna']);
});
