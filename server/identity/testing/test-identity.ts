import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Audience } from '../../../shared/endpoint.ts';
import { type BusinessEvent, createEvents } from '../../events.ts';
import type { Database } from '../../lib/db.ts';
import { createSealedBox } from '../../lib/sealed-box.ts';
import { createLogger } from '../../logger.ts';
import { createCustomerAccess, openTokens } from '../bank-tokens.ts';
import { createDeviceSignInService } from '../device-sign-in-service.ts';
import { createDeviceSignInStore } from '../device-sign-in-store.ts';
import type { IdentityTables } from '../identity-tables.ts';
import { createRevocationStore } from '../revocation-store.ts';
import { createRoleWatch } from '../role-watch.ts';
import { createSessionService } from '../session-service.ts';
import { createSessionStore } from '../session-store.ts';
import { createTokenRenewal } from '../token-renewal.ts';
import { createTokenRevoker } from '../token-revoker.ts';
import { TEST_SCOPE, type TestIssuer } from './test-issuer.ts';

export type TestIdentity = ReturnType<typeof createTestIdentity>;

/** For tests: identity as it is composed for the branch, with one issuer for everyone and a clock that one sets. */
export function createTestIdentity(database: Database, issuer: TestIssuer, pageOrigins = [issuer.origin]) {
  const time = { ms: Date.now() };
  const clock = () => new Date(time.ms);
  const box = createSealedBox(randomBytes(32));
  const told: BusinessEvent[] = [];
  const events = createEvents(createLogger('test', 'silent'));
  events.subscribe((event) => told.push(event));
  const failures: unknown[] = [];
  const clients = { customer: issuer.client, staff: issuer.client };
  const store = createSessionStore(database);
  const sessions = createSessionService({ store, box, clock, events });
  const renewal = createTokenRenewal({ store, box, clock, clients });
  const newRevoker = () =>
    createTokenRevoker({
      store: createRevocationStore(database),
      box,
      clock,
      clients,
      onFailure: (_audience, error) => failures.push(error),
    });
  const deviceSignIn = createDeviceSignInService({
    issuer: { client: issuer.client, redirectUri: '', scope: TEST_SCOPE, pageOrigins },
    sessions,
    store: createDeviceSignInStore(database),
    box,
    clock,
    onFailure: (error) => failures.push(error),
  });
  const db = database.withTables<IdentityTables>();

  return {
    time,
    told,
    failures,
    store,
    sessions,
    deviceSignIn,
    access: createCustomerAccess({ store, box, clock, renewal }),
    /** The same in another process. */
    otherAccess: createCustomerAccess({
      store,
      box,
      clock,
      renewal: createTokenRenewal({ store, box, clock, clients }),
    }),
    roleWatch: createRoleWatch({ store, sessions, renewal, clock }),
    newRevoker,
    revoker: newRevoker(),
    /** Forgets everyone. */
    clear: () => sql`truncate session, sign_in_attempt, device_sign_in, token_revocation`.execute(db),
    /** Everything that waits to be revoked, as it rests. */
    toRevoke: () => db.selectFrom('token_revocation').selectAll().execute(),
    attempts: () => db.selectFrom('device_sign_in').selectAll().execute(),
    async tokensOf(sessionId: string) {
      const row = await store.findById(sessionId);
      const tokens = row?.tokens && openTokens(box, sessionId, row.tokens);
      if (!tokens) throw new Error('no tokens');
      return tokens;
    },
    /** A code, as somebody is shown it. */
    async begin() {
      const started = await deviceSignIn.start({ device: 'headset', branchName: 'Atrium' });
      if (!started.ok) throw new Error(started.error);
      return started.value;
    },
    /** Somebody who signed in by phone; for staff the session is of that audience, with the roles the issuer claims now. */
    async signIn(subject: string, audience: Audience = 'customer') {
      const { attemptCookie, userCode, pollAfterMs } = await this.begin();
      await issuer.allow(userCode, subject);
      time.ms += pollAfterMs;
      const outcome = await deviceSignIn.poll(attemptCookie);
      if (outcome.state !== 'signed-in') throw new Error(outcome.state);
      const found = await sessions.find(outcome.cookie, 'customer');
      const sessionId = found?.principal.sessionId ?? '';
      if (audience === 'customer') return { sessionId, cookie: outcome.cookie };
      const tokens = await this.tokensOf(sessionId);
      const roles = issuer.roles as never;
      const { cookie } = await sessions.open({ audience, subject, legalName: subject, roles, tokens });
      await db.deleteFrom('session').where('id', '=', sessionId).execute();
      const staff = await sessions.find(cookie, 'staff');
      return { sessionId: staff?.principal.sessionId ?? '', cookie };
    },
  };
}
