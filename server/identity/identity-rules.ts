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

const FIRST_WAIT_MS = 5000;
const LONGEST_WAIT_MS = 30 * 60_000;
/** An issuer that could not be told for so long has other cares than these tokens. */
const GIVE_UP_AFTER_MS = 7 * 24 * 60 * 60_000;

/** How long to wait after the given number of failed revocations; null where it is tried no more. */
export function revocationWaitMs(attempts: number, ageMs: number): number | null {
  if (ageMs >= GIVE_UP_AFTER_MS) return null;
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.max(0, attempts - 1));
}

/** RFC 8628: where the issuer names no interval, and by how much it grows at each `slow_down`. */
const DEFAULT_POLL_MS = 5000;
const SLOWER_BY_MS = 5000;
const LONGEST_POLL_MS = 30_000;

/** How often the issuer may be asked about a device, from what it said of it in seconds. */
export function firstPollMs(intervalSeconds: number | undefined): number {
  return intervalSeconds === undefined
    ? DEFAULT_POLL_MS
    : Math.min(LONGEST_POLL_MS, Math.max(1, intervalSeconds) * 1000);
}

export function slowerPollMs(intervalMs: number): number {
  return Math.min(LONGEST_POLL_MS, intervalMs + SLOWER_BY_MS);
}

/** Whether an address that an issuer named lies where its people may be sent. */
export function isPageOf(origins: readonly string[], address: string): boolean {
  return URL.canParse(address) && origins.includes(new URL(address).origin);
}
