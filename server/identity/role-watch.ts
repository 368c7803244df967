import type { Clock } from '../lib/clock.ts';
import { readRoles } from './identity-rules.ts';
import type { SessionService } from './session-service.ts';
import { rolesOf, type SessionStore } from './session-store.ts';
import type { TokenRenewal } from './token-renewal.ts';

export interface RoleWatchDeps {
  readonly store: SessionStore;
  readonly sessions: SessionService;
  readonly renewal: TokenRenewal;
  readonly clock: Clock;
}

/** Asks the staff issuer about everyone on duty again; called each minute. */
export function createRoleWatch({ store, sessions, renewal, clock }: RoleWatchDeps): { check(): Promise<void> } {
  return {
    /** Ends the session of whoever has lost a role, or is not known there any more. While the issuer is silent nothing ends. */
    async check() {
      for (const session of await store.findStaff()) {
        if (!session.tokens || session.expires_at <= clock()) continue;
        const renewed = await renewal.renew(session);
        // An issuer that gives no refresh token cannot be asked, and one that sends no claims along has said nothing: then roles
        // last until the session's end.
        if (renewed.ok ? !renewed.value.claims : renewed.error !== 'ended') continue;
        const roles = renewed.ok ? readRoles(renewed.value.claims?.roles) : [];
        if (rolesOf(session).some((role) => !roles.includes(role))) await sessions.end(session.id, 'role-lost');
      }
    },
  };
}
