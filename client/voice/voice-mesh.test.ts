import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Signal } from '../../shared/voice.ts';
import { createVoiceMesh, type VoiceMesh } from './voice-mesh.ts';

/**
 * What the mesh needs of a connection, with the states of WebRTC 1.0 and no network: an offer names its number, an answer the offer's,
 * and two are connected where each has the other's description of one and the same offer.
 */
class FakePeerConnection {
  static made: FakePeerConnection[] = [];
  signalingState: RTCSignalingState = 'stable';
  connectionState: RTCPeerConnectionState = 'new';
  localDescription: { type: string; sdp: string } | null = null;
  onnegotiationneeded: (() => void) | null = null;
  onicecandidate: ((event: { candidate: unknown }) => void) | null = null;
  ontrack: unknown = null;
  onconnectionstatechange: (() => void) | null = null;
  configuration: RTCConfiguration;
  sent: unknown = undefined;
  agreed: string | null = null;
  restarts = 0;
  readonly name = FakePeerConnection.made.length;
  readonly #lines: { direction: string; sender: object; setCodecPreferences(): void }[] = [];
  #offers = 0;
  #needsNegotiation = false;
  #remote = '';

  constructor(configuration: RTCConfiguration) {
    this.configuration = configuration;
    FakePeerConnection.made.push(this);
  }
  #line() {
    const sender = {
      replaceTrack: async (track: unknown) => {
        this.sent = track;
      },
    };
    const line = { direction: 'recvonly', sender, setCodecPreferences() {} };
    this.#lines.push(line);
    return line;
  }
  addTransceiver(track: unknown) {
    const line = this.#line();
    if (track !== 'audio') this.sent = track;
    this.#need();
    return line;
  }
  getTransceivers() {
    return this.#lines;
  }
  #need() {
    this.#needsNegotiation = true;
    setTimeout(() => this.#tellNeed(), 0);
  }
  #tellNeed() {
    if (!this.#needsNegotiation || this.signalingState !== 'stable') return;
    this.#needsNegotiation = false;
    this.onnegotiationneeded?.();
  }
  restartIce() {
    this.restarts += 1;
    this.#need();
  }
  setConfiguration(configuration: RTCConfiguration) {
    this.configuration = configuration;
  }
  async setLocalDescription() {
    await 0;
    const isAnswer = this.signalingState === 'have-remote-offer';
    const id = isAnswer ? this.#remote : `${this.name}/${++this.#offers}`;
    this.localDescription = { type: isAnswer ? 'answer' : 'offer', sdp: sdpOf(id) };
    this.#enter(isAnswer ? 'stable' : 'have-local-offer');
    if (isAnswer) this.agreed = id;
    this.onicecandidate?.({ candidate: { candidate: 'c', toJSON: () => candidate } });
  }
  async setRemoteDescription({ type, sdp }: { type: string; sdp: string }) {
    // An offer that comes while one's own is out takes that back first.
    const isAnswer = type === 'answer';
    if (isAnswer && this.signalingState !== 'have-local-offer') throw new Error('InvalidStateError');
    if (this.#lines.length === 0) this.#line();
    this.#remote = idOf(sdp);
    this.#enter(isAnswer ? 'stable' : 'have-remote-offer');
    if (isAnswer) this.agreed = this.#remote;
    await 0;
  }
  #enter(state: RTCSignalingState) {
    this.signalingState = state;
    setTimeout(() => this.#tellNeed(), 0);
  }
  async addIceCandidate() {}
  to(state: RTCPeerConnectionState) {
    this.connectionState = state;
    this.onconnectionstatechange?.();
  }
  close() {
    this.connectionState = 'closed';
  }
}
const candidate = { candidate: 'candidate:1 1 udp 2113937151 192.0.2.1 5000 typ host', sdpMid: '0', sdpMLineIndex: 0 };
const sdpOf = (id: string) =>
  `v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=${id}\r\nt=0 0\r\nm=audio 5000 UDP/TLS/RTP/SAVPF 111\r\nc=IN IP4 192.0.2.1\r\na=candidate:1 1 udp 2113937151 192.0.2.1 5000 typ host\r\n`;
const idOf = (sdp: string) => /^s=(.*)\r$/m.exec(sdp)?.[1] ?? '';

