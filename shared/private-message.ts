import { z } from 'zod';
import { CHAT_MAX_LENGTH } from './consultation.ts';
import { DeskNews, DeskRequest } from './desk-letters.ts';
import { ProposalLetter, ProposalsAsked } from './proposal-sheet.ts';
import { AccountsAsked, AccountsShown } from './shown-accounts.ts';
import { personText } from './text.ts';
import { CAPTION_MAX_LENGTH } from './voice.ts';

/**
 * What one member writes to another by private letter (`sealed/private-letter.ts`): the others of the group see that, and not what.
 * A kind is added by adding a member to this union; what a tab does not know, it passes over.
 */
export const PrivateMessage = z.discriminatedUnion('kind', [
  DeskRequest,
  DeskNews,
  ProposalsAsked,
  ProposalLetter,
  AccountsAsked,
  AccountsShown,
  /** Of a supervisor to the consultant. */
  z.strictObject({ kind: z.literal('whisper'), text: personText(CHAT_MAX_LENGTH) }),
  /** What the sender has said by voice, where not all who have keys hear it. */
  z.strictObject({ kind: z.literal('caption'), text: personText(CAPTION_MAX_LENGTH) }),
]);
export type PrivateMessage = z.infer<typeof PrivateMessage>;

/** Longest letter, bytes of its JSON. */
export const PRIVATE_MAX_BYTES = 10_240;
