import type { PrivateMessage } from '../private-message.ts';
import { type GroupParty, isPerson } from '../sealed-talk.ts';
import type { TalkMessage } from '../talk-message.ts';
import type { GroupMember } from './group-member.ts';
import type { GroupLeaf } from './mls-frames.ts';
import { fitsLetter, sealLetterTo } from './private-post.ts';
import { createTalkOutbox } from './talk-outbox.ts';
import { queued } from './talk-queue.ts';
import type { KeptTalk, Waiting } from './talk-view.ts';

interface Letter {
  readonly ref: string;
  readonly to: string;
  readonly message: PrivateMessage;
}

/**
 * What a member has still to send, and which of it goes next: one at a time, so that it is ordered as it was said. Private letters are in
 * memory alone: what is in them may be nobody's but the writer's.
 */
export interface TalkOutgoing {
  waiting(): readonly Waiting[];
  /** What is to be kept over a reload. */
  kept(): Pick<KeptTalk, 'waiting' | 'underWay'>;
  say(message: TalkMessage): void;
  /** Answers false where it is too long. */
  sayTo(member: string, message: PrivateMessage): boolean;
  /** Who could read it now: nobody, without a link. Letters to who is not there are dropped by {@link dropOthers} alone. */
  offer(members: readonly GroupLeaf[]): void;
  /** What is to be sent by this name; null where it is not its turn. It is under way then. */
  begin(ref: string, group: GroupMember): Promise<TalkMessage | null>;
  /** It has come back: undefined where it is nothing of this member's. */
  take(ref: string): TalkMessage | undefined;
  /** It is to be sent again, or, `forGood`, never. */
  refused(ref: string | null, forGood: boolean): void;
  /** Nobody else can open what was for somebody who has left. */
  dropOthers(members: readonly GroupLeaf[]): void;
  /** Where a link is new, what was under way may have been lost. */
  renew(): void;
  retry(): void;
  close(): void;
}

export function createTalkOutgoing(
  party: GroupParty,
  kept: Pick<KeptTalk, 'waiting' | 'underWay'> | null,
  dispatch: (ref: string) => void,
): TalkOutgoing {
  const outbox = createTalkOutbox(dispatch);
  let waiting = kept?.waiting ?? [];
  let letters: readonly Letter[] = [];
  let underWay = kept?.underWay ?? null;
  /** A letter that was under way at a reload: what it says is not known any more, only that it is this member's. */
  const before = underWay;
  let offered: string | null = null;
  /** To nobody nothing is said: who comes later could not open it. */
  let isHeard = false;

  function next(members: readonly GroupLeaf[]) {
    isHeard = members.some((leaf) => leaf.party !== party && isPerson(leaf.party));
    const all = [...letters.filter(isFor(members)), ...(isHeard ? waiting : [])];
    return all.find(({ ref }) => ref === underWay) ?? all[0] ?? null;
  }

  function forget(ref: string): void {
    waiting = waiting.filter((one) => one.ref !== ref);
    letters = letters.filter((one) => one.ref !== ref);
    if (ref === underWay) underWay = null;
  }

  return {
    waiting: () => waiting,
    kept: () => ({ waiting, underWay }),
    say(message) {
      waiting = queued(waiting, message, { isHeard, underWay });
    },
    sayTo(to, message) {
      if (!fitsLetter(message)) return false;
      letters = [...letters, { ref: crypto.randomUUID(), to, message }];
      return true;
    },
    offer(members) {
      const first = next(members);
      offered = first?.ref ?? null;
      outbox.offer(first);
    },
    async begin(ref, group) {
      const letter = letters.find((one) => one.ref === ref);
      const words = waiting.find((one) => one.ref === ref)?.message ?? null;
      const message = letter ? await sealLetterTo(group, letter.to, letter.message) : words;
      if (ref !== offered || !message) {
        outbox.settled();
        return null;
      }
      underWay = ref;
      return message;
    },
    take(ref) {
      const isLetter = ref === before || letters.some((one) => one.ref === ref);
      const own = waiting.find((one) => one.ref === ref)?.message ?? (isLetter ? SEALED : undefined);
      if (!own) return undefined;
      forget(ref);
      outbox.settled();
      return own;
    },
    refused(ref, forGood) {
      if (ref === underWay) underWay = null;
      if (ref !== null && forGood) forget(ref);
      outbox.settled();
    },
    dropOthers(members) {
      letters = letters.filter(isFor(members));
    },
    renew: outbox.settled,
    retry: outbox.retry,
    close: outbox.close,
  };
}

/** A letter of one's own, as it comes back: not even the writer opens it. */
const SEALED: TalkMessage = { kind: 'private', to: '', enc: '', box: '' };
const isFor = (members: readonly GroupLeaf[]) => (letter: Letter) => members.some(({ member }) => member === letter.to);
