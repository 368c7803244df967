import { randomInt } from 'node:crypto';
import { parseCookie, stringifySetCookie } from 'cookie';
import { type Request, type Response, Router } from 'express';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { z } from 'zod';
import type { LedgerService } from '../ledger/ledger-service.ts';
import { html, type Markup } from '../pages/html.ts';
import { languageOf, sendMessage, sendPage } from '../pages/page.ts';
import { PAGE_TEXTS } from '../pages/page-texts.ts';
import { readForm } from '../pages/read-form.ts';
import { signInForm } from '../pages/sign-in-form.ts';
import { isOwnForm, type WebSession, type WebSessions } from '../pages/web-session.ts';
import { DEVICE_CODE_SECONDS } from './device-flow.ts';
import type { DeviceRequest, DeviceService } from './device-service.ts';
import { accountList } from './interaction-router.ts';

export interface DeviceRouterDeps {
  readonly devices: DeviceService;
  readonly webSessions: WebSessions;
  readonly ledger: LedgerService;
  readonly secure: boolean;
}

/** Keeps the code from the link out of the address bar: who must match it should look at the device. */
const COOKIE = 'bank-device';
const UserCode = z.string().max(20).catch('');
/** Codes are of these letters (RFC 8628, 6.1). */
const LETTERS = 'BCDFGHJKLMNPQRSTVWXZ';
const CHOICES = 3;
/** Wrong codes that one customer may type in five minutes: of 20^8 codes that is no search. */
const GUESSES = { points: 8, duration: 300 };

/** The customer's page for a device: sign in, see what asks and from where, and match the code, which allows it. */
export function createDeviceRouter(deps: DeviceRouterDeps): Router {
  const router = Router();
  const guesses = new RateLimiterMemory(GUESSES);
  const remember = (response: Response, code: string) =>
    response.append(
      'set-cookie',
      stringifySetCookie({
        name: COOKIE,
        value: code,
        path: '/device',
        maxAge: code ? DEVICE_CODE_SECONDS : 0,
        httpOnly: true,
        sameSite: 'lax',
        secure: deps.secure,
      }),
    );

  router.get('/device', async (request, response) => {
    const linked = UserCode.parse(request.query.user_code);
    if (linked) {
      remember(response, linked);
      return response.redirect(303, '/device');
    }
    const session = await deps.webSessions.find(request, 'customer');
    if (!session) return showSignIn(request, response);
    const code = codeOf(request);
    if (!code) return showEntry(request, response, session);
    const key = session.person.subject;
    if (((await guesses.get(key))?.consumedPoints ?? 0) >= GUESSES.points)
      return showEntry(request, response, session, PAGE_TEXTS[languageOf(request)].tooManyAttempts, 429);
    const found = await deps.devices.find(code);
    if (found !== 'unknown') {
      if (typeof found !== 'string') return showRequest(deps, request, response, session, found);
      remember(response, '');
      return sendEnd(request, response, found);
    }
    remember(response, '');
    await guesses.consume(key).catch(() => {});
    showEntry(request, response, session, PAGE_TEXTS[languageOf(request)].deviceCodeWrong, 404);
  });

  router.post('/device/sign-in', async (request, response) => {
    const { username, password } = readForm(request);
    const signedIn = await deps.webSessions.signIn(response, 'customer', username, password);
    if (typeof signedIn === 'string') return showSignIn(request, response, signedIn);
    response.redirect(303, '/device');
  });

  router.post('/device/sign-out', async (request, response) => {
    const session = await deps.webSessions.find(request, 'customer');
    if (session && isOwnForm(session, readForm(request).csrf))
      await deps.webSessions.signOut(request, response, 'customer');
    response.redirect(303, '/device');
  });

  router.post('/device/code', (request, response) => {
    remember(response, UserCode.parse(request.body?.user_code));
    response.redirect(303, '/device');
  });

  router.post('/device/decision', async (request, response) => {
    const session = await deps.webSessions.find(request, 'customer');
    const { decision, csrf } = readForm(request);
    const code = codeOf(request);
    if (!session || !code || !decision || !isOwnForm(session, csrf)) return response.redirect(303, '/device');
    const found = await deps.devices.find(code);
    const matches = typeof found !== 'string' && decision === found.userCode;
    const outcome = matches ? await deps.devices.allow(code, session) : await deps.devices.deny(code);
    remember(response, '');
    sendEnd(request, response, outcome === 'denied' && decision !== 'deny' ? 'mismatch' : outcome);
  });
  return router;
}

