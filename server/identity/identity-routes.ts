import { randomUUID } from 'node:crypto';
import { json, type Request, type Response, Router } from 'express';
import type { Audience } from '../../shared/endpoint.ts';
import { commonErrors } from '../../shared/endpoint.ts';
import { readSession, type SessionView, signOut } from '../../shared/identity.ts';
import { sendProblem } from '../lib/mount-routes.ts';
import type { Principal } from '../lib/principal.ts';
import { BANK_SIGN_OUT_RETURN, type BankSignOut } from './bank-sign-out.ts';
import type { SessionCookies } from './cookies.ts';
import { makePseudonym, SIGN_IN_LIFETIME_MS, safeReturnPath } from './identity-rules.ts';
import type { OpenSession, SessionService } from './session-service.ts';
import type { SignInService } from './sign-in-service.ts';

export interface IdentityRouteDeps {
  readonly publicUrl: URL;
  readonly cookies: SessionCookies;
  readonly sessions: SessionService;
  readonly signIn: SignInService;
  readonly bankSignOut: BankSignOut;
}

/** Finds out who is asking; guests are people too, of one request. */
export interface Authenticator {
  principal(request: Request, audience: Audience | 'anyone'): Promise<Principal | null>;
}

export function createAuthenticator({
  cookies,
  sessions,
}: Pick<IdentityRouteDeps, 'cookies' | 'sessions'>): Authenticator {
  return {
    async principal(request, audience) {
      const wanted = audience === 'anyone' ? 'customer' : audience;
      const session = await sessionOf(request, wanted, cookies, sessions);
      if (session) return session.principal;
      return audience === 'anyone'
        ? { kind: 'guest', sessionId: randomUUID(), pseudonym: makePseudonym(Math.random(), Math.random()) }
        : null;
    },
  };
}

export async function sessionOf(
  request: Request,
  audience: Audience,
  cookies: SessionCookies,
  sessions: SessionService,
): Promise<OpenSession | null> {
  const cookie = cookies.session(request, audience);
  return cookie ? sessions.find(cookie, audience) : null;
}

const MAX_BODY_BYTES = 1024;

/** Sign-in and sign-out touch cookies and redirect the browser, so they are plain routes beside the typed endpoints. */
export function createIdentityRouter(deps: IdentityRouteDeps): Router {
  const { publicUrl, cookies, sessions, signIn, bankSignOut } = deps;
  const router = Router();
  const audiences: readonly Audience[] = ['customer', 'staff'];

  for (const audience of audiences) {
    router.get(`/api/sign-in/${audience}`, async (request, response) => {
      const begun = await signIn.begin(audience, request.query.returnTo, request.query.fresh === '1');
      if (!begun.ok) return redirect(response, `${audience === 'staff' ? '/desk' : '/flat'}?sign-in=sign-in-failed`);
      cookies.setAttempt(response, audience, begun.value.attemptCookie, new Date(Date.now() + SIGN_IN_LIFETIME_MS));
      redirect(response, begun.value.location);
    });

    router.get(`/api/sign-in/callback/${audience}`, async (request, response) => {
      const previous = await sessionOf(request, audience, cookies, sessions);
      const outcome = await signIn.finish(
        audience,
        new URL(request.originalUrl, publicUrl),
        cookies.attempt(request, audience),
        previous,
      );
      cookies.clearAttempt(response, audience);
      if (!outcome.signedIn) {
        const back = new URL(outcome.returnTo, publicUrl);
        back.searchParams.set('sign-in', outcome.failure);
        return redirect(response, back.pathname + back.search + back.hash);
      }
      if (previous) await sessions.end(previous.principal.sessionId);
      cookies.setSession(response, audience, outcome.cookie, outcome.expiresAt);
      redirect(response, outcome.returnTo);
    });
  }

  router.get(readSession.path, async (request, response) => {
    const [customer, staff] = await Promise.all(
      audiences.map((audience) => sessionOf(request, audience, cookies, sessions)),
    );
    const view: SessionView = { customer: viewOf(customer), staff: null };
    if (staff?.principal.kind === 'staff')
      view.staff = { ...viewOf(staff), roles: [...staff.principal.roles] } as SessionView['staff'];
    response.json(view);
  });

  router.post(signOut.path, json({ limit: MAX_BODY_BYTES }), async (request, response, next) => {
    const params = signOut.params.safeParse(request.params);
    if (!params.success) return next();
    const body = signOut.body.safeParse(request.body);
    if (!body.success) return sendProblem(response, 'request-malformed', commonErrors['request-malformed']);
    const { audience } = params.data;
    const session = await sessionOf(request, audience, cookies, sessions);
    const idToken = session && (await sessions.end(session.principal.sessionId));
    cookies.clearSession(response, audience);
    const bankSignOutUrl = idToken ? await bankSignOut.urlFor(audience, idToken, body.data?.returnTo ?? '/') : null;
    response.json({ bankSignOutUrl });
  });

  // The way back from the bank. It changes nothing, and leads to a page of the branch whoever made the link.
  router.get(`${BANK_SIGN_OUT_RETURN}/:audience`, (request, response) =>
    redirect(response, safeReturnPath(request.query.state)),
  );

  return router;
}

function viewOf(session: OpenSession | null | undefined) {
  if (!session) return null;
  const { legalName, pseudonym } = session.principal;
  return { legalName, pseudonym, expiresAt: session.expiresAt.toISOString() };
}

function redirect(response: Response, location: string): void {
  response.redirect(303, location);
}
