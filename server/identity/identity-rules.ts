import type { Audience } from '../../shared/endpoint.ts';
import { BIRDS, StaffRole } from '../../shared/identity.ts';

/** How long a session lasts, whatever is done in it. */
export const SESSION_LIFETIME_MS: Readonly<Record<Audience, number>> = {
  customer: 60 * 60_000,
  staff: 10 * 60 * 60_000,
};
/** How long a person may take at the issuer's pages. */
export const SIGN_IN_LIFETIME_MS = 10 * 60_000;

/** A bird and a two-digit number, from two random numbers in [0, 1). */
export function makePseudonym(randomBird: number, randomNumber: number): string {
  return `${BIRDS[Math.floor(randomBird * BIRDS.length)]}-${10 + Math.floor(randomNumber * 90)}`;
}

/** A path of the branch to come back to; anything that could lead to another site becomes `/`. */
export function safeReturnPath(returnTo: unknown): string {
  if (typeof returnTo !== 'string' || returnTo.length > 512) return '/';
  if (!/^\/(?![/\\])[\x21-\x7e]*$/.test(returnTo) || returnTo.includes('\\')) return '/';
  return returnTo;
}

/** The roles we know among those the staff issuer claims; nothing else is ever a role. */
export function readRoles(claim: unknown): StaffRole[] {
  if (!Array.isArray(claim)) return [];
  return StaffRole.options.filter((role) => claim.includes(role));
}
