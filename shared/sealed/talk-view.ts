import type { PrivateMessage } from '../private-message.ts';
import type { GroupParty, Place } from '../sealed-talk.ts';
import type { TalkMessage } from '../talk-message.ts';
import type { SignatureKeys } from './group-member.ts';
import type { GroupLeaf } from './mls-frames.ts';
import type { SentCounts } from './talk-letter.ts';

interface Said<Message> {
  readonly id: string;
  /** By the server's clock. */
  readonly at: string;
  /** The leaf that signed it. */
  readonly from: { readonly party: GroupParty; readonly member: string };
  readonly message: Message;
}

/** Something that was said, as this tab opened it. */
export type TalkEntry = Said<TalkMessage>;
/** What was written to this member alone. */
export type PrivateEntry = Said<PrivateMessage>;

export interface Waiting {
  readonly ref: string;
  readonly message: TalkMessage;
}

/** All that a member needs to go on after a reload. It holds private keys: only for this tab, and only while the talk lasts. */
export interface KeptTalk {
  readonly member: string;
  readonly keys: SignatureKeys;
  readonly group: Uint8Array | null;
  readonly place: Place | null;
  readonly counts: SentCounts;
  readonly entries: readonly TalkEntry[];
  readonly waiting: readonly Waiting[];
  /** Name of what was sent and had not come back, maybe of a private letter, which is not kept. */
  readonly underWay: string | null;
}

/** Where a tab keeps it. What is to be sent is kept before it is sent, so that no key is used twice. */
export interface TalkVault {
  read(): KeptTalk | null;
  write(kept: KeptTalk): void;
}

export interface TalkView {
  /** `failed`: the group cannot be entered, and trying again does not help. */
  readonly standing: 'joining' | 'in' | 'failed';
  /** This member's own name among them. */
  readonly self: string;
  readonly members: readonly GroupLeaf[];
  readonly entries: readonly TalkEntry[];
  /** Said and not yet ordered: it goes out by itself, as soon as there is somebody to read it. */
  readonly waiting: readonly Waiting[];
  /** Came when something had been said already, which it does not open. */
  readonly cameLate: boolean;
  /** Something may have been said while this tab was away that it can no longer open. */
  readonly hasMissed: boolean;
  /** Frames that were not what a member had sent, or that skipped one: the server or the way to it is at fault. */
  readonly refusedFrames: number;
}
