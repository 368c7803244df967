import type { IceConfig, Signal } from '../../shared/voice.ts';
import { createSignalSender } from './signal-sender.ts';
import { BOTH_WAYS, createVoicePeer, type PeerState, type VoicePeer, type Way } from './voice-peer.ts';

export interface VoiceMeshOptions {
  /** One's own id among the voices. */
  readonly self: string;
  readonly ice: IceConfig;
  readonly connect: (configuration: RTCConfiguration) => RTCPeerConnection;
  readonly send: (to: string, signal: Signal) => void;
  /** Null: nothing of theirs is to be played any more. */
  readonly onVoice: (id: string, stream: MediaStream | null) => void;
  readonly onState: (id: string, state: PeerState) => void;
}

/** One connection to each other voice: the voices go from browser to browser, by no server. */
export interface VoiceMesh {
  /** Connects to someone; where that is so already, changes who of the two hears whom. */
  add(id: string, way?: Way): void;
  remove(id: string): void;
  receive(from: string, signal: Signal): void;
  say(track: MediaStreamTrack | null): void;
  /** Fresh credentials, for whatever is looked for from now on. */
  renew(ice: IceConfig): void;
  /** The link to the server has come back, or the page has woken. */
  resume(): void;
  connectionOf(id: string): RTCPeerConnection | null;
  ids(): readonly string[];
  close(): void;
}

export function createVoiceMesh({ self, connect, send, onVoice, onState, ...options }: VoiceMeshOptions): VoiceMesh {
  const peers = new Map<string, VoicePeer>();
  const signals = createSignalSender(send);
  let { ice } = options;
  let said: MediaStreamTrack | null = null;

  return {
    add(id, way = BOTH_WAYS) {
      peers.get(id)?.turn(way);
      if (peers.has(id) || id === self) return;
      const peer = createVoicePeer({
        connection: connect(configurationOf(ice)),
        isFirst: self > id,
        way,
        track: said,
        describe: (description) => signals.describe(id, description),
        offer: (candidate) => signals.offer(id, candidate),
        onVoice: (stream) => onVoice(id, stream),
        onState: (state) => onState(id, state),
      });
      peers.set(id, peer);
    },
    remove(id) {
      signals.forget(id);
      peers.get(id)?.close();
      peers.delete(id);
    },
    receive(from, signal) {
      // What cannot be applied belongs to an attempt that is over; the next one mends it.
      peers
        .get(from)
        ?.receive(signal)
        .catch(() => {});
    },
    say(track) {
      said = track;
      for (const peer of peers.values()) peer.say(track).catch(() => {});
    },
    renew(fresh) {
      ice = fresh;
      for (const { connection } of peers.values()) connection.setConfiguration(configurationOf(ice));
    },
    resume() {
      for (const peer of peers.values()) peer.resume();
    },
    connectionOf: (id) => peers.get(id)?.connection ?? null,
    ids: () => [...peers.keys()],
    close() {
      signals.clear();
      for (const peer of peers.values()) peer.close();
      peers.clear();
    },
  };
}

function configurationOf({ servers, relayOnly }: IceConfig): RTCConfiguration {
  const iceServers = servers.map(({ urls, username, credential }) => ({
    urls,
    ...(username !== undefined && { username }),
    ...(credential !== undefined && { credential }),
  }));
  return { iceServers, iceTransportPolicy: relayOnly ? 'relay' : 'all', bundlePolicy: 'max-bundle' };
}
