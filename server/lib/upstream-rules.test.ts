import { expect, test } from 'vitest';
import { addressKey, chooseUpstream, nextHealth, type UpstreamState } from './upstream-rules.ts';

const upstream = (host: string, more: Partial<UpstreamState> = {}, priority = 0, weight = 1): UpstreamState => ({
  address: { host, port: 443, priority, weight },
  healthy: true,
  streak: 0,
  inFlight: 0,
  credit: 0,
  ...more,
});

/** Hosts in the order of their turns, each call answered before the next. */
function turns(upstreams: readonly UpstreamState[], count: number): string {
  const states = upstreams.map((state) => ({ ...state }));
  const order: string[] = [];
  for (let turn = 0; turn < count; turn += 1) {
    const { chosen, credits } = chooseUpstream(states, new Set()) ?? {};
    for (const state of states) Object.assign(state, { credit: credits?.get(state) ?? state.credit });
    order.push(chosen?.address.host ?? '-');
  }
  return order.join('');
}
const host = (upstreams: readonly UpstreamState[], tried: readonly string[] = []) =>
  chooseUpstream(upstreams, new Set(tried))?.chosen.address.host;

test('equals take turns', () => expect(turns([upstream('a'), upstream('b'), upstream('c')], 6)).toBe('abcabc'));

test('turns go by weight', () => {
  const order = turns([upstream('a', {}, 0, 3), upstream('b', {}, 0, 1)], 8);
  expect([...order].filter((name) => name === 'a')).toHaveLength(6);
});

test('the less busy comes first, for its weight', () => {
  expect(host([upstream('a', { inFlight: 2 }), upstream('b', { inFlight: 1 })])).toBe('b');
  expect(host([upstream('a', { inFlight: 2 }, 0, 4), upstream('b', { inFlight: 1 })])).toBe('a');
});

test('a worse priority is for when no better one is healthy', () => {
  expect(turns([upstream('a'), upstream('b', {}, 1)], 3)).toBe('aaa');
  expect(host([upstream('a', { healthy: false }), upstream('b', {}, 1)])).toBe('b');
});

test('an unhealthy one is passed over, unless none is healthy', () => {
  expect(turns([upstream('a', { healthy: false }), upstream('b')], 3)).toBe('bbb');
  expect(turns([upstream('a', { healthy: false }), upstream('b', { healthy: false })], 4)).toBe('abab');
});

test('one that this call could not connect to comes last', () => {
  const both = [upstream('a'), upstream('b', { healthy: false })];
  const [a, b] = both.map(({ address }) => addressKey(address)) as [string, string];
  expect(host(both, [a])).toBe('b');
  expect(host(both, [a, b])).toBe('a');
});

test('none known, none chosen', () => expect(chooseUpstream([], new Set())).toBeNull());

test('health turns after so many of the other kind in a row', () => {
  const thresholds = { failuresToEject: 2, successesToReturn: 3 };
  const after = (healthy: boolean, ...results: boolean[]) =>
    results.reduce((state, succeeded) => nextHealth(state, succeeded, thresholds), { healthy, streak: 0 }).healthy;
  expect(after(true, false)).toBe(true);
  expect(after(true, false, false)).toBe(false);
  expect(after(true, false, true, false)).toBe(true);
  expect(after(false, true, true)).toBe(false);
  expect(after(false, true, true, true)).toBe(true);
});
