import type { ChatLine } from '../../shared/consultation.ts';
import type { Party } from '../../shared/consultation-members.ts';

/** The newest line of somebody else that was not there before; of a whole transcript that was said before one came, nothing. */
export function newLineOf(self: Party, before: readonly ChatLine[], now: readonly ChatLine[]): ChatLine | null {
  if (before.length === 0 && now.length > 1) return null;
  const known = new Set(before.map(({ id }) => id));
  return now.findLast(({ id, from }) => from !== self && !known.has(id)) ?? null;
}
