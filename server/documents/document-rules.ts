import { type DocumentField, type DocumentState, FIELD_MAX_LENGTH, type FieldValues } from '../../shared/documents.ts';
import { CalendarDate } from '../../shared/payment.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { personLine } from '../../shared/text.ts';

/** A challenge is answered within this, or another is asked for. */
export const SIGNING_LIFETIME_MS = 5 * 60_000;
/** A passkey is made no later than this after the bank has asked the customer who they are. */
export const FRESH_SIGN_IN_MS = 10 * 60_000;
export const MAX_PASSKEYS = 10;
/** Challenges for one document that may be open at once: so many views of it. */
export const OPEN_CHALLENGES = 5;

type Act = 'fill' | 'ask' | 'withdraw' | 'decline' | 'sign';
const FROM: Readonly<Record<Act, readonly DocumentState[]>> = {
  fill: ['filling', 'shown', 'asked'],
  ask: ['shown'],
  withdraw: ['filling', 'shown', 'asked'],
  decline: ['filling', 'shown', 'asked'],
  sign: ['asked'],
};

/** The states in which an act is lawful. */
export function statesFor(act: Act): readonly DocumentState[] {
  return FROM[act];
}

/** What waits for somebody, and is over with the consultation. */
export function isPending(state: DocumentState): boolean {
  return FROM.withdraw.includes(state);
}

/**
 * What one of the two has filled in, cleaned: every field of theirs and no other. Whatever is wrong with a value, nothing of it
 * is repeated.
 */
export function readValues(
  fields: readonly DocumentField[],
  by: DocumentField['by'],
  values: FieldValues,
): Result<FieldValues, 'field-wrong'> {
  const theirs = fields.filter((field) => field.by === by);
  if (Object.keys(values).some((key) => !theirs.some((field) => field.key === key))) return refuse('field-wrong');
  const read: FieldValues = {};
  for (const field of theirs) {
    const value = readValue(field, values[field.key]);
    if (value === null) return refuse('field-wrong');
    read[field.key] = value;
  }
  return ok(read);
}

function readValue({ kind, options }: DocumentField, value: string | undefined): string | null {
  if (kind === 'choice') return options.some((option) => option.value === value) ? (value as string) : null;
  const parsed = (kind === 'date' ? CalendarDate : personLine(FIELD_MAX_LENGTH)).safeParse(value);
  return parsed.success ? parsed.data : null;
}

/** The values that the consultant may have: without any that is masked. What they get is made from these alone. */
export function withoutMasked(fields: readonly DocumentField[], values: FieldValues): FieldValues {
  const open = fields.filter(({ masked, key }) => !masked && Object.hasOwn(values, key));
  return Object.fromEntries(open.map(({ key }) => [key, values[key] as string]));
}

export function isFreshSignIn(authenticatedAt: Date | null, now: Date): boolean {
  return authenticatedAt !== null && now.getTime() - authenticatedAt.getTime() <= FRESH_SIGN_IN_MS;
}
