import { z } from 'zod';
import { CHAT_MAX_LENGTH } from './consultation.ts';
import { Pointing } from './pointing.ts';
import { FileLetter } from './talk-file.ts';
import { Id, personText } from './text.ts';
import { CAPTION_MAX_LENGTH } from './voice.ts';

/** `sha-256 AB:CD…`, as a browser's session description has it. */
const DTLS_PRINT = /^sha-\d{1,3} [0-9A-F]{2}(:[0-9A-F]{2}){15,63}$/;

/** X-Wing's share, and what only the reader opens. */
export interface PrivateBox {
  readonly enc: Uint8Array;
  readonly box: Uint8Array;
}

/**
 * What the members of a consultation say to each other, end-to-end encrypted: the server relays it and cannot read it, so that
 * whoever opens one holds it against this schema. A kind is added by adding a member to this union; what a tab does not know, it
 * passes over.
 */
export const TalkMessage = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: personText(CHAT_MAX_LENGTH) }),
  /** The DTLS prints of this tab's own voice, see `safety-code.ts`; none where it has no voice on. */
  z.strictObject({ kind: z.literal('voice'), prints: z.array(z.string().regex(DTLS_PRINT)).max(8) }),
  /** A file has been handed over: where its ciphertext is, and the key to it. */
  z.strictObject({ kind: z.literal('file'), file: FileLetter }),
  /** The sender is writing. */
  z.strictObject({ kind: z.literal('typing') }),
  /** The sender has seen all up to this message of another. */
  z.strictObject({ kind: z.literal('read'), upTo: Id }),
  /** What the sender has said by voice, as their own browser understood it. */
  z.strictObject({ kind: z.literal('caption'), text: personText(CAPTION_MAX_LENGTH) }),
  /** Where the sender looks in a document. */
  z.strictObject({ kind: z.literal('pointing'), pointing: Pointing }),
  /** The sender has opened a document: where is it being read? */
  z.strictObject({ kind: z.literal('pointing-asked'), documentId: Id }),
  /** A letter for one member alone, a `PrivateMessage`: `sealed/private-letter.ts`. Base64. */
  z.strictObject({ kind: z.literal('private'), to: Id, enc: z.base64().max(1600), box: z.base64().max(13_800) }),
]);
export type TalkMessage = z.infer<typeof TalkMessage>;

/** Kinds that stay among what was said; any other is told to who listens, once, and forgotten. */
export const KEPT_KINDS: ReadonlySet<TalkMessage['kind']> = new Set(['text', 'file']);

/** Kinds that are of the moment: where nobody can open one now, it is not said later. */
const PASSING_KINDS: ReadonlySet<TalkMessage['kind']> = new Set(['caption', 'pointing', 'pointing-asked']);
export const isPassing = ({ kind }: TalkMessage) => PASSING_KINDS.has(kind);
