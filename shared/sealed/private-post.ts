import { base64ToBytes, bytesToBase64 } from 'ts-mls/util/byteArray.js';
import { PRIVATE_MAX_BYTES, PrivateMessage } from '../private-message.ts';
import type { TalkMessage } from '../talk-message.ts';
import { FrameRefused, type GroupMember } from './group-member.ts';
import type { GroupLeaf } from './mls-frames.ts';

/** Private letters as messages of the talk. */

type Sealed = Extract<TalkMessage, { kind: 'private' }>;
/** Letters are of lengths that are multiples of this, so that a length tells little. */
const PAD_TO_BYTES = 512;

/** Whether a letter is short enough to be sent. */
export function fitsLetter(message: PrivateMessage): boolean {
  return plainOf(message).length <= PRIVATE_MAX_BYTES;
}

/** Null where the reader is not in the group. */
export async function sealLetterTo(group: GroupMember, to: string, message: PrivateMessage): Promise<Sealed | null> {
  const sealed = await group.sealFor(to, plainOf(message));
  return sealed && { kind: 'private', to, enc: bytesToBase64(sealed.enc), box: bytesToBase64(sealed.box) };
}

/** What a letter says; null where it is for another, or of a kind that is not known here. @throws FrameRefused */
export async function openLetterTo(
  group: GroupMember,
  from: GroupLeaf,
  { to, enc, box }: Sealed,
): Promise<PrivateMessage | null> {
  if (to !== group.self.member) return null;
  const plain = await group.openPrivate(from, { enc: base64ToBytes(enc), box: base64ToBytes(box) });
  try {
    return PrivateMessage.safeParse(JSON.parse(new TextDecoder().decode(plain))).data ?? null;
  } catch (error) {
    throw new FrameRefused('not a letter', { cause: error });
  }
}

/** With spaces after it, which JSON passes over. */
function plainOf(message: PrivateMessage): Uint8Array {
  const bytes = new TextEncoder().encode(JSON.stringify(message));
  const padded = new Uint8Array(Math.ceil(bytes.length / PAD_TO_BYTES) * PAD_TO_BYTES).fill(0x20);
  padded.set(bytes);
  return padded;
}
