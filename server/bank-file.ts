import { z } from 'zod';
import { isCurrency, parseAmount } from '../shared/money.ts';
import type { PaymentLimit } from './bank-config.ts';

const DEFAULT_LIMITS = {
  GBP: { payment: '10000.00', day: '25000.00' },
  EUR: { payment: '10000.00', day: '25000.00' },
  RUB: { payment: '1000000.00', day: '2500000.00' },
  JPY: { payment: '1500000', day: '4000000' },
};

const Url = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''));
const Origin = Url.refine((url) => new URL(url).origin === url, 'must be scheme, host and port alone');
const Address = z.string().regex(/^(\[[0-9a-f:]+\]|[\w.-]+):\d{1,5}$/i, 'must be host:port');
const Upstream = z.union([
  z.strictObject({ origin: Origin, addresses: z.array(Address).min(1).max(16) }),
  z.strictObject({ origin: Origin, srv: z.string().regex(/^_[\w-]+\._tcp\.[\w.-]+$/) }),
]);
const TimeZone = z.string().refine((name) => Intl.supportedValuesOf('timeZone').includes(name), 'is no IANA time zone');

const Limits = z
  .record(
    z.string().refine(isCurrency, 'is no currency of ISO 4217'),
    z.strictObject({ payment: z.string(), day: z.string() }),
  )
  .transform((limits, issues) => {
    const read = new Map<string, PaymentLimit>();
    for (const [currency, { payment, day }] of Object.entries(limits)) {
      const [paymentMinor, dayMinor] = [parseAmount(payment, currency), parseAmount(day, currency)];
      if (paymentMinor === null || dayMinor === null || paymentMinor > dayMinor)
        issues.addIssue({ code: 'custom', path: [currency], message: 'needs amounts, and no payment above the day' });
      else read.set(currency, { paymentMinor, dayMinor });
    }
    return read;
  });

/** The file that `BANK_CONFIG_FILE` names. Files that it names lie relative to its own folder. */
export const BankFile = z.strictObject({
  name: z.string().trim().min(1).max(70),
  standard: z.enum(['open-banking-uk-v4.0', 'open-banking-uk-v3.1']),
  security: z.discriminatedUnion('profile', [
    z.strictObject({ profile: z.literal('fapi2') }),
    z.strictObject({
      profile: z.literal('fapi1-advanced'),
      certificateFile: z.string(),
      keyFile: z.string(),
      caFile: z.string().optional(),
    }),
  ]),
  issuer: Url,
  clientId: z.string().min(1).max(128),
  clientKeyFile: z.string().optional(),
  apiUrl: Url,
  extensionsUrl: Url.optional(),
  resource: z.url().optional(),
  approvalsUrl: Url,
  otherOrigins: z.array(Origin).max(8).default([]),
  timeZone: TimeZone.default('Europe/London'),
  limits: Limits.prefault(DEFAULT_LIMITS),
  upstreams: z.array(Upstream).max(8).default([]),
  healthPath: z
    .string()
    .regex(/^\/[\w./-]{0,200}$/)
    .default('/healthz'),
  requestsPerSecond: z.int().min(1).max(100_000).default(1000),
});
export type BankFile = z.output<typeof BankFile>;

/** What the file would say of the sandbox at this address. */
export function sandboxFile(url: string): z.input<typeof BankFile> {
  return {
    name: 'Sandbox Bank',
    standard: 'open-banking-uk-v4.0',
    security: { profile: 'fapi2' },
    issuer: `${url}/oidc/customers`,
    clientId: 'atrium-branch',
    apiUrl: `${url}/open-banking/v4.0`,
    extensionsUrl: `${url}/sandbox-extensions/v1`,
    resource: `${url}/open-banking/v4.0`,
    approvalsUrl: `${url}/approvals`,
  };
}
