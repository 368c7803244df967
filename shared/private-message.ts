import { z } from 'zod';
import { DeskNews, DeskRequest } from './desk-letters.ts';

/**
 * What one member writes to another by private letter (`sealed/private-letter.ts`): the others of the group see that, and not what.
 * A kind is added by adding a member to this union; what a tab does not know, it passes over.
 */
export const PrivateMessage = z.discriminatedUnion('kind', [DeskRequest, DeskNews]);
export type PrivateMessage = z.infer<typeof PrivateMessage>;

/** Longest letter, bytes of its JSON. */
export const PRIVATE_MAX_BYTES = 10_240;