function codeOf(request: Request): string {
  return UserCode.parse(parseCookie(request.headers.cookie ?? '')[COOKIE]);
}

function showSignIn(request: Request, response: Response, error?: 'wrong-password' | 'too-many-attempts'): void {
  const language = languageOf(request);
  const texts = PAGE_TEXTS[language];
  const body = html`<h1>${texts.deviceTitle}</h1><p>${texts.deviceSignIn}</p><p class="warning">${texts.deviceWarning}</p>
${signInForm(texts, '/device/sign-in', null, error)}`;
  sendPage(response, language, texts.deviceTitle, body, error ? 401 : 200);
}

function showEntry(request: Request, response: Response, session: WebSession, error?: string, status = 200): void {
  const language = languageOf(request);
  const texts = PAGE_TEXTS[language];
  const body = html`<h1>${texts.deviceTitle}</h1>${error && html`<p class="error" role="alert">${error}</p>`}
<p class="warning">${texts.deviceWarning}</p>
<form method="post" action="/device/code"><label>${texts.deviceCode}
<input name="user_code" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="20" required autofocus></label>
<button>${texts.continue}</button></form>${who(language, session)}`;
  sendPage(response, language, texts.deviceTitle, body, status);
}

async function showRequest(
  { ledger }: DeviceRouterDeps,
  request: Request,
  response: Response,
  session: WebSession,
  { device, branchName, userCode }: DeviceRequest,
): Promise<void> {
  const language = languageOf(request);
  const texts = PAGE_TEXTS[language];
  const accounts = await ledger.accountsOf(session.person.subject);
  const body = html`<div class="dense"><h1>${texts.deviceQuestion}</h1>
<dl><dt>${texts.device}</dt><dd>${texts.deviceKinds[device]}</dd><dt>${texts.deviceBranch}</dt><dd>${branchName}</dd></dl>
<p class="warning">${texts.deviceWarning}</p>
<p>${texts.deviceMeaning(session.person.name)} ${texts.consentItems.join(', ').toLowerCase()}.</p>
<details><summary>${texts.consentAccounts}</summary>${accountList(accounts)}</details></div>
<form method="post" action="/device/decision"><input type="hidden" name="csrf" value="${session.csrf}">
<h2>${texts.deviceMatch}</h2>
${withDecoys(userCode).map((code) => html`<button class="choice" name="decision" value="${code}" translate="no">${code}</button>`)}
<button class="quiet" name="decision" value="deny">${texts.deviceNotMine}</button></form>${who(language, session)}`;
  sendPage(response, language, texts.deviceQuestion, body);
}

function who(language: 'en' | 'ru', session: WebSession): Markup {
  const texts = PAGE_TEXTS[language];
  return html`<form method="post" action="/device/sign-out" class="who"><input type="hidden" name="csrf" value="${session.csrf}">${texts.signedInAs} ${session.person.name}<button class="link">${texts.notYou}</button></form>`;
}

function sendEnd(
  request: Request,
  response: Response,
  end: 'allowed' | 'denied' | 'mismatch' | 'decided' | 'expired' | 'unknown',
): void {
  const language = languageOf(request);
  const [title, text] = PAGE_TEXTS[language].deviceEnds[end];
  sendMessage(response, language, title, text, end === 'allowed' || end === 'denied' ? 200 : 409);
}

/** The code among others, in any order: which one is right only the device knows. */
function withDecoys(userCode: string): string[] {
  const codes = [userCode];
  while (codes.length < CHOICES) codes.splice(randomInt(codes.length + 1), 0, randomCode());
  return codes;
}

function randomCode(): string {
  const letters = Array.from({ length: 8 }, () => LETTERS.charAt(randomInt(LETTERS.length)));
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
}
