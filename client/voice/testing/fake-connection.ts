/**
 * What the mesh needs of a connection, with the states of WebRTC 1.0 and no network: an offer names its number, an answer the offer's,
 * and two are connected where each has the other's description of one and the same offer.
 */
export class FakeConnection {
  static made: FakeConnection[] = [];
  signalingState: RTCSignalingState = 'stable';
  connectionState: RTCPeerConnectionState = 'new';
  localDescription: { type: string; sdp: string } | null = null;
  onnegotiationneeded: (() => void) | null = null;
  onicecandidate: ((event: { candidate: unknown }) => void) | null = null;
  ontrack: ((event: { track: object; streams: object[] }) => void) | null = null;
  onconnectionstatechange: (() => void) | null = null;
  configuration: RTCConfiguration;
  sent: unknown = undefined;
  agreed: string | null = null;
  restarts = 0;
  readonly name = FakeConnection.made.length;
  readonly #lines: { direction: string; sender: object; setCodecPreferences(): void }[] = [];
  #offers = 0;
  #needsNegotiation = false;
  #remote = '';

  constructor(configuration: RTCConfiguration) {
    this.configuration = configuration;
    FakeConnection.made.push(this);
  }
  #line() {
    const sender = {
      replaceTrack: async (track: unknown) => {
        this.sent = track;
      },
    };
    const need = () => this.#need();
    let direction = 'recvonly';
    const line = {
      get direction() {
        return direction;
      },
      set direction(next: string) {
        if (next !== direction) need();
        direction = next;
      },
      sender,
      setCodecPreferences() {},
    };
    this.#lines.push(line);
    return line;
  }
  addTransceiver(track: unknown, { direction }: { direction: string }) {
    const line = this.#line();
    line.direction = direction;
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
    // A description says all lines as they are by now.
    this.#needsNegotiation = false;
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
export const candidate = {
  candidate: 'candidate:1 1 udp 2113937151 192.0.2.1 5000 typ host',
  sdpMid: '0',
  sdpMLineIndex: 0,
};
const sdpOf = (id: string) =>
  `v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=${id}\r\nt=0 0\r\nm=audio 5000 UDP/TLS/RTP/SAVPF 111\r\nc=IN IP4 192.0.2.1\r\na=candidate:1 1 udp 2113937151 192.0.2.1 5000 typ host\r\n`;
const idOf = (sdp: string) => /^s=(.*)\r$/m.exec(sdp)?.[1] ?? '';
