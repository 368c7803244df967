import { expect, test } from 'vitest';
import { Description } from '../../shared/voice.ts';
import { bareDescription, fingerprintsOf } from './session-description.ts';

const print = (byte: string) => Array.from({ length: 32 }, () => byte).join(':');
const sdp = (fingerprint: string) =>
  [
    'v=0',
    'o=- 46117 2 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'm=audio 46154 UDP/TLS/RTP/SAVPF 111',
    'c=IN IP6 2001:db8::7',
    'a=rtcp:46155 IN IP4 203.0.113.7',
    'a=candidate:842163049 1 udp 1677729535 203.0.113.7 46154 typ srflx raddr 10.0.0.7 rport 46154',
    'a=end-of-candidates',
    `a=fingerprint:sha-256 ${fingerprint}`,
    'a=rtpmap:111 opus/48000/2',
    '',
  ].join('\r\n');
const description = (fingerprint: string) => ({ type: 'offer', sdp: sdp(fingerprint) }) as RTCSessionDescription;

test('what crosses the server names no address, and is taken by its schema', () => {
  expect(Description.safeParse(description(print('AA'))).success).toBe(false);
  const bare = bareDescription(description(print('AA')));
  expect(bare?.sdp).not.toMatch(/203\.0\.113|10\.0\.0\.7|2001:db8|46154|end-of/);
  expect(bare?.sdp).toContain('a=fingerprint:sha-256');
  expect(Description.safeParse(bare).success).toBe(true);
});

test('both sides read the same two prints, the other way round, whatever case the browser writes', () => {
  const mine = fingerprintsOf({
    currentLocalDescription: description(print('AA')),
    currentRemoteDescription: description(print('bb')),
  });
  const theirs = fingerprintsOf({
    currentLocalDescription: description(print('BB')),
    currentRemoteDescription: description(print('aa')),
  });
  expect(mine).toEqual({ local: [`sha-256 ${print('AA')}`], remote: [`sha-256 ${print('BB')}`] });
  expect(theirs).toEqual({ local: mine?.remote, remote: mine?.local });
  expect(
    fingerprintsOf({ currentLocalDescription: description(print('AA')), currentRemoteDescription: null }),
  ).toBeNull();
});
