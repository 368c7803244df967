import { type Request, type Response, Router } from 'express';
import { languageOf, sendPage } from '../pages/page.ts';
import { readForm } from '../pages/read-form.ts';
import { isOwnForm, type WebSession, type WebSessions } from '../pages/web-session.ts';
import { readRegistration } from './credential-json.ts';
import type { Enrolling, EnrolmentService } from './enrolment-service.ts';
import { codePage, listPage, messagesPage, passwordPage, removePage } from './passkey-pages.ts';
import type { PasskeyService } from './passkey-service.ts';
import { PASSKEY_TEXTS } from './passkey-texts.ts';
import type { TextMessages } from './text-messages.ts';

export interface PasskeyRouterDeps {
  readonly passkeys: PasskeyService;
  readonly enrolment: EnrolmentService;
  readonly texts: TextMessages;
  readonly webSessions: WebSessions;
}

type Handle = (
  deps: PasskeyRouterDeps,
  request: Request,
  response: Response,
  session: WebSession,
) => Promise<void> | void;
type Answer = (deps: PasskeyRouterDeps, request: Request, session: WebSession) => Promise<object | string>;

/** The customer's passkeys: see them, make one with password and code, remove one with the password. */
export function createPasskeyRouter(deps: PasskeyRouterDeps): Router {
  const router = Router();
  router.get('/passkeys', page(deps, showList));
  router.get('/passkeys/new', page(deps, showNew));
  router.post('/passkeys/code', form(deps, sendCode));
  router.post('/passkeys/options', json(deps, begin));
  router.post('/passkeys', json(deps, finish));
  router.get('/passkeys/remove', page(deps, askRemove));
  router.post('/passkeys/remove', form(deps, remove));
  router.get('/sandbox/messages', page(deps, showMessages));
  return router;
}

/** For whoever is signed in; others sign in first. */
function page(deps: PasskeyRouterDeps, handle: Handle) {
  return async (request: Request, response: Response) => {
    const session = await deps.webSessions.find(request, 'customer');
    if (!session) return response.redirect(303, '/approvals');
    await handle(deps, request, response, session);
  };
}

function form(deps: PasskeyRouterDeps, handle: Handle) {
  return page(deps, (_deps, request, response, session) =>
    isOwnForm(session, readForm(request).csrf)
      ? handle(deps, request, response, session)
      : response.redirect(303, '/passkeys'),
  );
}

/** A form that `passkeys.js` sends: text is why it was refused. */
function json(deps: PasskeyRouterDeps, answer: Answer) {
  return async (request: Request, response: Response) => {
    const session = await deps.webSessions.find(request, 'customer');
    if (!session || !isOwnForm(session, readForm(request).csrf))
      return void response.status(403).json({ error: 'signed-out' });
    const answered = await answer(deps, request, session);
    response.set('cache-control', 'no-store');
    if (typeof answered === 'string') return void response.status(422).json({ error: answered });
    response.json(answered);
  };
}

const textsOf = (request: Request) => PASSKEY_TEXTS[languageOf(request)];

const showList: Handle = async ({ passkeys }, request, response, { person }) => {
  const language = languageOf(request);
  sendPage(response, language, textsOf(request).title, listPage(language, await passkeys.list(person.subject)));
};

const showNew: Handle = async ({ enrolment }, request, response, session) => {
  const language = languageOf(request);
  const isCodeSent = request.query.again === undefined && (await enrolment.isOpen(enrolling(session)));
  const body = isCodeSent ? codePage(language, session) : passwordPage(language, session, null);
  sendPage(response, language, textsOf(request).newTitle, body, 200, isCodeSent ? ['passkeys.js'] : []);
};

const sendCode: Handle = async ({ enrolment, webSessions }, request, response, session) => {
  const language = languageOf(request);
  const texts = textsOf(request);
  const checked = await webSessions.confirm(session, readForm(request).password);
  const sent = checked === 'right' ? await enrolment.sendCode(enrolling(session), texts.smsCode) : checked;
  if (sent === 'sent') return response.redirect(303, '/passkeys/new');
  const body = passwordPage(language, session, texts.errors[sent]);
  sendPage(response, language, texts.newTitle, body, checked === 'right' ? 429 : 401);
};

const begin: Answer = ({ enrolment }, request, session) => enrolment.begin(enrolling(session), readForm(request).code);

const finish: Answer = async ({ enrolment, texts }, request, session) => {
  const made = readRegistration(readForm(request).credential);
  const outcome = made ? await enrolment.finish(enrolling(session), made) : 'passkey-refused';
  if (outcome !== 'enrolled') return outcome;
  await texts.send(session.person.subject, textsOf(request).smsAdded);
  return { enrolled: true };
};

const askRemove: Handle = (_deps, request, response, session) => {
  const language = languageOf(request);
  const credential = typeof request.query.credential === 'string' ? request.query.credential : '';
  sendPage(response, language, textsOf(request).removeTitle, removePage(language, session, credential, null));
};

const remove: Handle = async ({ passkeys, texts, webSessions }, request, response, session) => {
  const language = languageOf(request);
  const { credential, password } = readForm(request);
  const checked = await webSessions.confirm(session, password);
  if (checked !== 'right') {
    const body = removePage(language, session, credential, textsOf(request).errors[checked]);
    return sendPage(response, language, textsOf(request).removeTitle, body, 401);
  }
  const isRemoved = await passkeys.remove(session.person.subject, credential);
  if (isRemoved) await texts.send(session.person.subject, textsOf(request).smsRemoved);
  response.redirect(303, '/passkeys');
};

const showMessages: Handle = async ({ texts }, request, response, { person }) => {
  const language = languageOf(request);
  sendPage(
    response,
    language,
    textsOf(request).messagesTitle,
    messagesPage(language, await texts.latest(person.subject)),
  );
};

function enrolling({ id, person }: WebSession): Enrolling {
  return { subject: person.subject, name: person.name, username: person.username, sessionId: id };
}
