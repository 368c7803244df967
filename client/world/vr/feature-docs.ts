import { formatAccountNumber } from '../../../shared/account-number.ts';
import type { Account, Transaction } from '../../../shared/banking.ts';
import type { ChatLine, ConsultationView } from '../../../shared/consultation.ts';
import type { Payment } from '../../../shared/payment.ts';
import { type Ticket, Topic } from '../../../shared/queue.ts';
import { bankingTexts } from '../../banking/banking-texts.ts';
import { companyTexts } from '../../consultation/company-texts.ts';
import { companyWords } from '../../consultation/company-words.ts';
import { consultationTexts } from '../../consultation/consultation-texts.ts';
import { nameOf } from '../../consultation/party-names.ts';
import type { Talk } from '../../consultation/use-talk.ts';
import { clockText, deviceTexts, typedAddress } from '../../identity/device-texts.ts';
import type { DeviceSignInState } from '../../identity/use-device-sign-in.ts';
import type { PanelBlock, PanelButton, PanelDoc } from '../../panels/panel-doc.ts';
import { queueTexts } from '../../queue/queue-texts.ts';
import type { TicketState } from '../../queue/use-ticket.ts';
import { showingTexts } from '../../showing/showing-texts.ts';
import { framed } from './menu-docs.ts';
import type { SealedBlocks } from './sealed-docs.ts';
import { SHOWING } from './showing/showing-docs.ts';
import { vrTexts } from './vr-texts.ts';
import { dateText, formatMoney, type Language, type LookOut, lookOutBlocks, timeText, waiting } from './words.ts';

export const SIGN_IN = 'sign-in';
export const CANCEL = 'cancel';
export const ENTER = 'enter';
export const TAKE = 'take:';
export const ACCOUNT = 'account:';
export const PAY = 'pay';
export const PAYMENTS = 'payments';
export const PAYMENT = 'payment:';
export const FIELD = 'field';
export const SEND = 'send';
export const ENDED = 'ended';

interface SignInKnowledge {
  readonly phone: DeviceSignInState;
  readonly lookOut: LookOut;
}

/** How one signs in without typing: the same code and QR as on the board before the kiosk. */
function signInBlocks({ phone, lookOut }: SignInKnowledge, language: Language): PanelBlock[] {
  const texts = deviceTexts[language];
  const vr = vrTexts[language];
  const button = (label: string): PanelBlock => ({
    kind: 'buttons',
    columns: 1,
    buttons: [{ id: SIGN_IN, label, tone: 'primary' }],
  });
  switch (phone.kind) {
    case 'idle':
      return [{ kind: 'text', text: vr.guest }, button(vr.signInByPhone)];
    case 'starting':
      return [{ kind: 'text', text: texts.starting, tone: 'muted' }];
    case 'ended':
      return [{ kind: 'alert', text: texts.ends[phone.why], tone: 'danger' }, button(texts.renew)];
    case 'waiting':
      return [
        { kind: 'text', text: texts.title, tone: 'strong' },
        {
          kind: 'qr',
          text: phone.pageUrlWithCode,
          lines: [`${texts.scan} ${texts.orOpen}`, typedAddress(phone.pageUrl), texts.compare, phone.userCode],
        },
        ...lookOutBlocks(lookOut, language),
        { kind: 'text', text: texts.left(clockText(phone.secondsLeft)) },
        { kind: 'alert', text: texts.warning, tone: 'calm' },
      ];
  }
}

interface TicketKnowledge extends Pick<TicketState, 'ticket' | 'error' | 'busy'>, SignInKnowledge {
  readonly signedIn: boolean | null;
  readonly deskLabel: string;
}

export function ticketDoc(
  { ticket, error, busy, signedIn, deskLabel, ...signIn }: TicketKnowledge,
  language: Language,
): PanelDoc {
  const texts = queueTexts[language];
  const frame = framed(vrTexts[language].ticket, vrTexts[language]);
  if (signedIn === false) return { ...frame, blocks: signInBlocks(signIn, language) };
  const alert: PanelBlock[] = error ? [{ kind: 'alert', text: texts.errors[error], tone: 'danger' }] : [];
  if (ticket === undefined) return { ...frame, blocks: error ? alert : [waiting(language)] };
  if (ticket === null) return { ...frame, blocks: [...alert, ...topicBlocks(busy, language)] };
  return { ...frame, blocks: [...alert, ...numberBlocks(ticket, busy, deskLabel, language)] };
}

