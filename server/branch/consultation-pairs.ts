import type { PersonKey } from '../lib/principal.ts';

/** Who is in consultation with whom, in the whole branch: they may stand close, share a booth, and see each other at their best. */
export interface ConsultationPairs {
  /** Of the consultation that opened or ended. */
  set(one: PersonKey, other: PersonKey, isOpen: boolean): void;
  /** All who are in consultation now, as the database has them: sets what is new, and ends what is not among them. */
  replace(open: readonly (readonly [PersonKey, PersonKey])[]): void;
  partnersOf(person: PersonKey): ReadonlySet<PersonKey>;
  /** Told of each change, after it. Answers how to unsubscribe. */
  subscribe(listener: (one: PersonKey, other: PersonKey, isOpen: boolean) => void): () => void;
}

const NOBODY: ReadonlySet<PersonKey> = new Set();

export function createConsultationPairs(): ConsultationPairs {
  const partners = new Map<PersonKey, Set<PersonKey>>();
  const listeners = new Set<(one: PersonKey, other: PersonKey, isOpen: boolean) => void>();

  function link(one: PersonKey, other: PersonKey, isOpen: boolean): void {
    const known = partners.get(one) ?? new Set();
    if (isOpen) known.add(other);
    else known.delete(other);
    if (known.size > 0) partners.set(one, known);
    else partners.delete(one);
  }

  function set(one: PersonKey, other: PersonKey, isOpen: boolean): void {
    link(one, other, isOpen);
    link(other, one, isOpen);
    for (const listener of listeners) listener(one, other, isOpen);
  }

  return {
    set,
    replace(open) {
      const isOpen = (one: PersonKey, other: PersonKey) =>
        open.some(([a, b]) => (a === one && b === other) || (a === other && b === one));
      for (const [one, others] of [...partners])
        for (const other of [...others]) if (one < other && !isOpen(one, other)) set(one, other, false);
      for (const [one, other] of open) if (!partners.get(one)?.has(other)) set(one, other, true);
    },
    partnersOf: (person) => partners.get(person) ?? NOBODY,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
