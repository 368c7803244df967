import { expect, test } from 'vitest';
import { keepsAddressSecret, withoutAddresses } from './hall-voice.ts';

const relay = 'candidate:1 1 udp 33562367 198.51.100.3 50211 typ relay raddr 0.0.0.0 rport 0 generation 0';
const one = (candidate: string) => ({ candidates: [{ candidate }] });

test("a relay's address is nobody's: it may be told", () => {
  expect(keepsAddressSecret(one(relay))).toBe(true);
  expect(keepsAddressSecret({ description: { type: 'offer', sdp: 'v=0' } })).toBe(true);
});

test.each([
  ['a host candidate', 'candidate:1 1 udp 2113937151 192.0.2.1 5000 typ host'],
  ['a reflexive one', 'candidate:1 1 udp 1677729535 203.0.113.7 46154 typ srflx raddr 0.0.0.0 rport 0'],
  ['a relay that names the address behind it', relay.replace('0.0.0.0 rport 0', '203.0.113.7 rport 46154')],
  ['a host that calls itself a relay elsewhere', 'candidate:1 1 udp 1 192.0.2.1 5000 typ host foo typ relay'],
])('%s tells where somebody is', (_what, candidate) => {
  expect(keepsAddressSecret(one(candidate))).toBe(false);
  expect(keepsAddressSecret({ candidates: [...one(relay).candidates, { candidate }] })).toBe(false);
});

test('a browser drops what the hall would not take', () => {
  expect(withoutAddresses(one(relay.replace('0.0.0.0 rport 0', '203.0.113.7 rport 46154')))).toEqual(one(relay));
  expect(withoutAddresses(one('candidate:1 1 udp 2113937151 192.0.2.1 5000 typ host'))).toBeNull();
  const description = { type: 'offer', sdp: 'v=0' } as const;
  expect(withoutAddresses({ description })).toEqual({ description });
});
