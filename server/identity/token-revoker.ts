import * as oidc from 'openid-client';
import type { Audience } from '../../shared/endpoint.ts';
import type { Clock } from '../lib/clock.ts';
import type { OidcClient } from '../lib/oidc-client.ts';
import type { SealedBox } from '../lib/sealed-box.ts';
import { type BankTokens, openTokens } from './bank-tokens.ts';
import { revocationWaitMs } from './identity-rules.ts';
import type { RevocationRow } from './identity-tables.ts';
import type { RevocationStore } from './revocation-store.ts';

/** Has the tokens of ended sessions revoked at their issuer (RFC 7009), in the background and until it is done. */
export interface TokenRevoker {
  start(): void;
  /** There is something new to do. */
  wake(): void;
  /** Works off all that is due, and resolves when it is done or put off. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

const CHECK_MS = 5000;
const AT_ONCE = 20;
/** Longer than a call may take: whoever stopped in the middle is replaced after it. */
const LEASE_MS = 60_000;

export interface TokenRevokerDeps {
  readonly store: RevocationStore;
  readonly box: SealedBox;
  readonly clock: Clock;
  readonly clients: Readonly<Record<Audience, OidcClient>>;
  /** Told of each failure; `isLast` where it is given up. */
  readonly onFailure: (audience: Audience, error: unknown, isLast: boolean) => void;
}

export function createTokenRevoker({ store, box, clock, clients, onFailure }: TokenRevokerDeps): TokenRevoker {
  async function revoke(audience: Audience, tokens: BankTokens): Promise<void> {
    const configuration = await clients[audience]();
    if (!configuration.serverMetadata().revocation_endpoint) return;
    const tell = (token: string, hint: 'refresh_token' | 'access_token') =>
      oidc.tokenRevocation(configuration, token, { token_type_hint: hint }).catch(ignoreUnsupported);
    if (tokens.refreshToken) await tell(tokens.refreshToken, 'refresh_token');
    if (tokens.accessExpiresAtMs > clock().getTime()) await tell(tokens.accessToken, 'access_token');
  }

  async function work(row: RevocationRow): Promise<void> {
    const now = clock().getTime();
    const tokens = openTokens(box, row.session_id, row.tokens);
    try {
      if (!tokens) throw new Error('sealed with a key that this server does not have');
      await revoke(row.audience, tokens);
      await store.remove(row.id);
    } catch (error) {
      const waitMs = tokens && revocationWaitMs(row.attempts, now - row.created_at.getTime());
      onFailure(row.audience, error, waitMs === null);
      if (waitMs === null) await store.remove(row.id);
      else await store.putOff(row.id, new Date(now + waitMs));
    }
  }

  async function settle(): Promise<void> {
    for (;;) {
      const now = clock();
      const due = await store.claim(now, new Date(now.getTime() + LEASE_MS), AT_ONCE);
      if (due.length === 0) return;
      await Promise.all(due.map(work));
    }
  }

  let running: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  function wake(): void {
    running ??= settle()
      .catch((error) => onFailure('customer', error, false))
      .finally(() => {
        running = null;
      });
  }
  return {
    settle,
    wake,
    start() {
      timer = setInterval(wake, CHECK_MS);
      wake();
    },
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

/** An issuer need not be able to revoke every kind: a self-contained access token ends by itself, in minutes. */
function ignoreUnsupported(error: unknown): void {
  if (!(error instanceof oidc.ResponseBodyError) || error.error !== 'unsupported_token_type') throw error;
}
