import { expect, test } from 'vitest';
import { CANDIDATES_MAX, DESCRIPTION_MAX_LENGTH, Signal, VoiceRequest } from './voice.ts';

const SDP = [
  'v=0',
  'o=- 1 2 IN IP4 127.0.0.1',
  's=-',
  't=0 0',
  'a=group:BUNDLE 0',
  'm=audio 9 UDP/TLS/RTP/SAVPF 111',
  'c=IN IP4 0.0.0.0',
  'a=rtcp:9 IN IP4 0.0.0.0',
  'a=fingerprint:sha-256 00:11',
  'a=rtpmap:111 opus/48000/2',
  '',
];
const sdp = (...more: string[]) => [...SDP.slice(0, -1), ...more, ''].join('\r\n');
const offer = (text: string) => ({ description: { type: 'offer', sdp: text } });
const candidate = 'candidate:842163049 1 udp 1677729535 203.0.113.7 46154 typ srflx raddr 0.0.0.0 rport 0';
const takes = (signal: unknown) => Signal.safeParse(signal).success;

test('a description of one audio line and well-formed candidates pass', () => {
  expect(takes(offer(sdp()))).toBe(true);
  expect(takes({ ...offer(sdp()), candidates: [{ candidate, sdpMid: '0', sdpMLineIndex: 0 }] })).toBe(true);
  expect(takes({ candidates: [{ candidate: 'candidate:1 1 udp 9 a1b2.local 5 typ host' }] })).toBe(true);
});

test.each([
  ['nothing', {}],
  ['no candidates', { candidates: [] }],
  ['a field that is not ours', { ...offer(sdp()), script: 'x' }],
  ['a description that is none', offer('hello')],
  ['a description too long', offer(sdp(`a=x:${'y'.repeat(DESCRIPTION_MAX_LENGTH)}`))],
  ['a type that is none', { description: { type: 'rollback', sdp: sdp() } }],
  ['no audio', offer('v=0\r\ns=-\r\n')],
  ['video', offer(sdp('m=video 9 UDP/TLS/RTP/SAVPF 96'))],
  ['a data channel', offer(sdp('m=application 9 UDP/DTLS/SCTP webrtc-datachannel'))],
  ['two audio lines', offer(sdp('m=audio 9 UDP/TLS/RTP/SAVPF 111'))],
  ['a candidate inside the description', offer(sdp(`a=${candidate}`))],
  ['an address as connection', offer(sdp('c=IN IP4 203.0.113.7'))],
  ['an address of RTCP', offer(sdp('a=rtcp:9 IN IP4 203.0.113.7'))],
  ['signs that are not ASCII', offer(sdp('a=ж'))],
  ['a candidate that is none', { candidates: [{ candidate: 'javascript:1' }] }],
  ['two lines as a candidate', { candidates: [{ candidate: `${candidate}\r\na=x` }] }],
  ['too many candidates', { candidates: Array.from({ length: CANDIDATES_MAX + 1 }, () => ({ candidate })) }],
])('a signal with %s is refused', (_what, signal) => {
  expect(takes(signal)).toBe(false);
});

test('a call is a UUID, and a request says no more than its kind', () => {
  const join = { kind: 'join', call: '7c0ad0c4-3a3c-4a26-9a52-5c2b6a6f6f3e', muted: false };
  expect(VoiceRequest.safeParse(join).success).toBe(true);
  expect(VoiceRequest.safeParse({ ...join, call: '__proto__' }).success).toBe(false);
  expect(VoiceRequest.safeParse({ ...join, party: 'consultant' }).success).toBe(false);
  expect(VoiceRequest.safeParse({ kind: 'listen' }).success).toBe(false);
});
