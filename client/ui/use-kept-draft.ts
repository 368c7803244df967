import { useEffect, useState } from 'react';
import type { z } from 'zod';
import { type DraftPlace, forgetDraft, keepDraft, readDraft } from './kept-drafts.ts';

export interface KeptDraft<T> {
  readonly value: T;
  /** It was found, and has not been changed since. */
  readonly isRestored: boolean;
  /** Changes it and keeps it. */
  change(next: T | ((before: T) => T)): void;
  /** It was sent or given up: back to the beginning, and nothing is kept. */
  forget(): void;
}

interface KeptDraftOptions<T> {
  readonly name: string;
  /** Whose it is; null or undefined for nobody or not known yet, and then nothing is kept. */
  readonly owner: string | null | undefined;
  readonly schema: z.ZodType<T>;
  readonly empty: T;
}

/** State that is kept as a draft, see `kept-drafts.ts`. Another name or owner is another state. */
export function useKeptDraft<T>({ name, owner, schema, empty }: KeptDraftOptions<T>): KeptDraft<T> {
  const place: DraftPlace | null = owner ? { owner, name } : null;
  const id = place && JSON.stringify(place);
  const begin = () => {
    const kept = place ? readDraft(place, schema) : undefined;
    return { id, value: kept ?? empty, isRestored: kept !== undefined, isBegun: false };
  };
  const [held, setHeld] = useState(begin);
  let shown = held;
  if (held.id !== id) {
    // What was begun before it was known who is there is theirs.
    shown = held.id === null && held.isBegun ? { ...held, id } : begin();
    setHeld(shown);
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: `id` stands for the place, which is a new object each time.
  useEffect(() => {
    if (place && shown.isBegun) keepDraft(place, shown.value);
  }, [id, shown]);
  return {
    value: shown.value,
    isRestored: shown.isRestored,
    change(next) {
      setHeld((before) => {
        const value = typeof next === 'function' ? (next as (before: T) => T)(before.value) : next;
        return { id, value, isRestored: false, isBegun: true };
      });
    },
    forget() {
      forgetDraft({ name });
      setHeld({ id, value: empty, isRestored: false, isBegun: false });
    },
  };
}
