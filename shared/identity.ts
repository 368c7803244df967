import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Instant } from './text.ts';

/** Staff roles come from the staff issuer's `roles` claim and from nowhere else. */
export const StaffRole = z.enum(['consultant', 'supervisor']);
export type StaffRole = z.infer<typeof StaffRole>;

/** What a browser may know of its own session. Tokens never leave the server. */
const CustomerSession = z.object({ legalName: z.string(), pseudonym: z.string(), expiresAt: Instant });
const StaffSession = z.object({
  legalName: z.string(),
  pseudonym: z.string(),
  roles: z.array(StaffRole),
  expiresAt: Instant,
});

export const SessionView = z.object({ customer: CustomerSession.nullable(), staff: StaffSession.nullable() });
export type SessionView = z.infer<typeof SessionView>;

export const readSession = endpoint({
  method: 'GET',
  path: '/api/session',
  audience: 'anyone',
  params: z.object({}),
  body: z.undefined(),
  answer: SessionView,
  errors: {},
});

/** Ends the session of one audience, closes its sockets and forgets its tokens. */
export const signOut = endpoint({
  method: 'POST',
  path: '/api/sign-out/:audience',
  audience: 'anyone',
  params: z.object({ audience: z.enum(['customer', 'staff']) }),
  body: z.undefined(),
  answer: z.object({}),
  errors: {},
});

/** Where the browser navigates (a full page load) to sign in; comes back to `returnTo`, a path of the branch. */
export function signInPath(audience: 'customer' | 'staff', returnTo: string): string {
  return `/api/sign-in/${audience}?returnTo=${encodeURIComponent(returnTo)}`;
}

/** Query parameter on `returnTo` when sign-in did not succeed. */
export const SignInFailure = z.enum(['sign-in-denied', 'sign-in-expired', 'sign-in-failed', 'sign-in-no-role']);
export type SignInFailure = z.infer<typeof SignInFailure>;

/** A pseudonym is a bird and a number, `heron-42`; the browser names the bird in the reader's language. */
export const BIRDS = [
  'heron',
  'swift',
  'robin',
  'wren',
  'finch',
  'crane',
  'dove',
  'lark',
  'kestrel',
  'plover',
  'tern',
  'magpie',
  'swan',
  'owl',
  'siskin',
  'avocet',
] as const;
export type Bird = (typeof BIRDS)[number];
