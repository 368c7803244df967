/** A file of dialogues, beside this one. */
export interface EvaluationSet {
  readonly name: string;
  readonly file: string;
}

/** Sets that the engine was tuned by: what is in them is learned, so their figures only tell that nothing broke. */
export const TUNING_SETS: readonly EvaluationSet[] = [
  { name: 'tuning', file: 'tuning.jsonl' },
  { name: 'first held back', file: 'held-back.jsonl' },
  { name: 'second held back', file: 'held-back-later.jsonl' },
  { name: 'third held back', file: 'held-back-2026-11-21-evening.jsonl' },
  { name: 'orders', file: 'operations.jsonl' },
  { name: 'later orders', file: 'orders-2026-11-22.jsonl' },
];

/**
 * The set that nobody looked at while tuning, named here and nowhere else; null while there is none. Once its misses have been read it
 * goes into the list above, and a new one is written by somebody else.
 */
export const HELD_BACK: EvaluationSet | null = { name: 'held back', file: 'held-back-2026-11-22.jsonl' };
