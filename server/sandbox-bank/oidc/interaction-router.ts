import { type Request, type Response, Router } from 'express';
import type Provider from 'oidc-provider';
import type { ConsentStore } from '../api/consent-store.ts';
import type { LedgerService } from '../ledger/ledger-service.ts';
import { html, type Markup } from '../pages/html.ts';
import { languageOf, sendMessage, sendPage } from '../pages/page.ts';
import { PAGE_TEXTS } from '../pages/page-texts.ts';
import { readForm } from '../pages/read-form.ts';
import { signInForm } from '../pages/sign-in-form.ts';
import { isOwnForm, type WebSessions } from '../pages/web-session.ts';
import { giveGrant } from './give-grant.ts';
import { INTENT_PARAM } from './providers.ts';

export interface InteractionDeps {
  /** `fapi1` is the customers' issuer under mutual TLS. */
  readonly issuer: 'customers' | 'fapi1' | 'staff';
  readonly provider: Provider;
  readonly webSessions: WebSessions;
  readonly consents: ConsentStore;
  readonly ledger: LedgerService;
  /** Resource that customers grant access to. */
  readonly resource: string;
}

/** The pages between the authorization request and its answer: who are you, and do you share this. */
export function createInteractionRouter(deps: InteractionDeps): Router {
  const { issuer, provider } = deps;
  const router = Router();
  const base = `/sign-in/${issuer}/:uid`;
  router.get(
    base,
    guarded((request, response) => show(deps, request, response)),
  );
  router.post(
    `${base}/login`,
    guarded((request, response) => login(deps, request, response)),
  );
  router.post(
    `${base}/consent`,
    guarded((request, response) => decide(deps, request, response)),
  );
  return router;

  function guarded(handle: (request: Request, response: Response) => Promise<void>) {
    return async (request: Request, response: Response) => {
      try {
        await provider.interactionDetails(request, response);
      } catch {
        const language = languageOf(request);
        return sendMessage(response, language, PAGE_TEXTS[language].expiredTitle, PAGE_TEXTS[language].expired, 400);
      }
      await handle(request, response);
    };
  }
}

const kindOf = ({ issuer }: InteractionDeps): 'customer' | 'staff' => (issuer === 'staff' ? 'staff' : 'customer');

async function show(deps: InteractionDeps, request: Request, response: Response): Promise<void> {
  const { prompt, uid, session, params } = await deps.provider.interactionDetails(request, response);
  if (prompt.name === 'login') return showSignIn(deps, request, response, uid);
  if (deps.issuer === 'staff') return grant(deps, request, response, session?.accountId ?? '');
  const consent = await deps.consents.find(String(params[INTENT_PARAM]), 'account');
  if (consent?.status !== 'AWAU' || consent.client_id !== params.client_id) {
    const language = languageOf(request);
    return sendMessage(response, language, PAGE_TEXTS[language].overTitle, PAGE_TEXTS[language].over, 409);
  }
  await showConsent(deps, request, response, uid, session?.accountId ?? '');
}

/** Asked for by `prompt=login`, or by `max_age` (0 is the same): then somebody who is known proves again who they are. */
function mustAskAnew({ reasons }: { readonly reasons: readonly string[] }): boolean {
  return reasons.includes('login_prompt') || reasons.includes('max_age');
}

async function showSignIn(
  deps: InteractionDeps,
  request: Request,
  response: Response,
  uid: string,
  error?: 'wrong-password' | 'too-many-attempts',
): Promise<void> {
  const language = languageOf(request);
  const texts = PAGE_TEXTS[language];
  const title = deps.issuer === 'staff' ? texts.signInStaff : texts.signIn;
  const { prompt } = await deps.provider.interactionDetails(request, response);
  const known = error || mustAskAnew(prompt) ? null : await deps.webSessions.find(request, kindOf(deps));
  const form = signInForm(texts, `/sign-in/${deps.issuer}/${uid}/login`, known, error);
  sendPage(
    response,
    language,
    title,
    html`<h1>${title}</h1>${deps.issuer !== 'staff' && html`<p>${texts.signInIntro}</p>`}${form}`,
    error ? 401 : 200,
  );
}

async function login(deps: InteractionDeps, request: Request, response: Response): Promise<void> {
  const { uid, prompt } = await deps.provider.interactionDetails(request, response);
  if (prompt.name !== 'login') return response.redirect(303, `/sign-in/${deps.issuer}/${uid}`);
  const { username, password, decision, csrf } = readForm(request);
  const known = mustAskAnew(prompt) ? null : await deps.webSessions.find(request, kindOf(deps));
  if (known && decision && isOwnForm(known, csrf)) {
    if (decision === 'continue') return finishLogin(deps, request, response, known.person.subject);
    await deps.webSessions.signOut(request, response, kindOf(deps));
    return response.redirect(303, `/sign-in/${deps.issuer}/${uid}`);
  }
  const signedIn = await deps.webSessions.signIn(response, kindOf(deps), username, password);
  if (typeof signedIn === 'string') return showSignIn(deps, request, response, uid, signedIn);
  await finishLogin(deps, request, response, signedIn.person.subject);
}

