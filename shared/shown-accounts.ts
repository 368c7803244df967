import { z } from 'zod';
import { maskAccountNumber } from './account-number.ts';
import { type Account, AccountId } from './banking.ts';
import { endpoint } from './endpoint.ts';
import { WireMoney } from './money.ts';
import { cleanLine, Id, Instant, personLine } from './text.ts';

/**
 * Accounts that the customer shows their consultant in a talk. The figures go from the customer's own browser to the consultant's tabs by
 * private letter; the server learns that something is shown, how many accounts, and when they were read, for the trail.
 */

/** What one letter has room for. */
export const MAX_SHOWN_ACCOUNTS = 10;
/** How often the customer's tab asks the bank while it shows something. */
export const SHOWN_READ_EVERY_MS = 60_000;
/** What has not been shown again for so long is shown no more: the customer's tab may have gone without a word. */
export const SHOWN_FOR_MS = 150_000;

const NAME_MAX_LENGTH = 70;

/** An account as the consultant sees it: of its number the last four characters. */
export const ShownAccount = z.strictObject({
  name: personLine(NAME_MAX_LENGTH),
  number: z.string().regex(/^••••[0-9A-Z]{4}$/),
  available: WireMoney,
  booked: WireMoney,
  asOf: Instant,
});
export type ShownAccount = z.infer<typeof ShownAccount>;

/** Of the customer to each tab of the consultant. None: nothing is shown any more. */
export const AccountsShown = z.strictObject({
  kind: z.literal('accounts-shown'),
  accounts: z.array(ShownAccount).max(MAX_SHOWN_ACCOUNTS),
});
/** Of a tab of the consultant to those of the customer: is something shown? */
export const AccountsAsked = z.strictObject({ kind: z.literal('accounts-asked') });

/** Which accounts a tab shows, as it keeps them over a reload. */
export const ShownIds = z.array(AccountId).min(1).max(MAX_SHOWN_ACCOUNTS);

export function shownAccount({ name, identification, available, booked, asOf }: Account): ShownAccount {
  const number = maskAccountNumber(identification);
  return { name: cleanLine(name, NAME_MAX_LENGTH) || number, number, available, booked, asOf };
}

const accounts = z.int().min(1).max(MAX_SHOWN_ACCOUNTS);
/** `show`: the customer has chosen so many. `read`: the bank was asked for them, and the consultant is shown what it said. */
export const ShownAccountsNote = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('show'), accounts }),
  z.strictObject({ act: z.literal('read'), accounts }),
  z.strictObject({ act: z.literal('hide'), why: z.enum(['stopped', 'consent-lost']) }),
]);
export type ShownAccountsNote = z.infer<typeof ShownAccountsNote>;

/** Puts it into the trail; what is refused, the customer's tab does not show. */
export const noteShownAccounts = endpoint({
  method: 'POST',
  path: '/api/consultations/:consultationId/shown-accounts',
  audience: 'customer',
  params: z.object({ consultationId: Id }),
  body: ShownAccountsNote,
  answer: z.object({}),
  /** `not-shown`: nothing is, or no more: the customer has stopped it, maybe in another tab. */
  errors: { 'consultation-unknown': 404, 'consultation-ended': 409, 'not-shown': 409 },
});
