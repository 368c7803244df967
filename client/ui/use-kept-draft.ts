import { useCallback, useEffect, useState } from 'react';
import type { z } from 'zod';
import { type DraftPlace, forgetDraft, keepDraft, readDraft } from './kept-drafts.ts';

export interface KeptDraft<T> {
  readonly value: T;
  /** It was found, and has not been changed since. */
  readonly isRestored: boolean;
  /** Changes it and keeps it. Stays the same function. */
  readonly change: (next: T | ((before: T) => T)) => void;
  /** It was sent or given up: back to the beginning, and nothing is kept. */
  readonly forget: () => void;
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
  const change = useCallback((next: T | ((before: T) => T)) => {
    setHeld((before) => {
      const value = typeof next === 'function' ? (next as (before: T) => T)(before.value) : next;
      return { id: before.id, value, isRestored: false, isBegun: true };
    });
  }, []);
  const forget = useCallback(() => {
    forgetDraft({ name });
    setHeld(({ id }) => ({ id, value: empty, isRestored: false, isBegun: false }));
  }, [name, empty]);
  return { value: shown.value, isRestored: shown.isRestored, change, forget };
}
