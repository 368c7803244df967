import { createHmac } from 'node:crypto';
import type { IceConfig } from '../../shared/voice.ts';

/** The relay between browsers that cannot reach each other, as it is configured; null where there is none. */
export interface TurnConfig {
  /** `turn:`, `turns:` and `stun:` addresses. */
  readonly urls: readonly string[];
  /** Shared with the relay (coturn: `static-auth-secret`). */
  readonly secret: string;
  /** Consultations too go by the relay alone. */
  readonly relayOnly: boolean;
}

/** A relay checks them when an allocation is made; a talk that is relayed already goes on after it. */
export const CREDENTIALS_TTL_SECONDS = 3600;

/**
 * Time-limited credentials of the TURN REST API (draft-uberti-behave-turn-rest-00), as coturn checks them: the name says until when,
 * in Unix seconds, and the password is its HMAC-SHA1. `id` is not to say who it is: the relay writes it into its log.
 */
export function turnCredentials(secret: string, id: string, now: Date): { username: string; credential: string } {
  const username = `${Math.floor(now.getTime() / 1000) + CREDENTIALS_TTL_SECONDS}:${id}`;
  return { username, credential: createHmac('sha1', secret).update(username).digest('base64') };
}

/** What a browser is to connect by. Without a relay it is left to find the other on its own. */
export function iceConfigOf(turn: TurnConfig | null, id: string, now: Date): IceConfig {
  if (!turn) return { servers: [], relayOnly: false };
  return { servers: [{ urls: [...turn.urls], ...turnCredentials(turn.secret, id, now) }], relayOnly: turn.relayOnly };
}

/** For those who do not know each other, an address is a secret: by the relay alone, or, without one, not at all. */
export function hallIceConfigOf(turn: TurnConfig | null, id: string, now: Date): IceConfig | null {
  return turn?.urls.some((url) => /^turns?:/.test(url)) ? { ...iceConfigOf(turn, id, now), relayOnly: true } : null;
}