/** Two meshes whose signals reach each other, unless the network is cut. */
function twoMeshes() {
  const network = { isCut: false, sent: [] as Signal[] };
  const ice = { servers: [{ urls: ['turn:t.example'], username: '1:a', credential: 'b' }], relayOnly: false };
  const meshes: Record<string, VoiceMesh> = {};
  const states: Record<string, string[]> = { anna: [], elena: [] };
  for (const self of ['anna', 'elena']) {
    meshes[self] = createVoiceMesh({
      self,
      ice,
      connect: (configuration) => new FakePeerConnection(configuration) as unknown as RTCPeerConnection,
      send(to, signal) {
        network.sent.push(signal);
        const copy: Signal = JSON.parse(JSON.stringify(signal));
        // On its way for a while: two offers may cross.
        if (!network.isCut) setTimeout(() => meshes[to]?.receive(self, copy), 30);
      },
      onVoice() {},
      onState: (_id, state) => states[self]?.push(state),
    });
  }
  const { anna, elena } = meshes as { anna: VoiceMesh; elena: VoiceMesh };
  const fakeOf = (mesh: VoiceMesh, other: string) => mesh.connectionOf(other) as unknown as FakePeerConnection;
  return { network, anna, elena, states, fakes: () => [fakeOf(anna, 'elena'), fakeOf(elena, 'anna')] as const };
}
const microphone = (name: string) => ({ name }) as unknown as MediaStreamTrack;
const settle = () => vi.advanceTimersByTimeAsync(5000);

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('RTCRtpReceiver', { getCapabilities: () => null });
  FakePeerConnection.made = [];
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('two who meet agree on one offer, with one line for both ways, and each speaks by it', async () => {
  const { anna, elena, fakes } = twoMeshes();
  anna.say(microphone('of anna'));
  elena.say(microphone('of elena'));
  anna.add('elena');
  elena.add('anna');
  await settle();
  const [annas, elenas] = fakes();
  expect(annas.agreed).not.toBeNull();
  expect(elenas.agreed).toBe(annas.agreed);
  expect([annas.getTransceivers().length, elenas.getTransceivers().length]).toEqual([1, 1]);
  expect([annas.getTransceivers()[0]?.direction, annas.sent, elenas.sent]).toEqual([
    'sendrecv',
    microphone('of anna'),
    microphone('of elena'),
  ]);
});

test('what is signalled keeps the rules of the wire: no address in a description', async () => {
  const { anna, elena, network } = twoMeshes();
  anna.add('elena');
  elena.add('anna');
  await settle();
  expect(network.sent.length).toBeGreaterThan(2);
  for (const signal of network.sent) expect(Signal.safeParse(signal).success).toBe(true);
  expect(network.sent.flatMap(({ candidates }) => candidates ?? [])).toHaveLength(2);
});

test('where both begin anew at once, one gives way and they agree all the same', async () => {
  const { anna, elena, fakes } = twoMeshes();
  anna.add('elena');
  elena.add('anna');
  await settle();
  const [annas, elenas] = fakes();
  const before = annas.agreed;
  annas.restartIce();
  elenas.restartIce();
  await settle();
  expect(annas.agreed).not.toBe(before);
  expect(elenas.agreed).toBe(annas.agreed);
  expect([annas.signalingState, elenas.signalingState]).toEqual(['stable', 'stable']);
});

test('a way that fails is looked for again at once, one that falters after some seconds', async () => {
  const { anna, elena, states, fakes } = twoMeshes();
  anna.add('elena');
  elena.add('anna');
  await settle();
  const [annas, elenas] = fakes();
  annas.to('connected');
  annas.to('failed');
  expect(annas.restarts).toBe(1);
  elenas.to('disconnected');
  await vi.advanceTimersByTimeAsync(2900);
  expect(elenas.restarts).toBe(0);
  await vi.advanceTimersByTimeAsync(200);
  expect(elenas.restarts).toBe(1);
  expect(states).toEqual({ anna: ['connected', 'lost'], elena: ['lost'] });
  annas.to('disconnected');
  annas.to('connected');
  await settle();
  expect(annas.restarts).toBe(1);
});

test('an offer that was lost with the link is said again when the link is back', async () => {
  const { anna, elena, network, fakes } = twoMeshes();
  network.isCut = true;
  anna.add('elena');
  elena.add('anna');
  await settle();
  expect(fakes().map(({ agreed }) => agreed)).toEqual([null, null]);
  network.isCut = false;
  elena.resume();
  await settle();
  const [annas, elenas] = fakes();
  expect(elenas.agreed).not.toBeNull();
  expect(annas.agreed).toBe(elenas.agreed);
});

test('muted is muted: no connection has a track, those that are made later neither', async () => {
  const { anna, elena, fakes } = twoMeshes();
  anna.say(microphone('of anna'));
  anna.add('elena');
  elena.add('anna');
  await settle();
  expect(fakes()[0].sent).toEqual(microphone('of anna'));
  anna.say(null);
  await settle();
  expect(fakes()[0].sent).toBeNull();
  anna.remove('elena');
  elena.remove('anna');
  anna.add('elena');
  elena.add('anna');
  await settle();
  expect(fakes()[0].agreed).not.toBeNull();
  expect(fakes()[0].sent ?? null).toBeNull();
});

test('fresh credentials are used for what is looked for next, and a relay is kept to', async () => {
  const { anna, fakes } = twoMeshes();
  anna.add('elena');
  expect(fakes()[0].configuration).toMatchObject({ iceTransportPolicy: 'all', iceServers: [{ username: '1:a' }] });
  anna.renew({ servers: [{ urls: ['turn:t.example'], username: '2:a', credential: 'c' }], relayOnly: true });
  expect(fakes()[0].configuration).toMatchObject({ iceTransportPolicy: 'relay', iceServers: [{ username: '2:a' }] });
});

test('signals of a stranger and of who has left change nothing', async () => {
  const { anna, elena } = twoMeshes();
  anna.receive('stranger', { candidates: [candidate] });
  anna.add('elena');
  elena.add('anna');
  anna.remove('elena');
  await settle();
  expect(anna.ids()).toEqual([]);
  expect(FakePeerConnection.made).toHaveLength(2);
  expect(FakePeerConnection.made[0]?.connectionState).toBe('closed');
});
