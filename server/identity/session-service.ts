import { randomBytes, randomUUID } from 'node:crypto';
import type { Audience } from '../../shared/endpoint.ts';
import type { StaffRole } from '../../shared/identity.ts';
import type { Events } from '../events.ts';
import type { Clock } from '../lib/clock.ts';
import type { CustomerPrincipal, StaffPrincipal } from '../lib/principal.ts';
import type { SealedBox } from '../lib/sealed-box.ts';
import { type BankTokens, openTokens, sealTokens } from './bank-tokens.ts';
import { makePseudonym, SESSION_LIFETIME_MS } from './identity-rules.ts';
import type { SessionRow } from './identity-tables.ts';
import { hashCookie, rolesOf, type SessionStore } from './session-store.ts';

export interface NewSession {
  readonly audience: Audience;
  readonly subject: string;
  readonly legalName: string;
  readonly roles: readonly StaffRole[];
  readonly tokens: BankTokens | null;
  /** When the issuer asked the person who they are; absent where it does not say. */
  readonly authenticatedAt?: Date;
}

export interface OpenSession {
  readonly principal: CustomerPrincipal | StaffPrincipal;
  readonly expiresAt: Date;
}

export interface SessionService {
  /**
   * Opens a session; answers the value of its cookie, which is kept nowhere else. `before`: what this browser has had until now. The same
   * person keeps the pseudonym, by which their tab knows what is theirs: a talk that they are in, a form.
   */
  open(
    session: NewSession,
    before?: OpenSession | null,
  ): Promise<{ readonly cookie: string; readonly expiresAt: Date }>;
  find(cookie: string, audience: Audience): Promise<OpenSession | null>;
  /**
   * Ends it: its tokens wait to be revoked, and its sockets are closed by who listens to `session-ended`. Answers the id token
   * that proves to the issuer who was signed in, where its session is in the same browser.
   */
  end(sessionId: string, reason?: 'sign-out' | 'role-lost'): Promise<string | null>;
  /** When the issuer asked the holder of a session who they are; null where it is not known, or the session has ended. */
  authenticatedAt(sessionId: string): Promise<Date | null>;
  /** Answers which of these have ended, in whichever process. */
  ended(sessionIds: readonly string[]): Promise<string[]>;
  /** Ends every session whose time is over; called each second. */
  endExpired(): Promise<void>;
}

export interface SessionDeps {
  readonly store: SessionStore;
  readonly box: SealedBox;
  readonly clock: Clock;
  readonly events: Events;
}

export function createSessionService({ store, box, clock, events }: SessionDeps): SessionService {
  return {
    async open({ audience, subject, legalName, roles, tokens, authenticatedAt }, before) {
      const isSame = before?.principal.kind === audience && before.principal.subject === subject;
      const cookie = randomBytes(32).toString('base64url');
      const id = randomUUID();
      const expiresAt = new Date(clock().getTime() + SESSION_LIFETIME_MS[audience]);
      await store.insert({
        id,
        cookie_hash: hashCookie(cookie),
        audience,
        subject,
        legal_name: legalName,
        pseudonym: isSame ? before.principal.pseudonym : makePseudonym(Math.random(), Math.random()),
        roles: roles.join(','),
        tokens: tokens && sealTokens(box, id, tokens),
        expires_at: expiresAt,
        authenticated_at: authenticatedAt ?? null,
      });
      events.publish({ type: 'session-started', sessionId: id, audience });
      return { cookie, expiresAt };
    },

    async find(cookie, audience) {
      const row = await store.findByCookie(cookie, audience, clock());
      return row ? { principal: principalOf(row), expiresAt: row.expires_at } : null;
    },

    async end(sessionId, reason = 'sign-out') {
      const row = await store.endById(sessionId, clock());
      if (!row) return null;
      events.publish({ type: 'session-ended', sessionId, reason });
      return (row.tokens && openTokens(box, sessionId, row.tokens)?.idToken) ?? null;
    },

    authenticatedAt: async (sessionId) => (await store.findById(sessionId))?.authenticated_at ?? null,

    async ended(sessionIds) {
      const open = new Set(await store.listOpen(sessionIds, clock()));
      return sessionIds.filter((id) => !open.has(id));
    },

    async endExpired() {
      for (const row of await store.endExpired(clock())) {
        events.publish({ type: 'session-ended', sessionId: row.id, reason: 'expired' });
      }
    },
  };
}

function principalOf(row: SessionRow): CustomerPrincipal | StaffPrincipal {
  const common = { sessionId: row.id, subject: row.subject, legalName: row.legal_name, pseudonym: row.pseudonym };
  return row.audience === 'customer'
    ? { kind: 'customer', ...common }
    : { kind: 'staff', ...common, roles: rolesOf(row) };
}
