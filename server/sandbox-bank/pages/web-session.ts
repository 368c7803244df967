import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';
import type { Kysely } from 'kysely';
import type { BankTables } from '../bank-tables.ts';
import { DEMO_SIGN_INS, type DemoSignIn, personBySubject } from '../demo-people.ts';

/** Who is signed in to the bank's own pages in this browser. */
export interface WebSession {
  /** Names it in our books; opens nothing. */
  readonly id: string;
  readonly person: DemoSignIn;
  /** Goes into every form and must come back with it. */
  readonly csrf: string;
}

export type SignInError = 'wrong-password' | 'too-many-attempts';

export interface WebSessions {
  find(request: Request, kind: DemoSignIn['kind']): Promise<WebSession | null>;
  /** Checks the password and opens a session; tells the browser by cookie. */
  signIn(
    response: Response,
    kind: DemoSignIn['kind'],
    username: string,
    password: string,
  ): Promise<WebSession | SignInError>;
  /** Whether whoever holds the session knows the password, too; counted as a sign-in is. */
  confirm(session: WebSession, password: string): Promise<'right' | SignInError>;
  signOut(request: Request, response: Response, kind: DemoSignIn['kind']): Promise<void>;
}

const SESSION_MS = 60 * 60_000;
const ATTEMPTS_A_MINUTE = 8;
const MAX_TALLIES = 10_000;
const hash = (value: string) => createHash('sha256').update(value).digest('base64url');
const derive = promisify(scrypt) as (password: string, salt: string, length: number) => Promise<Buffer>;

export function createWebSessions(db: Kysely<BankTables>, secure: boolean): WebSessions {
  const attempts = new Map<string, { count: number; sinceMs: number }>();
  // Derived at the first sign-in of each person and compared in constant time, as stored hashes would be.
  const derived = new Map<string, Promise<Buffer>>();
  const cookieName = (kind: DemoSignIn['kind']) => `bank-web-${kind}`;
  const setCookie = (response: Response, kind: DemoSignIn['kind'], value: string, expires: Date) =>
    response.append(
      'set-cookie',
      stringifySetCookie({
        name: cookieName(kind),
        value,
        expires,
        path: '/',
        httpOnly: true,
        sameSite: 'lax',
        secure,
      }),
    );

  function isThrottled(key: string): boolean {
    const now = Date.now();
    if (attempts.size > MAX_TALLIES) attempts.clear();
    const tally = attempts.get(key);
    if (!tally || now - tally.sinceMs > 60_000) {
      attempts.set(key, { count: 1, sinceMs: now });
      return false;
    }
    tally.count += 1;
    return tally.count > ATTEMPTS_A_MINUTE;
  }

  async function isRight(person: DemoSignIn | undefined, password: string): Promise<boolean> {
    const salt = person?.subject ?? 'nobody';
    const expected = derived.get(salt) ?? derive(person?.password ?? '', salt, 32);
    derived.set(salt, expected);
    return timingSafeEqual(await derive(password, salt, 32), await expected) && person !== undefined;
  }

  async function checkPassword(
    kind: DemoSignIn['kind'],
    username: string,
    password: string,
  ): Promise<DemoSignIn | SignInError> {
    const key = `${kind}:${username.toLowerCase().slice(0, 64)}`;
    if (isThrottled(key)) return 'too-many-attempts';
    const person = DEMO_SIGN_INS.find((one) => one.kind === kind && one.username === username.trim().toLowerCase());
    if (!(await isRight(person, password.slice(0, 200))) || !person) return 'wrong-password';
    attempts.delete(key);
    return person;
  }

  return {
    async find(request, kind) {
      const token = parseCookie(request.headers.cookie ?? '')[cookieName(kind)];
      if (!token) return null;
      const row = await db
        .selectFrom('web_session')
        .selectAll()
        .where('token_hash', '=', hash(token))
        .where('kind', '=', kind)
        .where('expires_at', '>', new Date())
        .executeTakeFirst();
      const person = row && personBySubject(row.subject);
      return row && person ? { id: row.token_hash, person, csrf: row.csrf } : null;
    },

    async signIn(response, kind, username, password) {
      const person = await checkPassword(kind, username, password);
      if (typeof person === 'string') return person;
      const token = randomBytes(32).toString('base64url');
      const csrf = randomBytes(18).toString('base64url');
      const expires = new Date(Date.now() + SESSION_MS);
      const id = hash(token);
      await db
        .insertInto('web_session')
        .values({ token_hash: id, kind, subject: person.subject, csrf, expires_at: expires })
        .execute();
      setCookie(response, kind, token, expires);
      return { id, person, csrf };
    },

    async confirm({ person }, password) {
      const checked = await checkPassword(person.kind, person.username, password);
      return typeof checked === 'string' ? checked : 'right';
    },

    async signOut(request, response, kind) {
      const token = parseCookie(request.headers.cookie ?? '')[cookieName(kind)];
      if (token) await db.deleteFrom('web_session').where('token_hash', '=', hash(token)).execute();
      setCookie(response, kind, '', new Date(0));
    },
  };
}

/** A form counts only with the token of the session it was shown in. */
export function isOwnForm(session: WebSession, csrf: unknown): boolean {
  if (typeof csrf !== 'string' || csrf.length !== session.csrf.length) return false;
  return timingSafeEqual(Buffer.from(csrf), Buffer.from(session.csrf));
}
