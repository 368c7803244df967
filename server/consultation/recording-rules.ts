import { Party } from '../../shared/consultation-members.ts';
import type { PersonKey } from '../lib/principal.ts';

export interface Participant {
  /** Null for a member of the group whom this server has not met: it cannot know what they agreed to. */
  readonly person: PersonKey | null;
  readonly party: Party;
}

/** A talk is recorded with the agreement of everybody who is in, and while both whose talk it is are. */
export function mayRecord(participants: readonly Participant[], agreed: ReadonlySet<PersonKey>): boolean {
  const isIn = (party: Party) => participants.some((one) => one.party === party);
  return (
    isIn('customer') && isIn('consultant') && participants.every(({ person }) => person !== null && agreed.has(person))
  );
}

/** Who is in: all who are linked, and all whose keys are in the group. Services of the bank's own agree to nothing. */
export function participantsOf(
  seats: readonly Participant[],
  members: readonly { readonly party: string; readonly person: string | null }[],
): readonly Participant[] {
  const withKeys = members.flatMap(({ party, person }) => {
    const known = Party.safeParse(party);
    return known.success ? [{ party: known.data, person: person as PersonKey | null }] : [];
  });
  return [...seats, ...withKeys];
}
