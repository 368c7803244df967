import { z } from 'zod';
import { TalkMessage } from '../talk-message.ts';
import { FrameRefused, type GroupMember, type Opened } from './group-member.ts';

/** How many each member has sent in this epoch, by member. */
export type SentCounts = Readonly<Record<string, number>>;

/** What is encrypted: the message with the sender's count, so that one that is held back is noticed at the next. */
const Letter = z.strictObject({ count: z.int().min(0), message: z.unknown() });

export interface ReadLetter {
  readonly from: Opened['from'];
  /** Null where it is of a kind that this tab does not know. */
  readonly message: TalkMessage | null;
  readonly counts: SentCounts;
  /** One before it has not come. */
  readonly skipped: boolean;
}

export function sealLetter(group: GroupMember, message: TalkMessage, count: number): Promise<Uint8Array> {
  const letter: z.infer<typeof Letter> = { count, message };
  return group.seal(new TextEncoder().encode(JSON.stringify(letter)));
}

/** Answers null where it is not what a member has sent. */
export async function openLetter(
  group: GroupMember,
  bytes: Uint8Array,
  counts: SentCounts,
): Promise<ReadLetter | null> {
  try {
    const { from, plain } = await group.open(bytes);
    const { count, message } = Letter.parse(JSON.parse(new TextDecoder().decode(plain)));
    const expected = counts[from.member] ?? 0;
    return {
      from,
      message: count < expected ? null : (TalkMessage.safeParse(message).data ?? null),
      counts: { ...counts, [from.member]: Math.max(expected, count + 1) },
      skipped: count !== expected,
    };
  } catch (error) {
    if (error instanceof FrameRefused || error instanceof z.ZodError || error instanceof SyntaxError) return null;
    throw error;
  }
}

export function readOwn({ self }: GroupMember, message: TalkMessage, counts: SentCounts): ReadLetter {
  const sent = (counts[self.member] ?? 0) + 1;
  return { from: self, message, counts: { ...counts, [self.member]: sent }, skipped: false };
}
