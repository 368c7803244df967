import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type BusinessEvent, createEvents } from '../events.ts';
import { type Database, migrate } from '../lib/db.ts';
import { createSealedBox } from '../lib/sealed-box.ts';
import { testDatabases } from '../lib/test-databases.ts';
import { createLogger } from '../logger.ts';
import { createCustomerAccess } from './bank-tokens.ts';
import { SESSION_LIFETIME_MS } from './identity-rules.ts';
import { identityMigrations } from './identity-tables.ts';
import { createSessionService, type NewSession, type OpenSession } from './session-service.ts';
import { createSessionStore, hashCookie } from './session-store.ts';
import { createTokenRenewal } from './token-renewal.ts';

const box = createSealedBox(randomBytes(32));
const anna = { audience: 'customer', subject: 'c-anna', legalName: 'Anna', roles: [], tokens: null } as const;

describe.each(testDatabases())('sessions on $name', ({ open }) => {
  let db: Database;
  let close: () => Promise<void>;
  let now: number;
  let told: BusinessEvent[];

  beforeAll(async () => {
    ({ db, close } = await open());
    await migrate(db, identityMigrations);
  });
  afterAll(() => close());
  beforeEach(() => {
    now = Date.parse('2026-11-21T10:00:00Z');
    told = [];
  });

  function house() {
    const store = createSessionStore(db);
    const events = createEvents(createLogger('test', 'silent'));
    events.subscribe((event) => told.push(event));
    const clock = () => new Date(now);
    const sessions = createSessionService({ store, box, clock, events });
    const noBank = () => Promise.reject(new Error('no bank'));
    const renewal = createTokenRenewal({ store, box, clock, clients: { customer: noBank, staff: noBank } });
    const access = createCustomerAccess({ store, box, clock, renewal });
    return { sessions, store, access };
  }

  test('a cookie finds its session, and the database does not hold the cookie', async () => {
    const { sessions, store } = house();
    const { cookie } = await sessions.open(anna);
    const found = await sessions.find(cookie, 'customer');
    expect(found?.principal).toMatchObject({ kind: 'customer', subject: 'c-anna', legalName: 'Anna' });
    const row = await store.findById(found?.principal.sessionId ?? '');
    expect(JSON.stringify(row)).not.toContain(cookie);
  });

  test('when the issuer asked who it is, is known of a session as long as it lasts, and not made up', async () => {
    const { sessions } = house();
    const authenticatedAt = new Date(now - 1000);
    const idOf = async (cookie: string) => (await sessions.find(cookie, 'customer'))?.principal.sessionId ?? '';
    const asked = await idOf((await sessions.open({ ...anna, authenticatedAt })).cookie);
    const silent = await idOf((await sessions.open(anna)).cookie);
    expect(await sessions.authenticatedAt(asked)).toEqual(authenticatedAt);
    expect(await sessions.authenticatedAt(silent)).toBeNull();
    await sessions.end(asked);
    expect(await sessions.authenticatedAt(asked)).toBeNull();
  });

  test('who signs in once more in the same browser keeps the pseudonym; another person, or one of the other issuer, has their own', async () => {
    const { sessions } = house();
    const first = await sessions.find((await sessions.open(anna)).cookie, 'customer');
    if (!first) throw new Error('no session');
    // One that is never drawn.
    const before = { ...first, principal: { ...first.principal, pseudonym: 'heron-7' } };
    async function nameOf(session: NewSession, before: OpenSession | null): Promise<string | undefined> {
      const { cookie } = await sessions.open(session, before);
      return (await sessions.find(cookie, session.audience))?.principal.pseudonym;
    }
    expect(await nameOf(anna, before)).toBe('heron-7');
    expect(await nameOf({ ...anna, subject: 'c-oliver' }, before)).not.toBe('heron-7');
    expect(await nameOf({ ...anna, audience: 'staff' }, before)).not.toBe('heron-7');
    expect(await nameOf(anna, null)).not.toBe('heron-7');
  });

  test('a customer’s cookie is nobody among staff, and a made-up one nobody at all', async () => {
    const { sessions } = house();
    const { cookie } = await sessions.open(anna);
    expect(await sessions.find(cookie, 'customer')).not.toBeNull();
    expect(await sessions.find(cookie, 'staff')).toBeNull();
    expect(await sessions.find('made-up', 'customer')).toBeNull();
  });

  test('after signing out the cookie finds nothing, and whoever listens is told once', async () => {
    const { sessions } = house();
    const { cookie } = await sessions.open(anna);
    const { sessionId } = (await sessions.find(cookie, 'customer'))?.principal ?? { sessionId: '' };
    await sessions.end(sessionId);
    await sessions.end(sessionId);
    expect(await sessions.find(cookie, 'customer')).toBeNull();
    expect(told.filter((event) => event.type === 'session-ended')).toEqual([
      { type: 'session-ended', sessionId, reason: 'sign-out' },
    ]);
  });

  test('a session whose time is over finds nothing, and is told of as expired', async () => {
    const { sessions } = house();
    const { cookie } = await sessions.open(anna);
    now += SESSION_LIFETIME_MS.customer - 1;
    await sessions.endExpired();
    const open = await sessions.find(cookie, 'customer');
    expect(open).not.toBeNull();
    now += 1;
    expect(await sessions.find(cookie, 'customer')).toBeNull();
    await sessions.endExpired();
    expect(told).toContainEqual({ type: 'session-ended', sessionId: open?.principal.sessionId, reason: 'expired' });
  });

  test('tokens rest sealed, serve their own session, and end with it', async () => {
    const { sessions, store, access } = house();
    const tokens = {
      accessToken: 'secret-access',
      accessExpiresAtMs: now + 300_000,
      refreshToken: 'secret-refresh',
      dpopKey: { kty: 'EC' },
      idToken: null,
    };
    const { cookie } = await sessions.open({ ...anna, tokens });
    const { sessionId } = (await sessions.find(cookie, 'customer'))?.principal ?? { sessionId: '' };
    expect(await access.of(sessionId)).toEqual({
      ok: true,
      value: { accessToken: 'secret-access', dpopKey: { kty: 'EC' } },
    });
    expect((await store.findById(sessionId))?.tokens).not.toMatch(/secret/);
    await sessions.end(sessionId);
    expect(await access.of(sessionId)).toEqual({ ok: false, error: 'bank-sign-in-required' });
  });

  test('a sign-in attempt comes back once, in time, and for its own audience', async () => {
    const { store } = house();
    const attempt = {
      cookie_hash: hashCookie('c'),
      audience: 'customer',
      secrets: 's',
      expires_at: new Date(now + 1000),
    } as const;
    await store.insertAttempt(attempt, new Date(now));
    expect(await store.takeAttempt('c', 'staff', new Date(now))).toBeUndefined();
    expect(await store.takeAttempt('c', 'customer', new Date(now + 2000))).toBeUndefined();
    expect(await store.takeAttempt('c', 'customer', new Date(now))).toMatchObject({ secrets: 's' });
    expect(await store.takeAttempt('c', 'customer', new Date(now))).toBeUndefined();
  });
});
