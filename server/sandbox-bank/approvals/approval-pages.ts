import { formatAccountNumber } from '../../../shared/account-number.ts';
import type { Initiation } from '../api/payment-order.ts';
import { html, type Markup } from '../pages/html.ts';
import { type Language, PAGE_TEXTS } from '../pages/page-texts.ts';
import type { WebSession } from '../pages/web-session.ts';
import type { PasskeyQuestion } from '../passkeys/passkey-service.ts';
import type { ApprovalView } from './approval-reader.ts';
import { APPROVAL_TEXTS, type End } from './approval-texts.ts';

/** A waiting request, and how the customer may say yes to it: null without a passkey. */
export interface WaitingRequest {
  readonly view: ApprovalView;
  readonly question: PasskeyQuestion | null;
}

/** What of the list can change; the page compares it with what it shows. */
export function listVersion(views: readonly ApprovalView[]): string {
  return views.map(({ consentId, state, isAskedAgain }) => `${consentId}:${state}:${isAskedAgain}`).join(' ');
}

/** Everything that waits and what has just ended. `approvals.js` puts a newer `#approvals` in its place. */
export function approvalsPage(
  language: Language,
  session: WebSession,
  waiting: readonly WaitingRequest[],
  ended: readonly ApprovalView[],
  version: string,
): Markup {
  const texts = APPROVAL_TEXTS[language];
  const cards = waiting.map((one) => approvalCard(language, session, one));
  return html`<p id="connection" class="connection" role="status" hidden></p>
<div id="approvals" data-version="${version}" data-words="${JSON.stringify(texts.words)}">
${
  cards.length === 0
    ? html`<div class="empty"><span class="waiting" aria-hidden="true"></span><h1>${texts.none}</h1><p>${texts.noneText}</p></div>`
    : html`${cards.length > 1 && html`<p class="note">${texts.waiting(cards.length)}</p>`}${cards}`
}
${ended.length > 0 && html`<h2>${texts.recently}</h2><ul class="ended">${ended.map((view) => endedLine(language, view))}</ul>`}
</div>
${whoBar(language, session)}`;
}

function approvalCard(language: Language, session: WebSession, { view, question }: WaitingRequest): Markup {
  const texts = APPROVAL_TEXTS[language];
  const { consentId, bindingCode, debtorName, order } = view;
  const asked = question && {
    nonce: question.nonce,
    options: JSON.stringify(question.options),
  };
  return html`<section class="card" data-consent="${consentId}" aria-labelledby="q-${consentId}"><h1 id="q-${consentId}">${texts.questions[order.schedule.kind]}</h1>
<dl class="sum"><dt>${texts.amount}</dt><dd class="amount">${amountText(language, order)}</dd>
<dt>${texts.payee}</dt><dd>${order.creditorName}<br><span class="digits">${formatAccountNumber(order.creditorIdentification)}</span></dd>
<dt>${texts.from}</dt><dd>${debtorName}<br><span class="digits">${formatAccountNumber(order.debtorIdentification)}</span></dd>
${order.schedule.kind !== 'now' && html`<dt>${texts.when}</dt><dd>${scheduleText(language, order.schedule)}</dd>`}
<dt>${texts.reference}</dt><dd>${order.reference}</dd></dl>
<p class="code"><span>${texts.compare}</span><strong translate="no">${bindingCode}</strong></p>
${view.isAskedAgain && html`<p class="warning">${texts.askedAgain}</p>`}
<p class="said" role="status" hidden></p>
<form method="post" action="/approvals/${consentId}" class="answer"${asked && html` data-nonce="${asked.nonce}" data-options="${asked.options}"`}><input type="hidden" name="csrf" value="${session.csrf}">
${
  asked
    ? html`<button type="submit" name="decision" value="approve" hidden>${texts.approve}</button><noscript><p class="note">${texts.needsScript}</p></noscript>`
    : html`<p class="note">${texts.needsPasskey}</p><a class="button" href="/passkeys/new">${texts.setUpPasskey}</a>`
}<button class="quiet" name="decision" value="deny">${texts.deny}</button></form></section>`;
}

/** How a request that waits no more ended, as this web session sees it. */
export function endOf({ state, isDecidedHere }: ApprovalView): keyof ReturnType<typeof lines> | null {
  if (state === 'pending') return null;
  if (state === 'approved' || state === 'denied') return isDecidedHere ? state : `${state}-elsewhere`;
  return state;
}
const lines = (language: Language) => APPROVAL_TEXTS[language].line;

function endedLine(language: Language, view: ApprovalView): Markup {
  const end = endOf(view) ?? 'expired';
  return html`<li class="${end}"><span><strong>${amountText(language, view.order)}</strong> ${view.order.creditorName}</span><em>${lines(language)[end]}</em></li>`;
}

/** One word on one request: the end of the way. */
export function endPage(language: Language, end: End, view: ApprovalView | null): Markup {
  const texts = APPROVAL_TEXTS[language];
  const [title, text] = texts.ends[end];
  const sign = end.includes('approved') ? 'yes' : 'no';
  return html`<div class="end ${sign}"><span class="sign" aria-hidden="true"></span><h1>${title}</h1>
${view && html`<p class="amount">${amountText(language, view.order)}<br><small>${view.order.creditorName}</small></p>`}
<p>${text}</p><p><a href="/approvals">${texts.seeAll}</a></p></div>`;
}

/** Who is signed in, and where their passkeys are. */
function whoBar(language: Language, session: WebSession): Markup {
  const texts = PAGE_TEXTS[language];
  return html`<form method="post" action="/approvals/sign-out" class="who"><input type="hidden" name="csrf" value="${session.csrf}"><span>${texts.signedInAs} ${session.person.name}</span><a href="/passkeys">${APPROVAL_TEXTS[language].passkeys}</a><button class="link">${texts.signOut}</button></form>`;
}

function scheduleText(language: Language, schedule: Exclude<Initiation['schedule'], { kind: 'now' }>): Markup {
  const texts = APPROVAL_TEXTS[language];
  const day = (date: string) =>
    new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));
  if (schedule.kind === 'once') return html`${day(schedule.on)}`;
  const { every, first, payments } = schedule;
  return html`${texts.every[every]}, ${texts.first(day(first))}<br><span class="digits">${payments === null ? texts.untilCancelled : texts.payments(payments)}</span>`;
}

export function amountText(language: Language, { amount, currency }: Initiation): string {
  return new Intl.NumberFormat(language, { style: 'currency', currency }).format(amount as `${number}`);
}
