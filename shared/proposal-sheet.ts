import { z } from 'zod';
import { Id } from './text.ts';

/**
 * What a consultant proposes, as it goes to the customer by private letter of the encrypted talk. The server has the hash of it alone,
 * so that who shows a sheet later can be held against the trail; the salt keeps it from being guessed.
 */

/** In one consultation, decided ones too. */
export const MAX_PROPOSALS = 30;

/** SHA-256, or as many random bytes: base64url without padding. */
const Base64Url32 = z.string().regex(/^[\w-]{43}$/);
export const ProposalHash = Base64Url32;
/** Longest content, UTF-16 units of its JSON: a product with all its fields filled in. */
const CONTENT_MAX_LENGTH = 4000;

export const ProposalSheet = z.strictObject({
  salt: Base64Url32,
  /** A `ProposalContent` as JSON: these very characters are hashed. */
  content: z.string().max(CONTENT_MAX_LENGTH),
});
export type ProposalSheet = z.infer<typeof ProposalSheet>;

/** As a tab keeps them, by the proposal's id. */
export const KeptSheets = z.record(z.string(), ProposalSheet);
export type KeptSheets = Readonly<z.infer<typeof KeptSheets>>;

/** To a tab that has asked for it: {@link ProposalsAsked}. */
export const ProposalLetter = ProposalSheet.extend({ kind: z.literal('proposal'), id: Id });
/** A tab of one of the two, to those of the consultant: what is in these? */
export const ProposalsAsked = z.strictObject({
  kind: z.literal('proposals-asked'),
  ids: z.array(Id).max(MAX_PROPOSALS),
});

export function writeSheet(content: object): ProposalSheet {
  return { salt: base64Url(crypto.getRandomValues(new Uint8Array(32))), content: JSON.stringify(content) };
}

/** SHA-256 over the salt and the content as they stand there, of which the salt is always equally long. */
export async function hashOf({ salt, content }: ProposalSheet): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(salt + content));
  return base64Url(new Uint8Array(digest));
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
