import { expect, test } from 'vitest';
import { CREDENTIALS_TTL_SECONDS, hallIceConfigOf, iceConfigOf, turnCredentials } from './turn-rules.ts';

const now = new Date('2026-11-21T12:00:00.900Z');
const turn = { urls: ['turn:turn.example:3478', 'stun:turn.example:3478'], secret: 'north', relayOnly: false };

test('credentials are those coturn computes: the name holds the end in Unix seconds, the password its HMAC-SHA1', () => {
  // echo -n 1795266000:visit | openssl dgst -sha1 -hmac north -binary | base64
  expect(turnCredentials('north', 'visit', now)).toEqual({
    username: '1795266000:visit',
    credential: 'Cemj6Ele+JxvSgmaXmnGXUA6URY=',
  });
  expect(1795266000 - Date.parse('2026-11-21T12:00:00Z') / 1000).toBe(CREDENTIALS_TTL_SECONDS);
});

test('a consultation goes by the relay where need be, or always where the bank says so; without one by itself', () => {
  expect(iceConfigOf(turn, 'visit', now)).toEqual({
    servers: [{ urls: turn.urls, ...turnCredentials('north', 'visit', now) }],
    relayOnly: false,
  });
  expect(iceConfigOf({ ...turn, relayOnly: true }, 'visit', now).relayOnly).toBe(true);
  expect(iceConfigOf(null, 'visit', now)).toEqual({ servers: [], relayOnly: false });
});

test('in the hall there is voice by the relay alone, and none without', () => {
  expect(hallIceConfigOf(turn, 'visit', now)).toEqual({ ...iceConfigOf(turn, 'visit', now), relayOnly: true });
  expect(hallIceConfigOf({ ...turn, urls: ['stun:turn.example:3478'] }, 'visit', now)).toBeNull();
  expect(hallIceConfigOf(null, 'visit', now)).toBeNull();
});
