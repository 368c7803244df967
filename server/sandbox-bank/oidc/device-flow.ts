import { type Adapter, errors, type KoaContextWithOIDC } from 'oidc-provider';
import { z } from 'zod';

/** Sign-in of a device that has no keyboard to speak of (RFC 8628), as the issuer's settings. */
export const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';
export const DEVICE_KIND_PARAM = 'device_kind';
export const BRANCH_NAME_PARAM = 'branch_name';
const DEVICE_KINDS = ['headset', 'browser'] as const;
export type DeviceKind = (typeof DEVICE_KINDS)[number];

/** How long a code can be used. */
export const DEVICE_CODE_SECONDS = 180;
/** How often the branch may ask what became of it. */
export const POLL_SECONDS = 2;
/** A code that ran out is still known for this long, so that it can be said to have run out. */
const KEEP_EXPIRED_SECONDS = 600;
/** An answer takes its time on the way: who waits for the interval by their own clock is never too early. */
const POLL_TOLERANCE_MS = 250;

/** The customer's page for a code, in the form that is short enough to be typed. */
function devicePage(publicUrl: string): string {
  return `${publicUrl}/device`;
}

/**
 * What the customer is told of the device. It comes from the client, which has authenticated itself; the words are the bank's but
 * for the branch's name, which is short and on one line, so that no story can be told in it.
 */
const KnownDevice = z.enum(DEVICE_KINDS);
const BranchName = z
  .string()
  .max(60)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} .,&'’"«»“”()№–-]*$/u);

export const DEVICE_PARAMS = {
  [DEVICE_KIND_PARAM]: requireOfDevices(KnownDevice, DEVICE_KIND_PARAM),
  [BRANCH_NAME_PARAM]: requireOfDevices(BranchName, BRANCH_NAME_PARAM),
};

function requireOfDevices(schema: z.ZodType, name: string) {
  return (ctx: KoaContextWithOIDC, value: string | undefined) => {
    if (ctx.oidc.route === 'device_authorization' && !schema.safeParse(value).success)
      throw new errors.InvalidRequest(`${name} is missing or not valid`);
  };
}

type Middleware = (ctx: KoaContextWithOIDC, next: () => Promise<void>) => Promise<void>;

/** Names our own page in the issuer's answer, adds the interval that it leaves out, and closes its own pages for codes. */
export function ownDevicePage(publicUrl: string): Middleware {
  const page = devicePage(publicUrl);
  return async (ctx, next) => {
    if (/^\/device(\/|$)/.test(ctx.path)) return ctx.redirect(page);
    await next();
    if (ctx.oidc?.route !== 'device_authorization' || ctx.status !== 200) return;
    const body = ctx.body as { user_code: string };
    ctx.body = {
      ...body,
      verification_uri: page,
      verification_uri_complete: `${page}?user_code=${body.user_code}`,
      interval: POLL_SECONDS,
    };
  };
}

/** Keeps device codes, and tells whoever asks for one sooner than the interval to slow down. */
export function paceDevicePolls(adapter: Adapter): Adapter {
  const askedAtMs = new Map<string, number>();
  return {
    ...adapter,
    upsert: (id, payload, expiresIn) =>
      adapter.upsert(id, payload, (expiresIn ?? DEVICE_CODE_SECONDS) + KEEP_EXPIRED_SECONDS),
    async find(id) {
      const nowMs = Date.now();
      for (const [asked, atMs] of askedAtMs) if (nowMs - atMs > DEVICE_CODE_SECONDS * 1000) askedAtMs.delete(asked);
      const found = await adapter.find(id);
      if (!found) return found;
      const before = askedAtMs.get(id);
      askedAtMs.set(id, nowMs);
      if (before !== undefined && nowMs - before < POLL_SECONDS * 1000 - POLL_TOLERANCE_MS) throw new errors.SlowDown();
      return found;
    },
  };
}
