import { expect, test } from 'vitest';
import type { LiveBranchView } from './live-branch-view.ts';
import { DETECTED_WITHIN_MS, disagreements, SEAT_FREE_WITHIN_MS, type Whereabouts } from './soak-check.ts';

const NOW_MS = 100_000;

function viewOf(names: readonly string[], change: Partial<LiveBranchView> = {}): LiveBranchView {
  const count = names.length;
  return {
    people: names.map((name, slot) => ({ name, slot })),
    clients: count,
    reserved: 0,
    listed: count,
    links: count,
    sockets: count,
    heapBytes: 0,
    rssBytes: 0,
    heapPagesBytes: 0,
    mostBufferedBytes: 0,
    roomZeroTrueMs: 0,
    received: { messages: 0, heard: 0, violations: {}, closed: {} },
    ...change,
  };
}
const someone = (name: string, is: Whereabouts['is'], forMs = 60_000): Whereabouts => ({
  name,
  is,
  sinceMs: NOW_MS - forMs,
});
const ann = someone('ann', 'in');
const check = (view: LiveBranchView, people: readonly Whereabouts[], seatsAtMs: readonly number[] = []) =>
  disagreements(view, people, seatsAtMs, NOW_MS);

test('who is in has one body, and who is out has none', () => {
  expect(check(viewOf(['ann']), [ann, someone('ben', 'out')])).toEqual([]);
  expect(check(viewOf([]), [ann])).toEqual(['ann is missing']);
  expect(check(viewOf(['ann', 'ben']), [ann, someone('ben', 'out')])).toEqual([expect.stringContaining('a ghost')]);
  expect(check(viewOf(['ann', 'ann']), [ann])).toEqual(['ann has 2 bodies']);
  expect(check(viewOf(['ann', 'eve']), [ann])).toEqual(['nobody is eve']);
});

test('who fell silent is a ghost when pings should have found it out, and not before', () => {
  expect(check(viewOf(['ann']), [someone('ann', 'silent', DETECTED_WITHIN_MS - 1)])).toEqual([]);
  expect(check(viewOf(['ann']), [someone('ann', 'silent', DETECTED_WITHIN_MS + 1)])).toHaveLength(1);
});

test('a seat that nobody took may be reserved for its time, and no longer', () => {
  const reserved = viewOf(['ann'], { reserved: 1, listed: 2 });
  expect(check(reserved, [ann], [NOW_MS - SEAT_FREE_WITHIN_MS + 1])).toEqual([]);
  expect(check(reserved, [ann], [NOW_MS - SEAT_FREE_WITHIN_MS])).toHaveLength(1);
});

test.each([
  ['two bodies in a slot', viewOf(['ann', 'ben'], { people: ['ann', 'ben'].map((name) => ({ name, slot: 3 })) })],
  ['a link that was not forgotten', viewOf(['ann', 'ben'], { links: 3 })],
  ['a seat that still counts', viewOf(['ann', 'ben'], { listed: 3 })],
  ['a socket of nobody', viewOf(['ann', 'ben'], { sockets: 3 })],
  ['a client without a body', viewOf(['ann', 'ben'], { clients: 3 })],
])('%s is found', (_, view) => {
  expect(check(view, [ann, someone('ben', 'in')])).toHaveLength(1);
});
