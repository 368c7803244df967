import { z } from 'zod';
import type { PrivateMessage } from '../private-message.ts';
import type { TalkFrame } from '../sealed-talk.ts';
import { TalkMessage } from '../talk-message.ts';
import { FrameRefused, type GroupMember, type Opened } from './group-member.ts';
import { openLetterTo } from './private-post.ts';
import type { PrivateEntry, TalkEntry } from './talk-view.ts';

/** How many each member has sent in this epoch, by member. */
export type SentCounts = Readonly<Record<string, number>>;

/** What is encrypted: the message with the sender's count, so that one that is held back is noticed at the next. */
const Letter = z.strictObject({ count: z.int().min(0), message: z.unknown() });

export interface ReadLetter {
  readonly from: Opened['from'];
  /** Null where it is of a kind that this tab does not know. */
  readonly message: TalkMessage | null;
  /** What it says to this member alone, where it is a private letter. */
  readonly letter: PrivateMessage | null;
  readonly counts: SentCounts;
  /** One before it has not come. */
  readonly skipped: boolean;
}

export function sealLetter(group: GroupMember, message: TalkMessage, count: number): Promise<Uint8Array> {
  const letter: z.infer<typeof Letter> = { count, message };
  return group.seal(new TextEncoder().encode(JSON.stringify(letter)));
}

/** Answers null where it is not what a member has sent by their own link. `own`: what it is, where this member has sent it. */
export async function readFrame(
  group: GroupMember,
  frame: TalkFrame,
  own: TalkMessage | undefined,
  counts: SentCounts,
): Promise<ReadLetter | null> {
  // Nobody can open what they have sent themselves.
  const read = own ? readOwn(group, own, counts) : await openLetter(group, frame.bytes, counts);
  // Who had the keys of a second leaf would speak as somebody who is not there.
  return read?.from.member === frame.by ? read : null;
}

/** What members say to all; null for a letter, and for words of who was not to be read by all. */
export function entryOf({ id, at, lettersOnly }: TalkFrame, read: ReadLetter | null): TalkEntry | null {
  if (!read?.message || read.message.kind === 'private') return null;
  if (lettersOnly && read.message.kind !== 'voice') return null;
  const { party, member } = read.from;
  return { id, at, from: { party, member }, message: read.message };
}

export function privateEntryOf({ id, at }: TalkFrame, read: ReadLetter | null): PrivateEntry | null {
  if (!read?.letter) return null;
  const { party, member } = read.from;
  return { id, at, from: { party, member }, message: read.letter };
}

async function openLetter(group: GroupMember, bytes: Uint8Array, counts: SentCounts): Promise<ReadLetter | null> {
  try {
    const { from, plain } = await group.open(bytes);
    const { count, message: said } = Letter.parse(JSON.parse(new TextDecoder().decode(plain)));
    const expected = counts[from.member] ?? 0;
    const message = count < expected ? null : (TalkMessage.safeParse(said).data ?? null);
    return {
      from,
      message,
      letter: message?.kind === 'private' ? await openLetterTo(group, from, message) : null,
      counts: { ...counts, [from.member]: Math.max(expected, count + 1) },
      skipped: count !== expected,
    };
  } catch (error) {
    if (error instanceof FrameRefused || error instanceof z.ZodError || error instanceof SyntaxError) return null;
    throw error;
  }
}

function readOwn({ self }: GroupMember, message: TalkMessage, counts: SentCounts): ReadLetter {
  const sent = (counts[self.member] ?? 0) + 1;
  return { from: self, message, letter: null, counts: { ...counts, [self.member]: sent }, skipped: false };
}
