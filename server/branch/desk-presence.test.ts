import { expect, test, vi } from 'vitest';
import type { ProcessChannel } from '../lib/process-channel.ts';
import { deskBodyOf, type StaffLink } from './desk-body-rules.ts';
import { createDeskPresence } from './desk-presence.ts';

const ELENA = 'staff:elena';
const console: StaffLink = {
  branchId: 'flagship',
  embodied: false,
  role: 'consultant',
  pseudonym: 'owl-11',
  appearance: 0,
  signs: { speaking: false, typing: false },
};
const walking: StaffLink = { ...console, embodied: true };

/** Processes that hear each other at once. */
function createProcesses() {
  type Listener = (message: unknown, from: string) => void;
  const ears = new Map<string, Listener>();
  const channelOf = (self: string): ProcessChannel => ({
    self,
    tell(_topic, message) {
      for (const [other, listener] of ears) if (other !== self) listener(structuredClone(message), self);
    },
    hear(_topic, schema, listener) {
      ears.set(self, (message, from) => {
        const told = schema.safeParse(message);
        if (told.success) listener(told.data, from);
      });
    },
  });
  return { channelOf, tellAs: (self: string, message: unknown) => channelOf(self).tell('desk', message) };
}

test('a console in any process seats its owner, and its signs are seen in every process', () => {
  const { channelOf } = createProcesses();
  const one = createDeskPresence(channelOf('one'));
  const two = createDeskPresence(channelOf('two'));
  const changes = vi.fn();
  two.subscribe(changes);
  const link = one.add(ELENA, console);
  expect(two.linksOf(ELENA)).toEqual([console]);
  link.change({ signs: { speaking: true, typing: false } });
  expect(two.linksOf(ELENA)[0]?.signs.speaking).toBe(true);
  expect(changes).toHaveBeenCalledTimes(2);
  // Told again without news, nothing is painted anew.
  one.renew();
  expect(changes).toHaveBeenCalledTimes(2);
  expect(two.linksOf('staff:oleg')).toEqual([]);
});

test('a link that is lost and comes back has not been away; one that does not come back is gone everywhere', () => {
  vi.useFakeTimers();
  const { channelOf } = createProcesses();
  const one = createDeskPresence(channelOf('one'));
  const two = createDeskPresence(channelOf('two'));
  one.add(ELENA, { ...console, signs: { speaking: true, typing: true } }).drop();
  expect(two.linksOf(ELENA)).toEqual([console]);
  vi.advanceTimersByTime(9000);
  expect(two.linksOf(ELENA)).toHaveLength(1);
  vi.advanceTimersByTime(2000);
  expect([one.linksOf(ELENA), two.linksOf(ELENA)]).toEqual([[], []]);
  vi.useRealTimers();
});

test('what a process that died has told is forgotten, and what is told again stays', () => {
  const { channelOf } = createProcesses();
  let nowMs = 0;
  const clock = () => nowMs;
  const dying = createDeskPresence(channelOf('dying'), clock);
  const living = createDeskPresence(channelOf('living'), clock);
  const viewer = createDeskPresence(channelOf('viewer'), clock);
  dying.add(ELENA, console);
  living.add('staff:oleg', console);
  nowMs = 10_000;
  living.renew();
  nowMs = 16_000;
  viewer.renew();
  expect(viewer.linksOf(ELENA)).toEqual([]);
  expect(viewer.linksOf('staff:oleg')).toHaveLength(1);
});

test('what is told in another shape changes nothing', () => {
  const { channelOf, tellAs } = createProcesses();
  const presence = createDeskPresence(channelOf('one'));
  const told = { id: crypto.randomUUID(), person: ELENA, link: console };
  tellAs('other', told);
  expect(presence.linksOf(ELENA)).toHaveLength(1);
  for (const wrong of [
    { ...told, id: crypto.randomUUID(), person: 'customer:anna' },
    { ...told, id: crypto.randomUUID(), link: { ...console, role: 'director' } },
    { ...told, id: 'x' },
    { ...told, id: crypto.randomUUID(), link: { ...console, words: 'what was said' } },
  ])
    tellAs('other', wrong);
  expect([presence.linksOf(ELENA).length, presence.linksOf('customer:anna').length]).toEqual([1, 0]);
});

test('a desk is seated by a console of its branch alone, and left for a pause or a body of one’s own', () => {
  const presenceOf = (isPaused: boolean, links: StaffLink[]) => deskBodyOf('flagship', isPaused, links).presence;
  expect(presenceOf(false, [console])).toBe('seated');
  expect(presenceOf(true, [console])).toBe('away');
  expect(presenceOf(false, [])).toBe('away');
  expect(presenceOf(false, [{ ...console, branchId: 'riverside' }])).toBe('away');
  expect(presenceOf(false, [console, walking])).toBe('elsewhere');
  // Also where they walk in another branch.
  expect(presenceOf(false, [console, { ...walking, branchId: 'riverside' }])).toBe('elsewhere');
});

test('two windows of one console are one body: it speaks where either does', () => {
  const speaking = { ...console, signs: { speaking: true, typing: false } };
  const typing = { ...console, signs: { speaking: false, typing: true }, pseudonym: 'swan-12' };
  expect(deskBodyOf('flagship', false, [speaking, typing])).toMatchObject({
    speaking: true,
    typing: true,
    pseudonym: 'swan-12',
  });
  expect(deskBodyOf('flagship', true, [speaking, typing])).toMatchObject({ speaking: false, typing: false });
});
