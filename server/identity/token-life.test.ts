import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ok } from '../../shared/result.ts';
import { type Database, migrate } from '../lib/db.ts';
import { testDatabases } from '../lib/test-databases.ts';
import { SESSION_LIFETIME_MS } from './identity-rules.ts';
import { identityMigrations } from './identity-tables.ts';
import { createRoleWatch } from './role-watch.ts';
import { createTestIdentity, type TestIdentity } from './testing/test-identity.ts';
import { startTestIssuer, type TestIssuer } from './testing/test-issuer.ts';

const DAY_MS = 24 * 60 * 60_000;
/** Access tokens of the test issuer live for five minutes. */
const NEARLY_ENDED_MS = 290_000;

describe.each(testDatabases())('the life of tokens on $name', ({ open }) => {
  let db: Database;
  let close: () => Promise<void>;
  let issuer: TestIssuer;
  let house: TestIdentity;

  beforeAll(async () => {
    ({ db, close } = await open());
    await migrate(db, identityMigrations);
  });
  afterAll(() => close());
  beforeEach(async () => {
    issuer = await startTestIssuer();
    house = createTestIdentity(db, issuer);
    await house.clear();
    return () => issuer.close();
  });

  const times = (path: string) => issuer.asked.filter((asked) => asked === path).length;
  const pass = (ms: number) => {
    house.time.ms += ms;
  };
  const accessOf = async (sessionId: string) => {
    const access = await house.access.of(sessionId);
    return access.ok ? access.value.accessToken : access.error;
  };

  describe('renewal', () => {
    test('an access token that nearly ended is renewed, and the refresh token rotates with it, each time', async () => {
      const { sessionId } = await house.signIn('c-anna');
      const first = await house.tokensOf(sessionId);
      expect(await accessOf(sessionId)).toBe(first.accessToken);
      for (let renewal = 0; renewal < 3; renewal++) {
        const before = await house.tokensOf(sessionId);
        pass(NEARLY_ENDED_MS);
        const renewed = await accessOf(sessionId);
        const after = await house.tokensOf(sessionId);
        expect(after.accessToken).toBe(renewed);
        expect(after.accessToken).not.toBe(before.accessToken);
        expect(after.refreshToken).not.toBe(before.refreshToken);
        expect(await issuer.knows(before.refreshToken)).toBe(false);
      }
    });

    test('many who need it at once share one renewal', async () => {
      const { sessionId } = await house.signIn('c-anna');
      pass(NEARLY_ENDED_MS);
      const before = times('/token');
      const answers = await Promise.all(Array.from({ length: 8 }, () => accessOf(sessionId)));
      expect(new Set(answers).size).toBe(1);
      expect(times('/token') - before).toBe(1);
    });

    test('two processes that need it at once share one renewal too: no refresh token is used twice', async () => {
      const { sessionId } = await house.signIn('c-anna');
      for (let round = 0; round < 3; round++) {
        pass(NEARLY_ENDED_MS);
        const before = times('/token');
        const answers = await Promise.all([house.access.of(sessionId), house.otherAccess.of(sessionId)]);
        const { accessToken } = await house.tokensOf(sessionId);
        expect(answers.map((answer) => answer.ok && answer.value.accessToken)).toEqual([accessToken, accessToken]);
        expect(times('/token') - before).toBe(1);
      }
    });

    test('a process that died over a renewal is waited for no longer than its lease', async () => {
      const { sessionId } = await house.signIn('c-anna');
      pass(NEARLY_ENDED_MS);
      const now = new Date(house.time.ms);
      expect(await house.store.leaseRenewal(sessionId, now, new Date(now.getTime() + 1000))).toBe(true);
      const { accessToken: before } = await house.tokensOf(sessionId);
      const renewed = accessOf(sessionId);
      expect(await Promise.race([renewed, new Promise((resolve) => setTimeout(resolve, 200, 'waits'))])).toBe('waits');
      pass(1000);
      expect(await renewed).not.toBe(before);
      expect(await renewed).toBe((await house.tokensOf(sessionId)).accessToken);
    });

    test('a lost answer ends the family at the next try; the customer is to sign in again, and the bank is left in peace', async () => {
      const { sessionId } = await house.signIn('c-anna');
      pass(NEARLY_ENDED_MS);
      issuer.fault = { path: '/token', kind: 'drop' };
      expect(await accessOf(sessionId)).toBe('bank-unavailable');
      issuer.fault = null;
      expect(await accessOf(sessionId)).toBe('bank-sign-in-required');
      const asked = times('/token');
      expect(await accessOf(sessionId)).toBe('bank-sign-in-required');
      expect(times('/token')).toBe(asked);
    });

    test('a question that never arrived ends nothing: the next one is answered', async () => {
      const { sessionId } = await house.signIn('c-anna');
      pass(NEARLY_ENDED_MS);
      issuer.fault = { path: '/token', kind: 'refuse' };
      expect(await accessOf(sessionId)).toBe('bank-unavailable');
      issuer.fault = null;
      expect(await accessOf(sessionId)).toBe((await house.tokensOf(sessionId)).accessToken);
    });

    test('who signs out while the bank renews leaves nothing behind there', async () => {
      const { sessionId } = await house.signIn('c-anna');
      pass(NEARLY_ENDED_MS);
      const renewing = accessOf(sessionId);
      const asked = times('/token');
      while (times('/token') === asked) await new Promise((resolve) => setImmediate(resolve));
      await house.sessions.end(sessionId);
      expect(await renewing).toBe('bank-sign-in-required');
      expect(await house.toRevoke()).toHaveLength(2);
      await house.revoker.settle();
      expect(await house.toRevoke()).toEqual([]);
    });

    test('the session of a staff member opens no customer’s accounts', async () => {
      const customer = await house.signIn('c-anna');
      expect((await house.access.of(customer.sessionId)).ok).toBe(true);
      const staff = await house.signIn('s-elena', 'staff');
      expect(await accessOf(staff.sessionId)).toBe('bank-sign-in-required');
    });
  });

  describe('revocation', () => {
    test('after signing out the bank knows neither token any more, and nothing of them rests here', async () => {
      const { sessionId } = await house.signIn('c-anna');
      const { refreshToken, accessToken } = await house.tokensOf(sessionId);
      expect(await issuer.knows(refreshToken)).toBe(true);
      await house.sessions.end(sessionId);
      const resting = JSON.stringify(await house.toRevoke());
      expect(resting).toContain(sessionId);
      for (const token of [refreshToken, accessToken]) expect(resting).not.toContain(token);
      await house.revoker.settle();
      expect(await issuer.knows(refreshToken)).toBe(false);
      expect(times('/token/revocation')).toBe(2);
      expect(await house.toRevoke()).toEqual([]);
    });

    test('a session that expired has its tokens revoked, too', async () => {
      const { sessionId } = await house.signIn('c-anna');
      const { refreshToken } = await house.tokensOf(sessionId);
      pass(SESSION_LIFETIME_MS.customer);
      await house.sessions.endExpired();
      await house.revoker.settle();
      expect(await issuer.knows(refreshToken)).toBe(false);
      expect(house.told).toContainEqual({ type: 'session-ended', sessionId, reason: 'expired' });
    });

    test('a bank that is silent keeps nobody signed in; it is told again, later and later, until it has heard', async () => {
      const { sessionId, cookie } = await house.signIn('c-anna');
      const { refreshToken } = await house.tokensOf(sessionId);
      issuer.fault = { path: '/token/revocation', kind: 'refuse' };
      await house.sessions.end(sessionId);
      expect(await house.sessions.find(cookie, 'customer')).toBeNull();
      await house.revoker.settle();
      await house.revoker.settle();
      expect(times('/token/revocation')).toBe(1);
      pass(5000);
      await house.revoker.settle();
      pass(5000);
      await house.revoker.settle();
      expect(times('/token/revocation')).toBe(2);
      issuer.fault = null;
      pass(5000);
      await house.revoker.settle();
      expect(await issuer.knows(refreshToken)).toBe(false);
      expect(await house.toRevoke()).toEqual([]);
    });

    test('what a server that died had taken up is finished by the next one', async () => {
      const { sessionId } = await house.signIn('c-anna');
      const { refreshToken } = await house.tokensOf(sessionId);
      await house.sessions.end(sessionId);
      issuer.fault = { path: '/token/revocation', kind: 'drop' };
      await house.revoker.settle();
      issuer.fault = null;
      pass(60_000);
      await house.newRevoker().settle();
      expect(await issuer.knows(refreshToken)).toBe(false);
      expect(await house.toRevoke()).toEqual([]);
    });

    test('two servers at once tell the bank of each token once', async () => {
      const signedIn = [await house.signIn('c-anna'), await house.signIn('c-oliver'), await house.signIn('c-maria')];
      await Promise.all(signedIn.map(({ sessionId }) => house.sessions.end(sessionId)));
      await Promise.all([house.revoker.settle(), house.newRevoker().settle()]);
      expect(times('/token/revocation')).toBe(2 * signedIn.length);
      expect(await house.toRevoke()).toEqual([]);
    });

    test('tokens under a key that was dropped cannot be revoked: that is said once, and holds nobody up', async () => {
      const { sessionId } = await house.signIn('c-anna');
      const withOtherKey = createTestIdentity(db, issuer);
      expect(await withOtherKey.sessions.end(sessionId)).toBeNull();
      expect(await house.toRevoke()).toHaveLength(1);
      await withOtherKey.revoker.settle();
      expect(withOtherKey.failures).toHaveLength(1);
      expect(await house.toRevoke()).toEqual([]);
    });

    test('after a week it is given up, and said', async () => {
      const { sessionId } = await house.signIn('c-anna');
      issuer.fault = { path: '/token/revocation', kind: 'refuse' };
      await house.sessions.end(sessionId);
      pass(7 * DAY_MS - 1);
      await house.revoker.settle();
      expect(await house.toRevoke()).toHaveLength(1);
      pass(60 * 60_000);
      await house.revoker.settle();
      expect(await house.toRevoke()).toEqual([]);
      expect(house.failures).toHaveLength(2);
    });
  });

  describe('loss of a role', () => {
    const minutes = () => pass(60_000);

    test('who keeps the role keeps the session; who lost it is out, and the tokens are revoked', async () => {
      const { sessionId, cookie } = await house.signIn('s-elena', 'staff');
      minutes();
      await house.roleWatch.check();
      expect(await house.sessions.find(cookie, 'staff')).not.toBeNull();
      const { refreshToken } = await house.tokensOf(sessionId);
      issuer.roles = [];
      minutes();
      await house.roleWatch.check();
      expect(await house.sessions.find(cookie, 'staff')).toBeNull();
      expect(house.told).toContainEqual({ type: 'session-ended', sessionId, reason: 'role-lost' });
      await house.revoker.settle();
      expect(await issuer.knows(refreshToken)).toBe(false);
    });

    test('one of two roles lost ends the session; a role more does not', async () => {
      issuer.roles = ['consultant', 'supervisor'];
      const { cookie } = await house.signIn('s-james', 'staff');
      issuer.roles = ['supervisor', 'consultant', 'auditor'];
      await house.roleWatch.check();
      expect(await house.sessions.find(cookie, 'staff')).not.toBeNull();
      issuer.roles = ['consultant'];
      await house.roleWatch.check();
      expect(await house.sessions.find(cookie, 'staff')).toBeNull();
    });

    test('whom the issuer no longer knows is out; of whom it gave no way to ask, nothing is concluded', async () => {
      const known = await house.signIn('s-elena', 'staff');
      const { refreshToken, ...tokens } = await house.tokensOf(known.sessionId);
      const james = { audience: 'staff', subject: 's-james', legalName: 'James', roles: ['consultant'] } as const;
      const unasked = await house.sessions.open({ ...james, tokens: { ...tokens, refreshToken: null } });
      await issuer.forget(refreshToken);
      await house.roleWatch.check();
      expect(await house.sessions.find(known.cookie, 'staff')).toBeNull();
      expect(await house.sessions.find(unasked.cookie, 'staff')).not.toBeNull();
    });

    test('an issuer that renews without a word about the person takes no role', async () => {
      const { sessionId, cookie } = await house.signIn('s-elena', 'staff');
      const tokens = await house.tokensOf(sessionId);
      const watch = (claims: object | undefined) =>
        createRoleWatch({
          ...house,
          clock: () => new Date(house.time.ms),
          renewal: { renew: async () => ok({ tokens, claims: claims as never }) },
        });
      await watch(undefined).check();
      expect(await house.sessions.find(cookie, 'staff')).not.toBeNull();
      await watch({ sub: 's-elena' }).check();
      expect(await house.sessions.find(cookie, 'staff')).toBeNull();
    });

    test('while the issuer is silent nobody loses anything, and customers are never asked about', async () => {
      const { cookie } = await house.signIn('s-elena', 'staff');
      const customer = await house.signIn('c-anna');
      issuer.roles = [];
      issuer.fault = { path: '/token', kind: 'refuse' };
      await house.roleWatch.check();
      expect(await house.sessions.find(cookie, 'staff')).not.toBeNull();
      issuer.fault = null;
      await house.roleWatch.check();
      expect(await house.sessions.find(cookie, 'staff')).toBeNull();
      expect(await house.sessions.find(customer.cookie, 'customer')).not.toBeNull();
    });
  });
});
