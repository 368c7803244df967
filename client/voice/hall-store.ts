import { create } from 'zustand';
import type { MicrophoneProblem } from './devices.ts';
import type { PeerState } from './voice-peer.ts';

/** Someone near in the hall whose voice is there. */
export interface HallVoiceView {
  readonly avatarId: number;
  readonly state: PeerState;
  readonly speaking: boolean;
  /** Not to be heard by this person here; the other is not told. */
  readonly muted: boolean;
}

export interface HallView {
  readonly status: 'off' | 'asking' | 'joining' | 'on';
  readonly problem: MicrophoneProblem | null;
  readonly muted: boolean;
  readonly near: readonly HallVoiceView[];
  /** Whom one has blocked, while they are here. */
  readonly blocked: readonly number[];
}

export const silentHall: HallView = {
  status: 'off',
  problem: null,
  muted: false,
  near: [],
  blocked: [],
};
export const useHallVoice = create<HallView>(() => silentHall);
