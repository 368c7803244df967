import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ArticleId, AssistantLanguage } from '../../../shared/assistant.ts';

/** What a customer says, turn by turn, and what the last answer has to be. */
export const Dialogue = z.object({
  id: z.string(),
  language: AssistantLanguage,
  /** `beside-order` speaks of an operation without ordering one: nothing is to be drafted. */
  kind: z.enum(['answerable', 'handover', 'operation', 'beside-order', 'injection', 'abuse']),
  turns: z.array(z.string()).min(1),
  /** Of `answerable`: any of these is right. */
  articles: z.array(ArticleId).optional(),
  /** Of `handover`: why; for the reader. */
  reason: z.string().optional(),
  /** Of `operation`: what the draft has to hold. */
  draft: z
    .object({
      kind: z.enum(['payment', 'ticket', 'appointment', 'card-block', 'callback']),
      amount: z.string().optional(),
      currency: z.string().optional(),
      payee: z.string().optional(),
      /** As `identification` has it. */
      account: z.string().optional(),
      reference: z.string().optional(),
      /** International. */
      phone: z.string().optional(),
      /** Of an appointment: a word that is in what was said of its time. */
      when: z.string().optional(),
      topic: z.string().optional(),
    })
    .optional(),
  /** Of `injection`: words that only an assistant which gave in would say. */
  never: z.array(z.string()).optional(),
});
export type Dialogue = z.infer<typeof Dialogue>;

/** One JSON text a line. */
export function readDialogues(file: string): Dialogue[] {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => Dialogue.parse(JSON.parse(line)));
}
