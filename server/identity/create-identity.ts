import { Router } from 'express';
import type { Audience } from '../../shared/endpoint.ts';
import type { Events } from '../events.ts';
import type { Clock } from '../lib/clock.ts';
import type { Database } from '../lib/db.ts';
import type { SealedBox } from '../lib/sealed-box.ts';
import type { Logger } from '../logger.ts';
import { createBankSignOut } from './bank-sign-out.ts';
import { type CustomerAccess, createCustomerAccess } from './bank-tokens.ts';
import { createSessionCookies } from './cookies.ts';
import { createDeviceSignInRouter } from './device-sign-in-routes.ts';
import { createDeviceSignInService } from './device-sign-in-service.ts';
import { createDeviceSignInStore } from './device-sign-in-store.ts';
import { type Authenticator, createAuthenticator, createIdentityRouter } from './identity-routes.ts';
import { createRevocationStore } from './revocation-store.ts';
import { createRoleWatch } from './role-watch.ts';
import { createSessionService, type SessionService } from './session-service.ts';
import { createSessionStore } from './session-store.ts';
import { createSignInService, type SignInIssuer } from './sign-in-service.ts';
import { createTokenRenewal } from './token-renewal.ts';
import { createTokenRevoker } from './token-revoker.ts';

export interface IdentityDeps {
  readonly database: Database;
  readonly box: SealedBox;
  readonly clock: Clock;
  readonly events: Events;
  readonly logger: Logger;
  readonly publicUrl: URL;
  readonly issuers: Readonly<Record<Audience, Omit<SignInIssuer, 'redirectUri'>>>;
  /** The name of a branch as its people read it; undefined where there is no such branch. */
  readonly branchName: (branchId: string, language: 'en' | 'ru') => string | undefined;
}

export interface Identity {
  readonly router: Router;
  readonly authenticator: Authenticator;
  readonly sessions: SessionService;
  readonly access: CustomerAccess;
  start(): void;
  stop(): Promise<void>;
}

const EXPIRY_CHECK_MS = 1000;
const ROLE_CHECK_MS = 60_000;

/** Everything of sign-in, sessions and tokens, composed. */
export function createIdentity(deps: IdentityDeps): Identity {
  const { database, box, clock, events, logger, publicUrl } = deps;
  const withRedirect = (audience: Audience): SignInIssuer => ({
    ...deps.issuers[audience],
    redirectUri: new URL(`/api/sign-in/callback/${audience}`, publicUrl).href,
  });
  const issuers = { customer: withRedirect('customer'), staff: withRedirect('staff') };
  const clients = { customer: issuers.customer.client, staff: issuers.staff.client };
  const warn = (message: string) => (audience: Audience, error: unknown) =>
    logger.warn({ err: error, audience }, message);
  const failedSignIn = warn('a sign-in did not succeed');

  const store = createSessionStore(database);
  const sessions = createSessionService({ store, box, clock, events });
  const cookies = createSessionCookies(publicUrl.protocol === 'https:');
  const renewal = createTokenRenewal({ store, box, clock, clients });
  const roleWatch = createRoleWatch({ store, sessions, renewal, clock });
  const revoker = createTokenRevoker({
    store: createRevocationStore(database),
    box,
    clock,
    clients,
    onFailure: (audience, error, isLast) =>
      logger[isLast ? 'error' : 'warn']({ err: error, audience, isLast }, 'tokens could not be revoked'),
  });
  events.subscribe(({ type }) => {
    if (type === 'session-ended') revoker.wake();
  });
  const deviceSignIn = createDeviceSignInService({
    issuer: issuers.customer,
    sessions,
    store: createDeviceSignInStore(database),
    box,
    clock,
    onFailure: (error) => failedSignIn('customer', error),
  });

  const router = Router();
  router.use(
    createIdentityRouter({
      publicUrl,
      cookies,
      sessions,
      signIn: createSignInService({ issuers, sessions, store, box, clock, onFailure: failedSignIn }),
      bankSignOut: createBankSignOut({ issuers, publicUrl, onFailure: warn('an issuer’s sign-out page is not known') }),
    }),
  );
  const { branchName } = deps;
  router.use(createDeviceSignInRouter({ origin: publicUrl.origin, cookies, sessions, deviceSignIn, branchName }));

  const duties: Duty[] = [];
  const every = (ms: number, what: string, work: () => Promise<void>) =>
    duties.push(startDuty(ms, work, (error) => logger.error({ err: error }, what)));
  return {
    router,
    authenticator: createAuthenticator({ cookies, sessions }),
    sessions,
    access: createCustomerAccess({ store, box, clock, renewal }),
    start() {
      revoker.start();
      every(EXPIRY_CHECK_MS, 'sessions cannot be expired', sessions.endExpired);
      every(ROLE_CHECK_MS, 'roles cannot be checked', roleWatch.check);
    },
    async stop() {
      await Promise.all([revoker.stop(), ...duties.map((duty) => duty.stop())]);
    },
  };
}

interface Duty {
  stop(): Promise<void>;
}

/** Does a work again and again, and never twice at a time. */
function startDuty(everyMs: number, work: () => Promise<void>, onError: (error: unknown) => void): Duty {
  let running: Promise<void> | null = null;
  const timer = setInterval(() => {
    running ??= work()
      .catch(onError)
      .finally(() => {
        running = null;
      });
  }, everyMs);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
