import { json, Router } from 'express';
import { commonErrors } from '../../shared/endpoint.ts';
import { cancelDeviceSignIn, pollDeviceSignIn, startDeviceSignIn } from '../../shared/identity.ts';
import { refuseForeignOrigin, sendProblem } from '../lib/mount-routes.ts';
import type { SessionCookies } from './cookies.ts';
import type { DeviceSignInService } from './device-sign-in-service.ts';
import { sessionOf } from './identity-routes.ts';
import type { SessionService } from './session-service.ts';

export interface DeviceSignInRouteDeps {
  readonly origin: string;
  readonly cookies: SessionCookies;
  readonly sessions: SessionService;
  readonly deviceSignIn: DeviceSignInService;
  /** The name of a branch as its people read it; undefined where there is no such branch. */
  readonly branchName: (branchId: string, language: 'en' | 'ru') => string | undefined;
}

const MAX_BODY_BYTES = 1024;

/** Sign-in by phone; `http.ts` limits how often it is begun. The cookies are why these are plain routes: the code is the browser's to show, the attempt its alone. */
export function createDeviceSignInRouter(deps: DeviceSignInRouteDeps): Router {
  const { cookies, sessions, deviceSignIn } = deps;
  const router = Router();
  router.use(startDeviceSignIn.path, refuseForeignOrigin(deps.origin));

  router.post(startDeviceSignIn.path, json({ limit: MAX_BODY_BYTES }), async (request, response) => {
    const body = startDeviceSignIn.body.safeParse(request.body);
    if (!body.success) return sendProblem(response, 'request-malformed', commonErrors['request-malformed']);
    const { branchId, device, language } = body.data;
    const branchName = deps.branchName(branchId, language);
    if (!branchName) return sendProblem(response, 'branch-unknown', startDeviceSignIn.errors['branch-unknown']);
    const earlier = cookies.device(request);
    if (earlier) await deviceSignIn.cancel(earlier);
    const started = await deviceSignIn.start({ device, branchName });
    if (!started.ok) return sendProblem(response, started.error, commonErrors[started.error]);
    const { attemptCookie, ...answer } = started.value;
    cookies.setDevice(response, attemptCookie, new Date(Date.now() + answer.lifetimeMs));
    response.json(answer);
  });

  router.post(pollDeviceSignIn.path, async (request, response) => {
    const attempt = cookies.device(request);
    if (!attempt) return response.json({ state: 'expired' });
    const outcome = await deviceSignIn.poll(attempt);
    if (outcome.state === 'pending') return response.json(outcome);
    cookies.clearDevice(response);
    if (outcome.state === 'signed-in') {
      const previous = await sessionOf(request, 'customer', cookies, sessions);
      if (previous) await sessions.end(previous.principal.sessionId);
      cookies.setSession(response, 'customer', outcome.cookie, outcome.expiresAt);
    }
    response.json({ state: outcome.state });
  });

  router.post(cancelDeviceSignIn.path, async (request, response) => {
    const attempt = cookies.device(request);
    if (attempt) await deviceSignIn.cancel(attempt);
    cookies.clearDevice(response);
    response.json({});
  });
  return router;
}
