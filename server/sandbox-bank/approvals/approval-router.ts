import { type Request, type Response, Router } from 'express';
import type Provider from 'oidc-provider';
import { CUSTOMER_CLIENT } from '../oidc/providers.ts';
import { html } from '../pages/html.ts';
import { languageOf, sendPage } from '../pages/page.ts';
import { type Language, PAGE_TEXTS } from '../pages/page-texts.ts';
import { readForm } from '../pages/read-form.ts';
import { signInForm } from '../pages/sign-in-form.ts';
import { isOwnForm, type WebSession, type WebSessions } from '../pages/web-session.ts';
import { readAssertion } from '../passkeys/credential-json.ts';
import type { PasskeyService } from '../passkeys/passkey-service.ts';
import { approvalsPage, endOf, endPage, listVersion, type WaitingRequest } from './approval-pages.ts';
import type { ApprovalReader, ApprovalView } from './approval-reader.ts';
import type { Answer, ApprovalService, Decision } from './approval-service.ts';
import { APPROVAL_TEXTS, type End } from './approval-texts.ts';

export interface ApprovalRouterDeps {
  readonly provider: Provider;
  readonly approvals: ApprovalService;
  readonly reader: ApprovalReader;
  readonly passkeys: PasskeyService;
  /** Tells the issuer; never rejects, for the decision stands also where it was not heard yet. */
  readonly deliver: () => Promise<void>;
  readonly webSessions: WebSessions;
  readonly resource: string;
}

/** The customer's page on the phone: what waits, and yes or no. */
export function createApprovalRouter(deps: ApprovalRouterDeps): Router {
  const { reader, webSessions } = deps;
  const router = Router();

  router.get('/approvals', async (request, response) => {
    const session = await webSessions.find(request, 'customer');
    if (!session) return showSignIn(response, languageOf(request));
    const { waiting, ended } = await reader.current(session.person.subject, session.id);
    await showList(deps, request, response, session, waiting, ended);
  });

  /** What the page asks each second, to show what is new by itself; 401 once nobody is signed in. */
  router.get('/approvals/version', async (request, response) => {
    const session = await webSessions.find(request, 'customer');
    if (!session) return void response.status(401).json({ error: 'signed-out' });
    const { waiting, ended } = await reader.current(session.person.subject, session.id);
    const answer = { version: listVersion([...waiting, ...ended]), waiting: waiting.map((one) => one.consentId) };
    response.set('cache-control', 'no-store').json(answer);
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

  /** One request: the question while it waits, afterwards the word on it. As JSON `{state}`, for a page that lost its answer. */
  router.get('/approvals/:consentId', async (request, response) => {
    const session = await webSessions.find(request, 'customer');
    const wantsJson = request.accepts('html', 'json') === 'json';
    if (!session && wantsJson) return void response.status(401).json({ error: 'signed-out' });
    if (!session) return showSignIn(response, languageOf(request));
    const view = await reader.find(request.params.consentId, session.person.subject, session.id);
    if (wantsJson) return void response.set('cache-control', 'no-store').json({ state: view?.state ?? 'expired' });
    if (view?.state === 'pending') return showList(deps, request, response, session, [view], []);
    sendEnd(response, languageOf(request), (view && endOf(view)) ?? 'expired', view);
  });

  router.post('/approvals/:consentId', (request, response) => decide(deps, request, response));
  return router;
}

async function showList(
  { passkeys }: ApprovalRouterDeps,
  request: Request,
  response: Response,
  session: WebSession,
  waiting: readonly ApprovalView[],
  ended: readonly ApprovalView[],
): Promise<void> {
  const language = languageOf(request);
  const asked: WaitingRequest[] = [];
  for (const view of waiting)
    asked.push({ view, question: await passkeys.ask(session.person.subject, view.facts, view.expiresAt) });
  const page = approvalsPage(language, session, asked, ended, listVersion([...waiting, ...ended]));
  sendPage(response, language, APPROVAL_TEXTS[language].title, page, 200, ['approvals.js']);
}

async function decide(deps: ApprovalRouterDeps, request: Request, response: Response): Promise<void> {
  const { provider, approvals, reader, passkeys, deliver, webSessions, resource } = deps;
  const session = await webSessions.find(request, 'customer');
  const wantsJson = request.accepts('html', 'json') === 'json';
  const { decision, csrf, nonce, credential } = readForm(request);
  const isAnswer = decision === 'approve' || decision === 'deny';
  if (!session || !isOwnForm(session, csrf) || !isAnswer) {
    if (wantsJson) return void response.status(403).json({ error: 'form-refused' });
    return response.redirect(303, '/approvals');
  }
  const { subject } = session.person;
  const consentId = String(request.params.consentId);
  const assertion = readAssertion(credential);
  const grant = decision === 'approve' ? await createGrant(provider, subject, resource) : null;
  const answer: Answer = grant
    ? {
        decision: 'approve',
        grantId: grant.jti,
        prove: async (trx, facts) => assertion !== null && passkeys.consume(trx, subject, facts, { nonce, assertion }),
      }
    : { decision: 'deny' };
  const outcome = await approvals.decide(consentId, { customer: subject, sessionId: session.id }, answer);
  if (outcome !== 'approved') await grant?.destroy();
  await deliver();
  const status = STATUS[outcome];
  if (wantsJson) return void response.status(status).json({ outcome });
  if (outcome === 'passkey-refused') return response.redirect(303, '/approvals');
  const view = await reader.find(consentId, subject, session.id);
  sendEnd(response, languageOf(request), outcome, view, status);
}

const STATUS = {
  approved: 200,
  denied: 200,
  'already-approved': 409,
  'already-denied': 409,
  'already-withdrawn': 409,
  expired: 409,
  'passkey-refused': 403,
} as const satisfies Record<Decision, number>;

function sendEnd(response: Response, language: Language, end: End, view: ApprovalView | null, status = 200): void {
  const [title] = APPROVAL_TEXTS[language].ends[end];
  sendPage(response, language, title, endPage(language, end, view), status);
}

/** A grant is nothing until a consent names it. */
async function createGrant(provider: Provider, accountId: string, resource: string) {
  const grant = new provider.Grant({ accountId, clientId: CUSTOMER_CLIENT });
  grant.addOIDCScope('openid');
  grant.addResourceScope(resource, 'payments');
  await grant.save();
  return grant;
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
