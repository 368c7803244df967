import type { GroupLeaf } from './mls-frames.ts';

/** Groups of five digits in a code. */
export const CODE_GROUPS = 12;

export interface SafetyInput {
  readonly consultationId: string;
  readonly members: readonly Pick<GroupLeaf, 'party' | 'member' | 'signatureKey'>[];
  /** The DTLS prints that members have told of their voices, by member. */
  readonly voicePrints: Readonly<Record<string, readonly string[]>>;
}

/**
 * What two people compare to know that nobody is between them: 60 digits of the keys of all members and of their voices. They are the same for two exactly
 * if both have the same members with the same keys; a server that puts a key of its own anywhere makes them differ. About 199 bits, so that no
 * two sets of keys can be made to meet. They stay the same while nobody comes or goes and no voice begins.
 */
export async function safetyCode({ consultationId, members, voicePrints }: SafetyInput): Promise<string> {
  const keys = members.map(({ party, member, signatureKey }) => [party, member, hexOf(signatureKey)].join(' ')).sort();
  const ids = new Set(members.map(({ member }) => member));
  const voices = Object.entries(voicePrints)
    .filter(([member, prints]) => ids.has(member) && prints.length > 0)
    .map(([member, prints]) => [member, ...[...prints].sort()].join(' '))
    .sort();
  const text = JSON.stringify(['atrium safety code 1', consultationId, keys, voices]);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-512', new TextEncoder().encode(text)));
  return Array.from({ length: CODE_GROUPS }, (_, index) => fiveDigits(digest.subarray(index * 5, index * 5 + 5))).join(
    ' ',
  );
}

/** 40 bits to five digits: the rest of a division by 100 000, whose bias is below one in ten million. */
function fiveDigits(bytes: Uint8Array): string {
  const number = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
  return String(number % 100_000).padStart(5, '0');
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
