import type { Audience } from '../../shared/endpoint.ts';
import { signInPath } from '../../shared/identity.ts';

/** Query parameter in which the way back says why sign-in did not succeed. */
export const SIGN_IN_FAILURE_PARAMETER = 'sign-in';

/** This page's address on the branch, without what a former sign-in left in it. */
export function ownPath(): string {
  const { pathname, searchParams } = new URL(location.href);
  searchParams.delete(SIGN_IN_FAILURE_PARAMETER);
  const query = searchParams.toString();
  return query ? `${pathname}?${query}` : pathname;
}

/** Leaves for the issuer's own page, to come back to this one. `fresh`: it asks who one is, even somebody whom it knows. */
export function goToSignIn(audience: Audience, { fresh = false } = {}): void {
  location.assign(signInPath(audience, ownPath()) + (fresh ? '&fresh=1' : ''));
}
