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

type Handle = (request: Request, response: Response, session: WebSession) => Promise<void> | void;

/** The customer's passkeys: see them, make one with password and code, remove one with the password. */
export function createPasskeyRouter({ passkeys, enrolment, texts, webSessions }: PasskeyRouterDeps): Router {
  const router = Router();
  const textsOf = (request: Request) => PASSKEY_TEXTS[languageOf(request)];

  /** Pages for whoever is signed in; others sign in first. */
  const page = (handle: Handle) => async (request: Request, response: Response) => {
    const session = await webSessions.find(request, 'customer');
    if (!session) return response.redirect(303, '/approvals');
    await handle(request, response, session);
  };
  const form = (handle: Handle) =>
    page((request, response, session) =>
      isOwnForm(session, readForm(request).csrf)
        ? handle(request, response, session)
        : response.redirect(303, '/passkeys'),
    );
  /** Forms that `passkeys.js` sends. */
  const json = (handle: (request: Request, session: WebSession) => Promise<object | string>) => {
    return async (request: Request, response: Response) => {
      const session = await webSessions.find(request, 'customer');
      if (!session || !isOwnForm(session, readForm(request).csrf))
        return void response.status(403).json({ error: 'signed-out' });
      const answer = await handle(request, session);
      response
        .status(typeof answer === 'string' ? 422 : 200)
        .set('cache-control', 'no-store')
        .json(typeof answer === 'string' ? { error: answer } : answer);
    };
  };

  router.get(
    '/passkeys',
    page(async (request, response, session) => {
      const language = languageOf(request);
      sendPage(
        response,
        language,
        textsOf(request).title,
        listPage(language, await passkeys.list(session.person.subject)),
      );
    }),
  );

  router.get(
    '/passkeys/new',
    page(async (request, response, session) => {
      const language = languageOf(request);
      const isCodeSent = request.query.again === undefined && (await enrolment.isOpen(enrolling(session)));
      const body = isCodeSent ? codePage(language, session) : passwordPage(language, session, null);
      sendPage(response, language, textsOf(request).newTitle, body, 200, isCodeSent ? ['passkeys.js'] : []);
    }),
  );

  router.post(
    '/passkeys/code',
    form(async (request, response, session) => {
      const language = languageOf(request);
      const checked = await webSessions.confirm(session, readForm(request).password);
      const sent =
        checked === 'right'
          ? await enrolment.sendCode(enrolling(session), (code) => textsOf(request).smsCode(code))
          : checked;
      if (sent === 'sent') return response.redirect(303, '/passkeys/new');
      const body = passwordPage(language, session, textsOf(request).errors[sent]);
      sendPage(response, language, textsOf(request).newTitle, body, checked === 'right' ? 429 : 401);
    }),
  );

  router.post(
    '/passkeys/options',
    json((request, session) => enrolment.begin(enrolling(session), readForm(request).code)),
  );

  router.post(
    '/passkeys',
    json(async (request, session) => {
      const made = readRegistration(readForm(request).credential);
      const outcome = made ? await enrolment.finish(enrolling(session), made) : 'passkey-refused';
      if (outcome !== 'enrolled') return outcome;
      await texts.send(session.person.subject, textsOf(request).smsAdded);
      return { enrolled: true };
    }),
  );

  router.get(
    '/passkeys/remove',
    page((request, response, session) => {
      const language = languageOf(request);
      const { credential } = readForm({ body: request.query } as Request);
      sendPage(response, language, textsOf(request).removeTitle, removePage(language, session, credential, null));
    }),
  );

  router.post(
    '/passkeys/remove',
    form(async (request, response, session) => {
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
    }),
  );

  router.get(
    '/sandbox/messages',
    page(async (request, response, session) => {
      const language = languageOf(request);
      const messages = messagesPage(language, await texts.latest(session.person.subject));
      sendPage(response, language, textsOf(request).messagesTitle, messages);
    }),
  );
  return router;
}

function enrolling({ id, person }: WebSession): Enrolling {
  return { subject: person.subject, name: person.name, username: person.username, sessionId: id };
}