/** A press on a topic takes the ticket: one press fewer than on the page. */
function topicBlocks(busy: boolean, language: Language): PanelBlock[] {
  const texts = queueTexts[language];
  return [
    { kind: 'text', text: texts.intro },
    { kind: 'text', text: texts.topic, tone: 'strong' },
    {
      kind: 'buttons',
      columns: 1,
      buttons: Topic.options.map((topic) => ({
        id: `${TAKE}${topic}`,
        label: texts.topics[topic],
        ...(busy && { state: 'busy' as const }),
      })),
    },
  ];
}

function numberBlocks(ticket: Ticket, busy: boolean, deskLabel: string, language: Language): PanelBlock[] {
  const texts = queueTexts[language];
  const { state, estimate, returnBefore } = ticket;
  const press = busy && { state: 'busy' as const };
  const head: PanelBlock[] = [
    { kind: 'text', text: texts.yourNumber, tone: 'muted' },
    { kind: 'figure', text: ticket.number },
  ];
  const button = (id: string, label: string, rest = {}): PanelBlock => {
    return { kind: 'buttons', columns: 1, buttons: [{ id, label, ...rest }] };
  };
  if (state === 'called')
    return [
      ...head,
      { kind: 'text', text: texts.calledTo(deskLabel), tone: 'strong' },
      { kind: 'text', text: texts.topics[ticket.topic], tone: 'muted' },
      button(ENTER, texts.enter, { tone: 'primary' }),
    ];
  if (state === 'no-show')
    return [
      ...head,
      { kind: 'text', text: texts.missed(returnBefore ? timeText(returnBefore, language) : ''), tone: 'strong' },
      button(`${TAKE}${ticket.topic}`, texts.comeBack, { tone: 'primary', ...press }),
    ];
  return [
    ...head,
    { kind: 'text', text: texts.ahead(ticket.ahead), tone: 'strong' },
    { kind: 'text', text: estimate ? texts.wait(estimate) : texts.waitUnknown },
    { kind: 'text', text: texts.topics[ticket.topic], tone: 'muted' },
    // Before the code, which may go to the next page.
    button(CANCEL, texts.cancel, press || {}),
    { kind: 'qr', text: new URL(ticket.followPath, location.origin).href, lines: [texts.follow] },
  ];
}

interface AccountsKnowledge extends SignInKnowledge {
  readonly signedIn: boolean | null;
  readonly accounts: readonly Account[] | undefined;
  /** In the reader's words. */
  readonly error: string | null;
  readonly mustSignIn: boolean;
  readonly chosenId: string | null;
  readonly transactions: readonly Transaction[] | undefined;
  readonly transactionsError: string | null;
  /** What still waits for the customer's own approval. */
  readonly open: readonly Payment[];
  /** There is a consultant, who can be let see them. */
  readonly hasTalk: boolean;
}

/** Balances, and the latest transactions of the account that was chosen. Drawn in the headset of who is signed in, and nowhere else. */
export function accountsDoc(known: AccountsKnowledge, language: Language): PanelDoc {
  const texts = bankingTexts[language];
  const vr = vrTexts[language];
  const frame = framed(vr.accounts, vr);
  if (known.signedIn === false || known.mustSignIn) return { ...frame, blocks: signInBlocks(known, language) };
  const { accounts, error, chosenId } = known;
  const blocks: PanelBlock[] = [];
  if (error) blocks.push({ kind: 'alert', text: accounts ? `${error} ${texts.notRefreshed}` : error, tone: 'danger' });
  if (!accounts) return { ...frame, blocks: error ? blocks : [waiting(language)] };
  if (accounts.length === 0) blocks.push({ kind: 'text', text: texts.noAccounts });
  for (const { id, amount, payee } of known.open) {
    blocks.push({ kind: 'alert', tone: 'calm', text: texts.waitsForYou(formatMoney(amount, language), payee.name) });
    blocks.push({ kind: 'buttons', columns: 1, buttons: [{ id: `${PAYMENT}${id}`, label: texts.goOn }] });
  }
  for (const account of accounts) blocks.push(accountRow(account, account.id === chosenId, language));
  const chosen = accounts.find(({ id }) => id === chosenId);
  if (chosen) blocks.push(...transactionBlocks(known, language));
  else if (accounts.length > 0) blocks.push({ kind: 'text', text: vr.choose, tone: 'muted' });
  const buttons: PanelButton[] = [
    { id: PAY, label: texts.makePayment, tone: 'primary' },
    { id: PAYMENTS, label: vr.payments },
  ];
  if (known.hasTalk) buttons.push({ id: SHOWING, label: showingTexts[language].begin });
  const foot: PanelBlock[] = accounts.length > 0 ? [{ kind: 'buttons', columns: 2, buttons }] : [];
  return { ...frame, blocks, foot: [{ kind: 'text', text: vr.ownEyes, tone: 'muted' }, ...foot] };
}