async function finishLogin(
  { provider }: InteractionDeps,
  request: Request,
  response: Response,
  accountId: string,
): Promise<void> {
  const interaction = await provider.interactionDetails(request, response);
  const earlier = interaction.session;
  if (earlier && earlier.accountId !== accountId) {
    // Another person signed in here before. Their session at the issuer ends, or it would stand in the way of this one.
    await (await provider.Session.findByUid(earlier.uid))?.destroy();
    delete interaction.session;
    await interaction.save(interaction.exp - Math.floor(Date.now() / 1000));
  }
  await provider.interactionFinished(
    request,
    response,
    { login: { accountId, remember: false } },
    { mergeWithLastSubmission: false },
  );
}

async function showConsent(
  deps: InteractionDeps,
  request: Request,
  response: Response,
  uid: string,
  subject: string,
): Promise<void> {
  const language = languageOf(request);
  const texts = PAGE_TEXTS[language];
  const session = await deps.webSessions.find(request, 'customer');
  // The page asks the person whose browser this is; another one signed in meanwhile must not answer for them.
  if (session?.person.subject !== subject)
    return sendMessage(response, language, texts.expiredTitle, texts.expired, 400);
  const accounts = await deps.ledger.accountsOf(subject);
  const body = html`<h1>${texts.consentTitle}</h1>
<p>${texts.consentIntro}</p><ul class="ticks">${texts.consentItems.map((item) => html`<li>${item}</li>`)}</ul>
<h2>${texts.consentAccounts}</h2>
${accountList(accounts)}
<p class="note">${texts.consentNote}</p>
<form method="post" action="/sign-in/${deps.issuer}/${uid}/consent"><input type="hidden" name="csrf" value="${session.csrf}">
<button name="decision" value="allow">${texts.allow}</button><button class="quiet" name="decision" value="deny">${texts.deny}</button></form>`;
  sendPage(response, language, texts.consentTitle, body);
}

async function decide(deps: InteractionDeps, request: Request, response: Response): Promise<void> {
  const details = await deps.provider.interactionDetails(request, response);
  const session = await deps.webSessions.find(request, 'customer');
  const { decision, csrf } = readForm(request);
  const subject = details.session?.accountId;
  if (
    details.prompt.name !== 'consent' ||
    !session ||
    session.person.subject !== subject ||
    !isOwnForm(session, csrf) ||
    (decision !== 'allow' && decision !== 'deny')
  ) {
    const language = languageOf(request);
    return sendMessage(response, language, PAGE_TEXTS[language].expiredTitle, PAGE_TEXTS[language].expired, 400);
  }
  if (decision === 'allow') return grant(deps, request, response, subject);
  await deps.consents.reject(String(details.params[INTENT_PARAM]), 'account');
  await deps.provider.interactionFinished(
    request,
    response,
    { error: 'access_denied', error_description: 'denied by the customer' },
    { mergeWithLastSubmission: false },
  );
}

/** Gives what was asked for; for a customer, only together with the consent that this request names. */
async function grant(deps: InteractionDeps, request: Request, response: Response, accountId: string): Promise<void> {
  const { provider, consents, resource, issuer } = deps;
  const { params } = await provider.interactionDetails(request, response);
  const grantId = await giveGrant(provider, {
    accountId,
    clientId: String(params.client_id),
    scope: String(params.scope),
    resource: issuer === 'staff' ? null : resource,
  });
  if (issuer !== 'staff') {
    const authorised = await consents.authorise(String(params[INTENT_PARAM]), 'account', {
      clientId: String(params.client_id),
      customer: accountId,
      grantId,
    });
    if (!authorised) {
      await provider.interactionFinished(
        request,
        response,
        { error: 'access_denied', error_description: 'the consent is not awaiting authorisation' },
        { mergeWithLastSubmission: false },
      );
      return;
    }
  }
  await provider.interactionFinished(request, response, { consent: { grantId } }, { mergeWithLastSubmission: true });
}

export function accountList(accounts: readonly { readonly name: string; readonly identification: string }[]): Markup {
  return html`<ul class="accounts">${accounts.map((account) => html`<li><strong>${account.name}</strong><span>${formatIdentification(account.identification)}</span></li>`)}</ul>`;
}

/** 20451431926819 → 20-45-14 31926819. */
function formatIdentification(identification: string): string {
  return identification.replace(/^(\d\d)(\d\d)(\d\d)(\d{8})$/, '$1-$2-$3 $4');
}
