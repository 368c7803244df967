import type { Speaker } from '../../shared/consultation.ts';
import type { Principal } from '../lib/principal.ts';
import type { ConsultationRow } from './consultation-store.ts';

type Parties = Pick<ConsultationRow, 'customer_subject' | 'consultant_subject' | 'state'>;

/** Which of the two this person is; null for anyone else. The same subject at another issuer is another person. */
export function partyOf(principal: Principal, { customer_subject, consultant_subject }: Parties): Speaker | null {
  if (principal.kind === 'customer' && principal.subject === customer_subject) return 'customer';
  if (principal.kind === 'staff' && principal.subject === consultant_subject) return 'consultant';
  return null;
}

/** The consultant sees it while it lasts, and not a second longer; the customer keeps it. */
export function mayRead(principal: Principal, consultation: Parties): boolean {
  const party = partyOf(principal, consultation);
  return party === 'customer' || (party === 'consultant' && consultation.state === 'open');
}

/** Links one person may have to a consultation: a tab and another, neither of which can keep the other person out. */
export const LINKS_EACH = 2;
/** Messages one link may send in a consultation, per second, everything counted. */
export const MESSAGES_PER_SECOND = 5;
/** Longest transcript, lines: a talkative afternoon. */
export const MAX_LINES = 2000;
