import type { DraftFields } from '../../shared/assistant.ts';
import { parseAmount } from '../../shared/money.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { withFigures } from './embedded/number-words-rules.ts';

/** Drafts that may wait in one session. */
export const MAX_OPEN_DRAFTS = 5;
/** Turns of one talk, both sides; one that is longer is to be begun anew. */
export const MAX_TURNS = 120;
/** How far back an engine is told of a talk. */
export const TOLD_TURNS = 20;
/** A talk, and what was handed over and never read, is forgotten after this. */
export const KEPT_FOR_MS = 24 * 60 * 60_000;

/** So long before an appointment its talk is for the consultation that comes. */
export const APPOINTMENT_NEAR_MS = 60 * 60_000;

/** By currency, what one payment may be at most, minor units. A currency that is not in it is not paid in. */
export type DraftLimits = ReadonlyMap<string, { readonly paymentMinor: bigint }>;

/** Whether this can be put before the customer at all. The payment's own rules have the last word later. */
export function checkDraft(
  fields: DraftFields,
  limits: DraftLimits,
): Result<DraftFields, 'draft-not-possible' | 'amount-over-limit'> {
  if (fields.kind !== 'payment') return ok(fields);
  const limit = limits.get(fields.currency);
  const minor =
    parseAmount(fields.amount, fields.currency) ?? parseAmount(fields.amount.replace(/\.0+$/, ''), fields.currency);
  if (!limit || minor === null || minor <= 0n) return refuse('draft-not-possible');
  return minor > limit.paymentMinor ? refuse('amount-over-limit') : ok(fields);
}

/**
 * Whether a payment's amount, account and payee, and the number to call, are the customer's own words: neither an article nor a model
 * may bring in whom to pay, how much, or whom to call.
 */
export function isCustomersOwn(fields: DraftFields, said: readonly string[]): boolean {
  if (fields.kind === 'callback') return isNumberIn(said.join(' \n '), fields.phone);
  if (fields.kind !== 'payment') return true;
  // What is said in words is their own too.
  const text = [...said, ...said.map(withFigures)].join(' \n ').toLowerCase();
  const amounts = (text.match(/\d+(?:[ \u00a0\u202f,.]\d+)*/g) ?? []).map((written) =>
    twoDecimals(written.replace(/[ \u00a0\u202f,.](?=\d{3}(?!\d))/g, '').replace(',', '.')),
  );
  const bare = text.replace(/[^\p{L}\p{N}]/gu, '');
  const isAccountOwn =
    fields.identification === null ||
    // A sort code and a number may be said apart from each other, and an IBAN in groups.
    [fields.identification.slice(0, 6), fields.identification.slice(6)].every((part) =>
      bare.includes(part.toLowerCase()),
    );
  // Names are inflected: their beginnings are not.
  const names = fields.payee.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return (
    amounts.includes(twoDecimals(fields.amount)) &&
    isAccountOwn &&
    names.length > 0 &&
    names.every((name) => text.includes(name.slice(0, Math.max(2, name.length - 3))))
  );
}

/** A British number is said without its country too. */
function isNumberIn(text: string, phone: string): boolean {
  const digits = digitsOf(text);
  return digits.includes(digitsOf(phone)) || (phone.startsWith('+44') && digits.includes(`0${phone.slice(3)}`));
}

function digitsOf(text: string): string {
  return text.replace(/[\s().-]/g, '').replaceAll('+', '');
}

function twoDecimals(amount: string): string {
  const [whole = '', fraction = ''] = amount.split('.');
  return `${whole.replace(/^0+(?=\d)/, '')}.${fraction.padEnd(2, '0')}`;
}
