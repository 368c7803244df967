import { formatAccountNumber } from '../../../shared/account-number.ts';
import type { Account, Beneficiary } from '../../../shared/banking.ts';
import { formatAmount } from '../../../shared/money.ts';
import type { PaymentCode, ReadPaymentCode } from '../../../shared/payment-code.ts';
import { ok, type Result, refuse } from '../../../shared/result.ts';
import type { Language } from '../../ui/locales.ts';
import { emptyDraft, formatSortCode, type PayDraft } from './pay-draft.ts';
import { canBePaidIn } from './read-payee.ts';

/**
 * What a code that was read fills in. Where it names an amount, an account of that currency is paid from; without one,
 * nothing is filled in: the same number in another currency would be another amount.
 */
export function draftOfCode(
  code: ReadPaymentCode,
  { accountId }: Pick<PayDraft, 'accountId'>,
  accounts: readonly Account[],
  language: Language,
): Result<Partial<PayDraft>, 'no-account-in-currency'> {
  const { amount, identification, iban, name, reference } = code;
  const chosen = accounts.find(({ id }) => id === accountId);
  const inCurrency = (account: Account | undefined) => !amount || account?.available.currency === amount.currency;
  const debtor = inCurrency(chosen) ? chosen : accounts.find(inCurrency);
  if (!debtor) return refuse('no-account-in-currency');
  const isBritish = /^\d{14}$/.test(identification);
  return ok({
    accountId: debtor.id,
    payeeKind: 'account',
    name,
    usesIban: !isBritish,
    iban: formatAccountNumber(iban),
    sortCode: isBritish ? formatSortCode(identification.slice(0, 6)) : '',
    accountNumber: isBritish ? identification.slice(6) : '',
    ...(amount && { amount: writeAmount(formatAmount(amount), language) }),
    ...(reference && { reference }),
  });
}

/** The form as a consultant's proposal fills it in; null where no account of the customer's can pay it. */
export function draftOfProposal(
  { identification, ...rest }: PaymentCode,
  accounts: readonly Account[],
  language: Language,
): PayDraft | null {
  const code = { ...rest, identification, iban: identification };
  const filled = draftOfCode(code, { accountId: accounts[0]?.id ?? '' }, accounts, language);
  if (!filled.ok) return null;
  const draft = { ...emptyDraft, ...filled.value };
  return draft.usesIban ? draft : { ...draft, iban: '' };
}

function writeAmount(decimal: string, language: Language): string {
  return language === 'ru' ? decimal.replace('.', ',') : decimal;
}

/** A payment to a saved payee, from the account at hand or else from one of a currency that they can be paid in. */
export function draftOfBeneficiary(
  { id, identification }: Beneficiary,
  accountId: string,
  accounts: readonly Account[],
): Partial<PayDraft> {
  const fits = (account: Account | undefined) =>
    account !== undefined && canBePaidIn(identification, account.available.currency);
  const atHand = accounts.find((account) => account.id === accountId);
  const debtor = fits(atHand) ? atHand : (accounts.find(fits) ?? atHand);
  return { payeeKind: 'beneficiary', beneficiaryId: id, ...(debtor && { accountId: debtor.id }) };
}
