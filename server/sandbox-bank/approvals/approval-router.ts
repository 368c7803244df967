import { type Request, type Response, Router } from 'express';
import type Provider from 'oidc-provider';
import type { Initiation } from '../api/payment-order.ts';
import { formatIdentification } from '../oidc/interaction-router.ts';
import { CUSTOMER_CLIENT } from '../oidc/providers.ts';
import { html, type Markup } from '../pages/html.ts';
import { languageOf, sendPage } from '../pages/page.ts';
import { type Language, PAGE_TEXTS } from '../pages/page-texts.ts';
import { readForm } from '../pages/read-form.ts';
import { signInForm } from '../pages/sign-in-form.ts';
import { isOwnForm, type WebSession, type WebSessions } from '../pages/web-session.ts';
import type { ApprovalService, Decision, PendingApproval } from './approval-service.ts';

export interface ApprovalRouterDeps {
  readonly provider: Provider;
  readonly approvals: ApprovalService;
  /** Tells the issuer; never rejects, for the decision stands also where it was not heard yet. */
  readonly deliver: () => Promise<void>;
  readonly webSessions: WebSessions;
  readonly resource: string;
}

/** The customer's page on the phone: what waits, and yes or no. */
export function createApprovalRouter(deps: ApprovalRouterDeps): Router {
  const { approvals, webSessions } = deps;
  const router = Router();

  router.get('/approvals', async (request, response) => {
    const language = languageOf(request);
    const session = await webSessions.find(request, 'customer');
    if (!session) return showSignIn(response, language);
    const { subject } = session.person;
    const [pending, lapsed] = [await approvals.pending(subject), await approvals.lapsed(subject)];
    const page = approvalsPage(language, session, pending, lapsed);
    sendPage(response, language, PAGE_TEXTS[language].approvalsTitle, page);
  });

  /** What the page asks each second, to show a new request by itself. */
  router.get('/approvals/pending', async (request, response) => {
    const session = await webSessions.find(request, 'customer');
    const pending = session ? await approvals.pending(session.person.subject) : [];
    response.set('cache-control', 'no-store').json(pending.map((one) => one.consentId));
  });

  router.post('/approvals/sign-in', async (request, response) => {
    const { username, password } = readForm(request);
    const signedIn = await webSessions.signIn(response, 'customer', username, password);
    if (typeof signedIn === 'string') return showSignIn(response, languageOf(request), signedIn);
    response.redirect(303, '/approvals');
  });

  router.post('/approvals/sign-out', async (request, response) => {
    const session = await webSessions.find(request, 'customer');
    const { csrf } = readForm(request);
    if (session && isOwnForm(session, csrf)) await webSessions.signOut(request, response, 'customer');
    response.redirect(303, '/approvals');
  });

  router.post('/approvals/:consentId', (request, response) => decide(deps, request, response));
  return router;
}

async function decide(
  { provider, approvals, deliver, webSessions, resource }: ApprovalRouterDeps,
  request: Request,
  response: Response,
): Promise<void> {
  const language = languageOf(request);
  const session = await webSessions.find(request, 'customer');
  const { decision, csrf } = readForm(request);
  const isAnswer = decision === 'approve' || decision === 'deny';
  if (!session || !isOwnForm(session, csrf) || !isAnswer) return response.redirect(303, '/approvals');
  const { subject } = session.person;
  const approve = decision === 'approve';
  const outcome = await approvals.decide(
    String(request.params.consentId),
    subject,
    approve,
    approve ? await createGrant(provider, subject, resource) : null,
  );
  await deliver();
  sendEnd(response, language, outcome);
}

function sendEnd(response: Response, language: Language, outcome: Decision): void {
  const texts = PAGE_TEXTS[language];
  const [title, text] = texts.approvalEnds[outcome];
  const body = html`<h1>${title}</h1><p>${text}</p><p><a href="/approvals">${texts.backToApprovals}</a></p>`;
  sendPage(response, language, title, body, outcome === 'approved' || outcome === 'denied' ? 200 : 409);
}

/** A grant is nothing until a consent names it. */
async function createGrant(provider: Provider, accountId: string, resource: string): Promise<string> {
  const grant = new provider.Grant({ accountId, clientId: CUSTOMER_CLIENT });
  grant.addOIDCScope('openid');
  grant.addResourceScope(resource, 'payments');
  return grant.save();
}

function showSignIn(response: Response, language: Language, error?: 'wrong-password' | 'too-many-attempts'): void {
  const texts = PAGE_TEXTS[language];
  sendPage(
    response,
    language,
    texts.signIn,
    html`<h1>${texts.signIn}</h1>${signInForm(texts, '/approvals/sign-in', null, error)}`,
    error ? 401 : 200,
  );
}

function approvalsPage(
  language: Language,
  session: WebSession,
  pending: readonly PendingApproval[],
  lapsed: readonly Initiation[],
): Markup {
  const texts = PAGE_TEXTS[language];
  return html`<div id="approvals" data-shown="${pending.map((one) => one.consentId).join(' ')}">
${pending.length === 0 ? html`<h1>${texts.approvalsTitle}</h1><p class="empty">${texts.approvalsNone}</p>` : pending.map((one) => approvalCard(language, session, one))}
</div>
${lapsed.map((order) => html`<p class="note">${texts.lapsed(amountText(language, order), order.creditorName)}</p>`)}
<form method="post" action="/approvals/sign-out" class="who"><input type="hidden" name="csrf" value="${session.csrf}">${texts.signedInAs} ${session.person.name}<button class="link">${texts.signOut}</button></form>`;
}

function approvalCard(
  language: Language,
  session: WebSession,
  { consentId, bindingCode, debtorName, order }: PendingApproval,
): Markup {
  const texts = PAGE_TEXTS[language];
  return html`<section class="card"><h1>${texts.approvalQuestion}</h1>
<p>${texts.compare}</p><p class="code" translate="no">${bindingCode}</p>
<dl><dt>${texts.amount}</dt><dd class="amount">${amountText(language, order)}</dd>
<dt>${texts.payee}</dt><dd>${order.creditorName}<br><span class="digits">${formatIdentification(order.creditorIdentification)}</span></dd>
<dt>${texts.from}</dt><dd>${debtorName}<br><span class="digits">${formatIdentification(order.debtorIdentification)}</span></dd>
<dt>${texts.reference}</dt><dd>${order.reference}</dd></dl>
<form method="post" action="/approvals/${consentId}"><input type="hidden" name="csrf" value="${session.csrf}">
<button name="decision" value="approve">${texts.approve}</button><button class="quiet" name="decision" value="deny">${texts.deny}</button></form></section>`;
}

function amountText(language: Language, { amount, currency }: Initiation): string {
  return new Intl.NumberFormat(language, { style: 'currency', currency }).format(amount as `${number}`);
}
