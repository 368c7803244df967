import type { Candidate, Description, Signal } from '../../shared/voice.ts';
import { bareDescription } from './session-description.ts';

export type PeerState = 'connecting' | 'connected' | 'lost';

/** Between oneself and another: whether what one says is for them, and what they say for oneself. */
export interface Way {
  readonly speaks: boolean;
  readonly hears: boolean;
}
export const BOTH_WAYS: Way = { speaks: true, hears: true };

export interface VoicePeerOptions {
  readonly connection: RTCPeerConnection;
  /**
   * One of the two offers first and, where both offer at once later, has its way; the other gives way ("perfect negotiation" of the
   * W3C's WebRTC recommendation, 10.7). Both agree on who is which.
   */
  readonly isFirst: boolean;
  readonly way: Way;
  /** What is said at the start; null says nothing. */
  readonly track: MediaStreamTrack | null;
  readonly describe: (description: Description) => void;
  readonly offer: (candidate: Candidate) => void;
  /** Null: nothing of theirs is to be played any more. */
  readonly onVoice: (stream: MediaStream | null) => void;
  readonly onState: (state: PeerState) => void;
}

/** The connection to one other person's browser. */
export interface VoicePeer {
  readonly connection: RTCPeerConnection;
  receive(signal: Signal): Promise<void>;
  /** What is said from now on; null sends nothing at all, not even silence. */
  say(track: MediaStreamTrack | null): Promise<void>;
  /** Changes what is sent and what is taken: at once here, and in the line as both agree on it. */
  turn(way: Way): void;
  /** Looks for a way to each other again, where there is none now. */
  resume(): void;
  close(): void;
}

/** A way that is lost for a moment often comes back by itself. */
const RESTART_AFTER_MS = 3000;

export function createVoicePeer(options: VoicePeerOptions): VoicePeer {
  const { connection, isFirst, describe, offer, onVoice, onState } = options;
  let said = options.track;
  let { way } = options;
  let line: RTCRtpTransceiver | null = null;
  let heard: MediaStream | null = null;
  let isOffering = false;
  let isAnswerPending = false;
  let isIgnoring = false;
  let restartTimer: ReturnType<typeof setTimeout> | undefined;

  const sendDescription = () => {
    const bare = connection.localDescription && bareDescription(connection.localDescription);
    if (bare) describe(bare);
  };

  connection.onnegotiationneeded = async () => {
    // Who goes second has nothing to offer before the first offer has come.
    if (!line) return;
    try {
      isOffering = true;
      await connection.setLocalDescription();
      sendDescription();
    } catch {
      // Closed meanwhile.
    } finally {
      isOffering = false;
    }
  };
  connection.onicecandidate = ({ candidate }) => {
    if (candidate?.candidate) offer(candidate.toJSON() as Candidate);
  };
  connection.ontrack = ({ track, streams }) => {
    heard = streams[0] ?? new MediaStream([track]);
    // Whoever is not for me to hear is not played, whatever their browser sends.
    if (way.hears) onVoice(heard);
  };
  connection.onconnectionstatechange = () => {
    const state = connection.connectionState;
    clearTimeout(restartTimer);
    if (state === 'connected') onState('connected');
    else if (state === 'failed') {
      onState('lost');
      connection.restartIce();
    } else if (state === 'disconnected') {
      onState('lost');
      restartTimer = setTimeout(() => connection.restartIce(), RESTART_AFTER_MS);
    }
  };

  /** Nothing at all where it is not for them, not even silence. */
  const spoken = () => (way.speaks ? said : null);

  if (isFirst) {
    // One transceiver for both ways; its line stays when nothing is said.
    line = connection.addTransceiver(spoken() ?? 'audio', { direction: directionOf(way) });
    preferOpus(line);
  }

  /** Who goes second speaks by the line that was offered. */
  async function adoptLine(): Promise<void> {
    const [transceiver] = connection.getTransceivers();
    if (!transceiver || line) return;
    line = transceiver;
    line.direction = directionOf(way);
    await line.sender.replaceTrack(spoken());
  }

  async function hear(description: Description): Promise<void> {
    const isReady = !isOffering && (connection.signalingState === 'stable' || isAnswerPending);
    isIgnoring = isFirst && description.type === 'offer' && !isReady;
    if (isIgnoring) return;
    isAnswerPending = description.type === 'answer';
    try {
      await connection.setRemoteDescription(description);
    } finally {
      isAnswerPending = false;
    }
    if (description.type !== 'offer') return;
    await adoptLine();
    await connection.setLocalDescription();
    sendDescription();
  }

  return {
    connection,
    async receive({ description, candidates = [] }) {
      if (description) await hear(description);
      for (const { candidate, sdpMid, sdpMLineIndex, usernameFragment } of candidates) {
        try {
          await connection.addIceCandidate({
            candidate,
            sdpMid: sdpMid ?? null,
            sdpMLineIndex: sdpMLineIndex ?? null,
            usernameFragment: usernameFragment ?? null,
          });
        } catch (error) {
          if (!isIgnoring) throw error;
        }
      }
    },
    async say(track) {
      said = track;
      await line?.sender.replaceTrack(spoken());
    },
    turn(next) {
      if (next.speaks === way.speaks && next.hears === way.hears) return;
      const wasHearing = way.hears;
      way = next;
      if (wasHearing !== way.hears) onVoice(way.hears ? heard : null);
      if (!line) return;
      line.direction = directionOf(way);
      line.sender.replaceTrack(spoken()).catch(() => {});
    },
    resume() {
      if (connection.connectionState === 'connected') return;
      // The offer, or its answer, may have been lost with the link.
      if (connection.signalingState === 'have-local-offer') sendDescription();
      if (connection.connectionState !== 'new') connection.restartIce();
    },
    close() {
      clearTimeout(restartTimer);
      connection.onnegotiationneeded = null;
      connection.onicecandidate = null;
      connection.ontrack = null;
      connection.onconnectionstatechange = null;
      connection.close();
    },
  };
}

function directionOf({ speaks, hears }: Way): RTCRtpTransceiverDirection {
  if (speaks) return hears ? 'sendrecv' : 'sendonly';
  return hears ? 'recvonly' : 'inactive';
}

/** One codec keeps descriptions short; every browser has it (RFC 7874). */
function preferOpus(transceiver: RTCRtpTransceiver): void {
  const codecs = RTCRtpReceiver.getCapabilities('audio')?.codecs ?? [];
  const opus = codecs.filter(({ mimeType }) => mimeType.toLowerCase() === 'audio/opus');
  if (opus.length > 0) transceiver.setCodecPreferences(opus);
}
