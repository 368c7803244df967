import type { Audience } from '../../shared/endpoint.ts';
import { usePerson } from './use-signed-in.ts';

/** Whom a kept draft belongs to (`ui/kept-drafts.ts`); null where nobody is signed in or it is not known. */
export function useDraftOwner(audience: Audience): string | null {
  const person = usePerson(audience);
  return person ? draftOwner(audience, person) : null;
}

export function draftOwner(audience: Audience, pseudonym: string): string {
  return `${audience}:${pseudonym}`;
}
