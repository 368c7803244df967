import { create } from 'zustand';
import type { Party } from '../../shared/consultation-members.ts';
import type { MicrophoneProblem, VoiceDevices } from './devices.ts';
import type { PeerState } from './voice-peer.ts';

/** Someone else's voice, as one sees it. */
export interface PeerView {
  readonly call: string;
  readonly party: Party;
  readonly muted: boolean;
  /** What they say is for oneself, and what one says is for them. */
  readonly isHeard: boolean;
  readonly hears: boolean;
  readonly state: PeerState;
  readonly speaking: boolean;
}

/** What of the voice is slow enough for React. Levels are read from the session by whoever draws them. */
export interface VoiceView {
  /** `asking`: the browser asks for the microphone. `joining`: there is no answer of the room yet. */
  readonly status: 'off' | 'asking' | 'joining' | 'on';
  /** Why it is off, or hears nobody; `elsewhere`: one goes on in another tab. */
  readonly problem: MicrophoneProblem | 'elsewhere' | null;
  readonly muted: boolean;
  /** One only listens: no microphone is open. */
  readonly listensOnly: boolean;
  readonly speaking: boolean;
  readonly peers: readonly PeerView[];
  /** Whose voices are in the consultation, one's own among them. */
  readonly parties: readonly Party[];
  /** Captions of what the other said, oldest first. */
  readonly spoken: readonly { readonly id: number; readonly from: Party; readonly text: string }[];
  readonly spokenCount: number;
  readonly devices: VoiceDevices;
  readonly inputId: string;
  readonly outputId: string;
}

export const silentView: VoiceView = {
  status: 'off',
  problem: null,
  muted: false,
  listensOnly: false,
  speaking: false,
  peers: [],
  parties: [],
  spoken: [],
  spokenCount: 0,
  devices: { inputs: [], outputs: [] },
  inputId: '',
  outputId: '',
};

export const useVoice = create<VoiceView>(() => silentView);

export const showVoice = (change: Partial<VoiceView>) => useVoice.setState(change);
export const showPeer = (call: string, change: Partial<PeerView>) =>
  useVoice.setState(({ peers }) => ({
    peers: peers.map((peer) => (peer.call === call ? { ...peer, ...change } : peer)),
  }));