function accountRow(account: Account, chosen: boolean, language: Language): PanelBlock {
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
      chosen,
    },
  };
}

function transactionBlocks({ transactions, transactionsError }: AccountsKnowledge, language: Language): PanelBlock[] {
  const texts = bankingTexts[language];
  if (transactionsError) return [{ kind: 'alert', text: transactionsError, tone: 'danger' }];
  if (!transactions) return [waiting(language)];
  if (transactions.length === 0) return [{ kind: 'text', text: texts.noTransactions, tone: 'muted' }];
  return transactions.map(
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
}

interface TalkKnowledge
  extends Pick<Talk, 'status' | 'lines' | 'waiting' | 'here' | 'supervisor' | 'colleague' | 'ended' | 'unsent'> {
  readonly view: ConsultationView | undefined;
  /** In the reader's words. */
  readonly error: string | null;
  readonly draft: string;
  /** How one speaks. */
  readonly voice: readonly PanelBlock[];
  readonly sealed: SealedBlocks;
  /** What lies on the desk; nothing, until there is something. */
  readonly table: readonly PanelBlock[];
  /** The keyboard while it is open. */
  readonly keys: PanelBlock | null;
}

export function talkDoc(known: TalkKnowledge, language: Language): PanelDoc {
  const texts = consultationTexts[language];
  const vr = vrTexts[language];
  const { view, lines, status, here, unsent, draft, keys } = known;
  const title = view ? texts.withWhom(view.consultantName) : vr.talk;
  const frame = framed(title, vr);
  if (known.ended) {
    const close: PanelBlock = { kind: 'buttons', columns: 1, buttons: [{ id: ENDED, label: texts.close }] };
    return { ...frame, blocks: [{ kind: 'alert', text: texts.ended, tone: 'calm' }, close] };
  }
  if (!view) {
    const word: PanelBlock = known.error ? { kind: 'alert', text: known.error, tone: 'danger' } : waiting(language);
    return { ...frame, blocks: [word] };
  }
  const said = lines.map(
    ({ from, text, at }: ChatLine): PanelBlock => ({
      kind: 'said',
      said: {
        who: `${nameOf(from, view, texts)}, ${timeText(at, language)}`,
        text,
        isOwn: from === 'customer',
      },
    }),
  );
  for (const { text } of known.waiting) said.push({ kind: 'said', said: { who: texts.waiting, text, isOwn: true } });
  const company = companyWords('customer', known, view.members, companyTexts[language]);
  const isOn = status === 'connected';
  // At the foot, which does not scroll.
  const foot: PanelBlock[] = company.map((text) => ({ kind: 'alert', text, tone: 'calm' }));
  foot.push(...known.sealed.foot);
  if (unsent) foot.push({ kind: 'alert', text: texts.refused, tone: 'danger' });
  if (!isOn) foot.push({ kind: 'text', text: texts.reconnecting, tone: 'muted' });
  foot.push({ kind: 'field', id: FIELD, text: draft, hint: vr.write });
  if (keys) foot.push(keys);
  else foot.unshift(...known.voice);
  const canSend = isOn && draft.trim() !== '';
  const send: PanelButton = { id: SEND, label: vr.send, tone: 'primary', ...(!canSend && { state: 'disabled' }) };
  foot.push({ kind: 'buttons', columns: 1, buttons: [send] });
  const presence = `${here.consultant ? texts.here : texts.away} · ${company.length > 0 ? companyTexts[language].privateNote : texts.privateNote}`;
  const empty: PanelBlock = { kind: 'text', text: texts.empty, tone: 'muted' };
  return {
    ...frame,
    blocks: [
      { kind: 'text', text: presence, tone: 'muted' },
      ...known.sealed.head,
      ...(said.length > 0 ? said : [empty]),
      ...known.table,
    ],
    foot,
    fromEnd: true,
  };
}
