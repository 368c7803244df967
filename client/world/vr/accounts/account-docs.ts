import { formatAccountNumber } from '../../../../shared/account-number.ts';
import type { Account, Transaction } from '../../../../shared/banking.ts';
import type { Payment } from '../../../../shared/payment.ts';
import { bankingTexts } from '../../../banking/banking-texts.ts';
import type { PanelBlock, PanelButton, PanelDoc } from '../../../panels/panel-doc.ts';
import { showingTexts } from '../../../showing/showing-texts.ts';
import { framed } from '../menu-docs.ts';
import { SHOWING } from '../showing/showing-docs.ts';
import { type SignInKnowledge, signInBlocks } from '../sign-in-docs.ts';
import { vrTexts } from '../vr-texts.ts';
import { dateText, fact, formatMoney, type Language, timeText, waiting } from '../words.ts';

export const ACCOUNT = 'account:';
export const PAY = 'pay';
export const PAYMENTS = 'payments';
export const PAYEES = 'payees';
export const RECEIVE = 'receive';
export const PAYMENT = 'payment:';

interface AccountsKnowledge extends SignInKnowledge {
  readonly signedIn: boolean | null;
  readonly accounts: readonly Account[] | undefined;
  /** In the reader's words. */
  readonly error: string | null;
  readonly mustSignIn: boolean;
  /** What still waits for the customer's own approval. */
  readonly open: readonly Payment[];
  /** The branch's bank has codes to be paid by. */
  readonly canReceive: boolean;
  /** There is a consultant, who can be let see them. */
  readonly hasTalk: boolean;
}

/** All accounts, and what can be done with them. Drawn in the headset of who is signed in, and nowhere else. */
export function accountsDoc(known: AccountsKnowledge, language: Language): PanelDoc {
  const texts = bankingTexts[language];
  const vr = vrTexts[language];
  const frame = framed(vr.accounts, vr);
  if (known.signedIn === false || known.mustSignIn) return { ...frame, blocks: signInBlocks(known, language) };
  const { accounts, error } = known;
  const blocks: PanelBlock[] = [];
  if (error) blocks.push({ kind: 'alert', text: accounts ? `${error} ${texts.notRefreshed}` : error, tone: 'danger' });
  if (!accounts) return { ...frame, blocks: error ? blocks : [waiting(language)] };
  if (accounts.length === 0) blocks.push({ kind: 'text', text: texts.noAccounts });
  for (const { id, amount, payee } of known.open) {
    blocks.push({ kind: 'alert', tone: 'calm', text: texts.waitsForYou(formatMoney(amount, language), payee.name) });
    blocks.push({ kind: 'buttons', columns: 1, buttons: [{ id: `${PAYMENT}${id}`, label: texts.goOn }] });
  }
  for (const account of accounts) blocks.push(accountRow(account, language));
  if (accounts.length > 0) blocks.push({ kind: 'text', text: vr.choose, tone: 'muted' });
  const buttons: PanelButton[] = [
    { id: PAY, label: texts.makePayment, tone: 'primary' },
    { id: PAYMENTS, label: vr.payments },
    { id: PAYEES, label: texts.payees },
    ...(known.canReceive ? [{ id: RECEIVE, label: texts.receive }] : []),
    ...(known.hasTalk ? [{ id: SHOWING, label: showingTexts[language].begin }] : []),
  ];
  const foot: PanelBlock[] = accounts.length > 0 ? [{ kind: 'buttons', columns: 2, buttons }] : [];
  return { ...frame, blocks, foot: [{ kind: 'text', text: vr.ownEyes, tone: 'muted' }, ...foot] };
}

function accountRow(account: Account, language: Language): PanelBlock {
  const texts = bankingTexts[language];
  const { id, name, identification, available, asOf } = account;
  return {
    kind: 'row',
    row: {
      id: `${ACCOUNT}${id}`,
      left: name,
      leftNote: formatAccountNumber(identification),
      right: formatMoney(available, language),
      rightNote: `${texts.available}, ${texts.asOf} ${timeText(asOf, language)}`,
    },
  };
}

interface AccountKnowledge {
  readonly account: Account;
  /** Newest first, as many as the bank tells; undefined until they are known. */
  readonly transactions: readonly Transaction[] | undefined;
  /** In the reader's words. */
  readonly error: string | null;
  readonly canReceive: boolean;
}

/** One account: both of its figures, and its transactions from page to page. */
export function accountDoc(known: AccountKnowledge, language: Language): PanelDoc {
  const texts = bankingTexts[language];
  const { name, identification, available, booked, asOf } = known.account;
  const buttons: PanelButton[] = [
    { id: PAY, label: texts.makePayment, tone: 'primary' },
    ...(known.canReceive ? [{ id: RECEIVE, label: texts.receive }] : []),
  ];
  return {
    ...framed(name, vrTexts[language]),
    blocks: [
      { kind: 'text', text: formatAccountNumber(identification), tone: 'muted' },
      fact(texts.available, formatMoney(available, language)),
      fact(texts.booked, formatMoney(booked, language), `${texts.asOf} ${timeText(asOf, language)}`),
      ...transactionBlocks(known, language),
    ],
    foot: [{ kind: 'buttons', columns: buttons.length, buttons }],
  };
}

function transactionBlocks(
  { transactions, error }: Pick<AccountKnowledge, 'transactions' | 'error'>,
  language: Language,
): PanelBlock[] {
  const texts = bankingTexts[language];
  const alert: PanelBlock[] = error ? [{ kind: 'alert', text: error, tone: 'danger' }] : [];
  if (!transactions) return error ? alert : [waiting(language)];
  if (transactions.length === 0) return [...alert, { kind: 'text', text: texts.noTransactions, tone: 'muted' }];
  const rows = transactions.map(
    ({ counterparty, bookedAt, reference, amount }): PanelBlock => ({
      kind: 'row',
      row: {
        left: counterparty,
        leftNote: [dateText(bookedAt, language), reference].filter(Boolean).join(' · '),
        right: formatMoney(amount, language, true),
        ...(!amount.amount.startsWith('-') && { tone: 'credit' as const }),
      },
    }),
  );
  return [...alert, ...rows];
}
