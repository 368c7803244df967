import { LocalDriver, LocalPresence, type MatchMakerDriver, type Presence } from '@colyseus/core';
import { RedisDriver } from '@colyseus/redis-driver';
import { RedisPresence } from '@colyseus/redis-presence';
import { within } from './patience.ts';
import type { SealedBox } from './sealed-box.ts';

/** Where the rooms of all processes are listed, and how these reach each other. */
export interface RoomsBackend {
  readonly presence: Presence;
  readonly driver: MatchMakerDriver;
}

/** For one process alone. */
export function createLocalBackend(): RoomsBackend {
  return { presence: new LocalPresence(), driver: new LocalDriver() };
}

export interface RedisBackendOptions {
  readonly url: URL;
  /** Every process has the same keys. */
  readonly box: SealedBox;
  readonly onError: (error: Error) => void;
}

const FIRST_ANSWER_MS = 5000;

/** For several processes. Throws where Redis does not answer; lost later, it is waited for. */
export async function openRedisBackend({ url, box, onError }: RedisBackendOptions): Promise<RoomsBackend> {
  const options = {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || 6379),
    db: Number(url.pathname.slice(1) || 0),
    ...(url.username && { username: decodeURIComponent(url.username) }),
    ...(url.password && { password: decodeURIComponent(url.password) }),
    ...(url.protocol === 'rediss:' && { tls: {} }),
    // What Colyseus asks of Redis without waiting for an answer would end the process if it failed: it waits for Redis instead.
    maxRetriesPerRequest: null,
  };
  const presence = new SealedPresence(options, box, onError);
  if ((await within(FIRST_ANSWER_MS, presence.exists('atrium'), null)) === null) {
    presence.abandon();
    throw new Error(`${url.host} does not answer`);
  }
  return { presence, driver: new RedisDriver(presence.connection) };
}

/**
 * What processes tell each other holds whose seat is whose, and Colyseus calls any method of a room that it names: so it is
 * sealed. Who can write to Redis and has not the key can neither read nor say anything, only list rooms that are none.
 */
class SealedPresence extends RedisPresence {
  // Colyseus hands rooms an object with this one as its prototype, which has no #private members.
  private readonly box: SealedBox;
  private readonly onError: (error: Error) => void;

  constructor(options: object, box: SealedBox, onError: (error: Error) => void) {
    super(options);
    this.box = box;
    this.onError = onError;
  }

  /** What everything but listening goes over; the driver has it too, and closes it. */
  get connection() {
    return this.pub;
  }

  override shutdown() {
    void this.sub.quit();
  }

  /** Closes without waiting for Redis. */
  abandon() {
    this.sub.disconnect();
    this.pub.disconnect();
  }

  override async publish(topic: string, data: unknown) {
    await super.publish(topic, this.box.seal(JSON.stringify(data ?? false), contextOf(topic)));
  }

  protected override handleSubscription = (topic: string, text: string) => {
    let message: unknown;
    try {
      message = JSON.parse(this.box.open(String(JSON.parse(text)), contextOf(topic)));
    } catch {
      this.onError(new Error(`what was told on ${topic} is not ours`));
      return;
    }
    this.subscriptions.emit(topic, message);
  };
}

const contextOf = (topic: string) => `presence ${topic}`;
