import { formatAccountNumber } from '../shared/account-number.ts';
import type { DraftFields } from '../shared/assistant.ts';
import type { Account } from '../shared/banking.ts';
import { emptyDraft, formatSortCode, type PayDraft } from './banking/pay/pay-draft.ts';
import { PAY_DRAFT } from './banking/pay/pay-start.ts';
import { useAccounts } from './banking/use-accounts.ts';
import { useDraftOwner } from './net/use-draft-owner.ts';
import { useSignedIn } from './net/use-signed-in.ts';
import { useLanguage } from './ui/i18n.ts';
import { keepDraft } from './ui/kept-drafts.ts';
import type { Language } from './ui/locales.ts';

type PaymentFields = Extract<DraftFields, { kind: 'payment' }>;

/** Puts what the assistant prepared into the ordinary payment form, as if it had been begun there, and then `open`s that. */
export function useOpenPayment(open: () => void): (fields: PaymentFields) => void {
  const language = useLanguage();
  const owner = useDraftOwner('customer');
  const { value } = useAccounts(useSignedIn('customer') === true);
  return (fields) => {
    if (owner) keepDraft({ owner, name: PAY_DRAFT }, payDraftOf(fields, value?.accounts ?? [], language));
    open();
  };
}

/** From an account of its currency, where there is one: the form says so where there is none. */
function payDraftOf(fields: PaymentFields, accounts: readonly Account[], language: Language): PayDraft {
  const { payee, identification, amount, currency, reference } = fields;
  const debtor = accounts.find(({ available }) => available.currency === currency) ?? accounts[0];
  const isBritish = identification !== null && /^\d{14}$/.test(identification);
  const isSameCurrency = debtor?.available.currency === currency;
  return {
    ...emptyDraft,
    accountId: debtor?.id ?? '',
    name: payee,
    usesIban: identification !== null && !isBritish,
    iban: identification !== null && !isBritish ? formatAccountNumber(identification) : '',
    sortCode: isBritish ? formatSortCode(identification.slice(0, 6)) : '',
    accountNumber: isBritish ? identification.slice(6) : '',
    // The same number in another currency would be another amount.
    amount: isSameCurrency ? (language === 'ru' ? amount.replace('.', ',') : amount) : '',
    reference: reference ?? '',
  };
}
