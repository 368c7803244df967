import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';
import type { Audience } from '../../shared/endpoint.ts';

/** Cookie names and attributes. Over https they carry the `__Host-` prefix: this host alone, whole site, never in clear text. */
export interface SessionCookies {
  session(request: Pick<Request, 'headers'>, audience: Audience): string | undefined;
  attempt(request: Pick<Request, 'headers'>, audience: Audience): string | undefined;
  setSession(response: Response, audience: Audience, value: string, expires: Date): void;
  setAttempt(response: Response, audience: Audience, value: string, expires: Date): void;
  clearSession(response: Response, audience: Audience): void;
  clearAttempt(response: Response, audience: Audience): void;
}

export function createSessionCookies(secure: boolean): SessionCookies {
  const prefix = secure ? '__Host-' : '';
  const names = {
    customer: `${prefix}atrium-customer`,
    staff: `${prefix}atrium-staff`,
  };
  const set = (response: Response, name: string, value: string, expires: Date) =>
    // Lax, not Strict: the way back from the bank's page is a cross-site navigation that must bring the cookie.
    response.append(
      'set-cookie',
      stringifySetCookie({ name, value, expires, path: '/', httpOnly: true, sameSite: 'lax', secure }),
    );
  const read = (request: Pick<Request, 'headers'>, name: string) => parseCookie(request.headers.cookie ?? '')[name];
  return {
    session: (request, audience) => read(request, names[audience]),
    attempt: (request, audience) => read(request, `${names[audience]}-sign-in`),
    setSession: (response, audience, value, expires) => set(response, names[audience], value, expires),
    setAttempt: (response, audience, value, expires) => set(response, `${names[audience]}-sign-in`, value, expires),
    clearSession: (response, audience) => set(response, names[audience], '', new Date(0)),
    clearAttempt: (response, audience) => set(response, `${names[audience]}-sign-in`, '', new Date(0)),
  };
}
