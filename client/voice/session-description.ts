import type { Description } from '../../shared/voice.ts';

/**
 * A description as it may cross the server: candidates and addresses left out (they travel as candidates, which the hall's server
 * judges), so that it is also small and always the same length.
 */
export function bareDescription({ type, sdp }: RTCSessionDescription): Description | null {
  if (type !== 'offer' && type !== 'answer') return null;
  const bare = sdp
    .replace(/^a=(candidate|remote-candidates|end-of-candidates)\b.*\r\n/gm, '')
    .replace(/^(m=audio) \d+ /gm, '$1 9 ')
    .replace(/^c=IN IP[46] .*$/gm, 'c=IN IP4 0.0.0.0')
    .replace(/^(a=rtcp):\d+ IN IP[46] .*$/gm, '$1:9 IN IP4 0.0.0.0');
  return { type, sdp: bare };
}

/** The prints of the keys that encrypt the voice, ours and theirs, as both sides see them: sorted, so that both read the same. */
export interface Fingerprints {
  readonly local: readonly string[];
  readonly remote: readonly string[];
}

/**
 * The DTLS certificate prints of a connection (`sha-256 AB:CD…`); null until both descriptions are there. If the server had put
 * itself between, the other side would see other ones: whoever compares them by another way finds that out.
 */
export function fingerprintsOf(
  connection: Pick<RTCPeerConnection, 'currentLocalDescription' | 'currentRemoteDescription'>,
): Fingerprints | null {
  const { currentLocalDescription: local, currentRemoteDescription: remote } = connection;
  return local && remote ? { local: printsOf(local.sdp), remote: printsOf(remote.sdp) } : null;
}

function printsOf(sdp: string): string[] {
  const prints = [...sdp.matchAll(/^a=fingerprint:(\S+) (\S+)/gm)].map(
    ([, hash, print]) => `${hash?.toLowerCase()} ${print?.toUpperCase()}`,
  );
  return [...new Set(prints)].sort();
}
