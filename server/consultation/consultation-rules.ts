import type { Party } from '../../shared/consultation-members.ts';
import type { Principal } from '../lib/principal.ts';
import type { ConsultationRow } from './consultation-store.ts';
import type { MemberRow } from './member-store.ts';

type Stay = Pick<MemberRow, 'party' | 'subject' | 'standing' | 'left_at'>;
type Parties = Pick<ConsultationRow, 'customer_subject' | 'consultant_subject' | 'state'>;

/** As what this person is in; null for anyone else, also who is asked and has not come. The same subject at another issuer is another person. */
export function partyOf(
  principal: Principal,
  { customer_subject, consultant_subject }: Parties,
  stays: readonly Stay[] = [],
): Party | null {
  if (principal.kind === 'customer' && principal.subject === customer_subject) return 'customer';
  if (principal.kind === 'staff' && principal.subject === consultant_subject) return 'consultant';
  if (principal.kind === 'staff')
    return stays.find((stay) => stay.subject === principal.subject && isIn(stay))?.party ?? null;
  return null;
}

/** Everybody but the customer sees it while it lasts and they are in, and not a second longer; the customer keeps it. */
export function mayRead(principal: Principal, consultation: Parties, stays: readonly Stay[] = []): boolean {
  const party = partyOf(principal, consultation, stays);
  return party === 'customer' || (party !== null && consultation.state === 'open');
}

export function isIn({ standing, left_at }: Pick<Stay, 'standing' | 'left_at'>): boolean {
  return standing !== 'invited' && !left_at;
}

/** A member without a link for so long is out: nobody is shown as listening who has gone. */
export const UNLINKED_AFTER_MS = 60_000;

/** Links one person may have to a consultation: a tab and another, neither of which can keep the other person out. */
export const LINKS_EACH = 2;
/** Messages one link may send in a consultation, per second, everything counted. */
export const MESSAGES_PER_SECOND = 5;
/** Longest transcript, lines: a talkative afternoon. */
export const MAX_LINES = 2000;
