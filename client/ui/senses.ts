import { z } from 'zod';
import { create } from 'zustand';
import { keep, readKept } from './kept-setting.ts';

/** What of the branch one wants to hear, and to read of what is said. This browser remembers it. */
export const Senses = z.object({
  /** `calls`: only that one's own ticket is called; `all`: footsteps, every call and the room as well. */
  sound: z.enum(['calls', 'all', 'off']).catch('calls'),
  volume: z.enum(['quiet', 'middle', 'full']).catch('quiet'),
  captions: z.boolean().catch(true),
});
export type Senses = z.infer<typeof Senses>;

export const FIRST_SENSES: Senses = Senses.parse({});

const KEY = 'atrium-senses';

/** What was kept, or the first values for what cannot be read of it. */
export function readSenses(kept: string | null): Senses {
  try {
    return Senses.catch(FIRST_SENSES).parse(JSON.parse(kept ?? '{}'));
  } catch {
    return FIRST_SENSES;
  }
}

export const useSenses = create<Senses>(() => readSenses(readKept(KEY)));

export function changeSenses(change: Partial<Senses>): void {
  useSenses.setState(change);
  keep(KEY, JSON.stringify(useSenses.getState()));
}
