import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Database, migrate } from '../lib/db.ts';
import { testDatabases } from '../lib/test-databases.ts';
import { identityMigrations } from './identity-tables.ts';
import { createTestIdentity, type TestIdentity } from './testing/test-identity.ts';
import { startTestIssuer, type TestIssuer } from './testing/test-issuer.ts';

describe.each(testDatabases())('sign-in by phone on $name', ({ open }) => {
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

  const tokenRequests = () => issuer.asked.filter((path) => path === '/token').length;
  const pass = (ms: number) => {
    house.time.ms += ms;
  };

  test('the browser that began is signed in once the phone says yes', async () => {
    const { attemptCookie, userCode, pollAfterMs, lifetimeMs, pageUrlWithCode } = await house.begin();
    expect(lifetimeMs).toBe(180_000);
    expect(pageUrlWithCode).toContain(userCode);
    pass(pollAfterMs);
    expect(await house.deviceSignIn.poll(attemptCookie)).toEqual({ state: 'pending', pollAfterMs });
    await issuer.allow(userCode, 'c-anna');
    pass(pollAfterMs);
    const outcome = await house.deviceSignIn.poll(attemptCookie);
    if (outcome.state !== 'signed-in') throw new Error(outcome.state);
    const session = await house.sessions.find(outcome.cookie, 'customer');
    expect(session?.principal).toMatchObject({ kind: 'customer', subject: 'c-anna', legalName: 'Name of c-anna' });
    expect((await house.access.of(session?.principal.sessionId ?? '')).ok).toBe(true);
  });

  test('what rests of an attempt tells neither cookie nor code', async () => {
    const begun = await house.begin();
    const rows = JSON.stringify(await house.attempts());
    expect(rows).toContain('cookie_hash');
    for (const secret of [begun.attemptCookie, begun.userCode, 'd":"']) expect(rows).not.toContain(secret);
  });

  test('another browser gets nothing of it, however well it knows the code', async () => {
    const mine = await house.begin();
    const theirs = await house.begin();
    await issuer.allow(mine.userCode, 'c-anna');
    pass(mine.pollAfterMs);
    expect(await house.deviceSignIn.poll('made-up')).toEqual({ state: 'expired' });
    expect(await house.deviceSignIn.poll(theirs.attemptCookie)).toMatchObject({ state: 'pending' });
    expect(await house.deviceSignIn.poll(mine.attemptCookie)).toMatchObject({ state: 'signed-in' });
  });

  test('it signs in once: asked again or by many at a time, one answer brings the session', async () => {
    const { attemptCookie, userCode, pollAfterMs } = await house.begin();
    await issuer.allow(userCode, 'c-anna');
    pass(pollAfterMs);
    const many = await Promise.all(Array.from({ length: 6 }, () => house.deviceSignIn.poll(attemptCookie)));
    expect(many.filter(({ state }) => state === 'signed-in')).toHaveLength(1);
    expect(tokenRequests()).toBe(1);
    pass(20_000);
    expect(await house.deviceSignIn.poll(attemptCookie)).toEqual({ state: 'expired' });
  });

  test('the bank is asked no more often than it wishes, however often the browser asks', async () => {
    const { attemptCookie, pollAfterMs } = await house.begin();
    expect(await house.deviceSignIn.poll(attemptCookie)).toEqual({ state: 'pending', pollAfterMs });
    expect(tokenRequests()).toBe(0);
    pass(pollAfterMs);
    for (let asks = 0; asks < 3; asks++) await house.deviceSignIn.poll(attemptCookie);
    expect(tokenRequests()).toBe(1);
  });

  test('told to slow down, it asks five seconds later than before; without an answer, too', async () => {
    const { attemptCookie, userCode, pollAfterMs } = await house.begin();
    issuer.fault = { path: '/token', kind: 'slow' };
    pass(pollAfterMs);
    const slower = pollAfterMs + 5000;
    expect(await house.deviceSignIn.poll(attemptCookie)).toEqual({ state: 'pending', pollAfterMs: slower });
    pass(pollAfterMs);
    expect(await house.deviceSignIn.poll(attemptCookie)).toEqual({ state: 'pending', pollAfterMs: 5000 });
    expect(tokenRequests()).toBe(1);
    issuer.fault = { path: '/token', kind: 'refuse' };
    pass(5000);
    expect(await house.deviceSignIn.poll(attemptCookie)).toEqual({ state: 'pending', pollAfterMs: slower + 5000 });
    issuer.fault = null;
    await issuer.allow(userCode, 'c-anna');
    pass(slower + 5000);
    expect(await house.deviceSignIn.poll(attemptCookie)).toMatchObject({ state: 'signed-in' });
  });

  test('a no on the phone is said, and the attempt is over', async () => {
    const { attemptCookie, userCode, pollAfterMs } = await house.begin();
    await issuer.deny(userCode);
    pass(pollAfterMs);
    expect(await house.deviceSignIn.poll(attemptCookie)).toEqual({ state: 'denied' });
    pass(20_000);
    expect(await house.deviceSignIn.poll(attemptCookie)).toEqual({ state: 'expired' });
    expect(tokenRequests()).toBe(1);
  });

  test('after three minutes a code signs nobody in, though the phone said yes', async () => {
    const { attemptCookie, userCode, lifetimeMs } = await house.begin();
    await issuer.allow(userCode, 'c-anna');
    pass(lifetimeMs);
    expect(await house.deviceSignIn.poll(attemptCookie)).toEqual({ state: 'expired' });
    expect(tokenRequests()).toBe(0);
  });

  test('cancelled, a yes on the phone signs nobody in', async () => {
    const { attemptCookie, userCode, pollAfterMs } = await house.begin();
    await house.deviceSignIn.cancel(attemptCookie);
    await issuer.allow(userCode, 'c-anna');
    pass(pollAfterMs);
    expect(await house.deviceSignIn.poll(attemptCookie)).toEqual({ state: 'expired' });
    expect(tokenRequests()).toBe(0);
  });

  test('cancelled while the bank answers, it opens nothing, and the tokens are revoked', async () => {
    const { attemptCookie, userCode, pollAfterMs } = await house.begin();
    await issuer.allow(userCode, 'c-anna');
    pass(pollAfterMs);
    const polling = house.deviceSignIn.poll(attemptCookie);
    while (tokenRequests() === 0) await new Promise((resolve) => setImmediate(resolve));
    await house.deviceSignIn.cancel(attemptCookie);
    expect(await polling).toEqual({ state: 'expired' });
    expect(await house.toRevoke()).toHaveLength(1);
    await house.revoker.settle();
    expect(await house.toRevoke()).toEqual([]);
  });

  test('an answer with tokens that got lost is not asked for forever: the attempt fails', async () => {
    const { attemptCookie, userCode, pollAfterMs } = await house.begin();
    await issuer.allow(userCode, 'c-anna');
    issuer.fault = { path: '/token', kind: 'drop' };
    pass(pollAfterMs);
    expect(await house.deviceSignIn.poll(attemptCookie)).toMatchObject({ state: 'pending' });
    issuer.fault = null;
    pass(pollAfterMs + 5000);
    expect(await house.deviceSignIn.poll(attemptCookie)).toEqual({ state: 'failed' });
  });

  test('a bank that is silent, or names a page that is not its own, gives no code', async () => {
    const request = { device: 'headset', branchName: 'Atrium' } as const;
    expect((await house.deviceSignIn.start(request)).ok).toBe(true);
    const { deviceSignIn: elsewhere } = createTestIdentity(db, issuer, ['https://bank.example']);
    expect(await elsewhere.start(request)).toEqual({ ok: false, error: 'bank-unavailable' });
    issuer.fault = { path: '/device/auth', kind: 'refuse' };
    expect(await house.deviceSignIn.start(request)).toEqual({ ok: false, error: 'bank-unavailable' });
  });
});
