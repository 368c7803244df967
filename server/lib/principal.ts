import type { StaffRole } from '../../shared/identity.ts';

/** Who is asking, as the server established it from a session cookie. Nothing in it came from the client. */
export interface CustomerPrincipal {
  readonly kind: 'customer';
  readonly sessionId: string;
  /** The bank issuer's `sub`. */
  readonly subject: string;
  readonly legalName: string;
  readonly pseudonym: string;
}
export interface StaffPrincipal {
  readonly kind: 'staff';
  readonly sessionId: string;
  /** The staff issuer's `sub`. */
  readonly subject: string;
  readonly legalName: string;
  readonly pseudonym: string;
  readonly roles: readonly StaffRole[];
}
export interface GuestPrincipal {
  readonly kind: 'guest';
  readonly sessionId: string;
  readonly pseudonym: string;
}
export type Principal = CustomerPrincipal | StaffPrincipal | GuestPrincipal;

/** One key per person across issuers: the two issuers may well use the same `sub`. */
export type PersonKey = `${'customer' | 'staff' | 'guest'}:${string}`;

export function personKey(principal: Principal): PersonKey {
  return principal.kind === 'guest' ? `guest:${principal.sessionId}` : `${principal.kind}:${principal.subject}`;
}
