import { z } from 'zod';
import { Id } from './text.ts';

/** What one of the two looks at in a document, for the other one: a page (from 1), and a place on it from its top left corner, 0 to 1. */
export const Pointing = z.strictObject({
  documentId: Id,
  page: z.number().int().min(1).max(99),
  at: z.strictObject({ x: z.number().min(0).max(1), y: z.number().min(0).max(1) }).nullable(),
});
export type Pointing = z.infer<typeof Pointing>;
