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

/** Ends the session of one audience, closes its sockets, and has its tokens revoked. */
export const signOut = endpoint({
  method: 'POST',
  path: '/api/sign-out/:audience',
  audience: 'anyone',
  params: z.object({ audience: z.enum(['customer', 'staff']) }),
  /** The path of the branch to come back to from the bank. */
  body: z.object({ returnTo: z.string().max(512) }).optional(),
  answer: z.object({
    /** Where the browser goes on to, so that the bank's own session ends too; null where it has none in this browser. */
    bankSignOutUrl: z.url().nullable(),
  }),
  errors: {},
});

/** What is to be signed in; the bank's page names it to the person with the phone. */
export const SignInDevice = z.enum(['headset', 'browser']);
export type SignInDevice = z.infer<typeof SignInDevice>;

/** Begins a customer's sign-in by phone (RFC 8628). What was begun before in this browser ends. */
export const startDeviceSignIn = endpoint({
  method: 'POST',
  path: '/api/device-sign-in',
  audience: 'anyone',
  params: z.object({}),
  body: z.object({ branchId: z.string().max(64), device: SignInDevice, language: z.enum(['en', 'ru']) }),
  answer: z.object({
    /** To be compared with what the bank's page shows, `BCDF-GHJK`. */
    userCode: z.string(),
    /** The bank's page, short enough to be typed. */
    pageUrl: z.url(),
    /** The same with the code in it, for a QR. */
    pageUrlWithCode: z.url(),
    /** How long the code is good for, from now. */
    lifetimeMs: z.int().positive(),
    pollAfterMs: z.int().positive(),
  }),
  errors: { 'branch-unknown': 404 },
});
export type DeviceSignIn = z.infer<typeof startDeviceSignIn.answer>;

/** Asks what became of the sign-in that this browser began. `signed-in` comes once, with the session's cookie. */
export const pollDeviceSignIn = endpoint({
  method: 'POST',
  path: '/api/device-sign-in/poll',
  audience: 'anyone',
  params: z.object({}),
  body: z.undefined(),
  answer: z.discriminatedUnion('state', [
    z.object({ state: z.literal('pending'), pollAfterMs: z.int().positive() }),
    z.object({ state: z.enum(['signed-in', 'denied', 'expired', 'failed']) }),
  ]),
  errors: {},
});

/** Ends the attempt of this browser: whoever allows it later signs nobody in. */
export const cancelDeviceSignIn = endpoint({
  method: 'POST',
  path: '/api/device-sign-in/cancel',
  audience: 'anyone',
  params: z.object({}),
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
