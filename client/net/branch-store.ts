import { create } from 'zustand';

/** `refused`: there is no way in for now (signed out of the console, branch unknown); `reconnecting` mends itself;
 * `taken-over`: the person goes on in another tab or on another device. */
export type LinkStatus = 'connecting' | 'connected' | 'reconnecting' | 'closed' | 'refused' | 'taken-over';

export interface PersonView {
  readonly avatarId: number;
  readonly slot: number;
  readonly role: string;
  readonly pseudonym: string;
  readonly embodied: boolean;
  readonly zone: string;
  readonly appearance: number;
}

/** Who has a desk, see `DeskStaffState` of `shared/room-state.ts`. */
export interface DeskStaffView {
  readonly deskId: string;
  readonly presence: string;
  readonly role: string;
  readonly pseudonym: string;
  readonly appearance: number;
  readonly speaking: boolean;
  readonly typing: boolean;
}

/** What changes slowly enough to be React state: who is here and what the board says. Poses are never here. */
export interface BranchView {
  readonly status: LinkStatus;
  readonly avatarId: number | null;
  readonly people: ReadonlyMap<number, PersonView>;
  /** `calls`: how often the number was called; where it rises, the call is to be heard. */
  readonly desks: readonly { readonly deskId: string; readonly ticketNumber: string; readonly calls: number }[];
  readonly staff: readonly DeskStaffView[];
  readonly waiting: number;
  /** Avatar ids of those one is in consultation with, who have a body in this hall. */
  readonly partners: readonly number[];
  /** The bank runs a relay: without one nobody speaks in the hall. */
  readonly isHallVoiceOffered: boolean;
}

export const emptyBranchView: BranchView = {
  status: 'connecting',
  avatarId: null,
  people: new Map(),
  desks: [],
  staff: [],
  waiting: 0,
  partners: [],
  isHallVoiceOffered: false,
};

export const useBranch = create<BranchView>(() => emptyBranchView);
