import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';
import type { Audience } from '../../shared/endpoint.ts';

/** Cookie names and attributes. Over https they carry the `__Host-` prefix: this host alone, whole site, never in clear text. */
export interface SessionCookies {
  session(request: Pick<Request, 'headers'>, audience: Audience): string | undefined;
  attempt(request: Pick<Request, 'headers'>, audience: Audience): string | undefined;
  /** Binds a sign-in by phone to this browser. */
  device(request: Pick<Request, 'headers'>): string | undefined;
  setDevice(response: Response, value: string, expires: Date): void;
  clearDevice(response: Response): void;
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
  const device = `${prefix}atrium-device-sign-in`;
  // Lax where the way back from the bank's page, a cross-site navigation, must bring the cookie.
  const set = (response: Response, name: string, value: string, expires: Date, sameSite: 'lax' | 'strict' = 'lax') =>
    response.append(
      'set-cookie',
      stringifySetCookie({ name, value, expires, path: '/', httpOnly: true, sameSite, secure }),
    );
  const read = (request: Pick<Request, 'headers'>, name: string) => parseCookie(request.headers.cookie ?? '')[name];
  return {
    session: (request, audience) => read(request, names[audience]),
    attempt: (request, audience) => read(request, `${names[audience]}-sign-in`),
    device: (request) => read(request, device),
    setDevice: (response, value, expires) => set(response, device, value, expires, 'strict'),
    clearDevice: (response) => set(response, device, '', new Date(0), 'strict'),
    setSession: (response, audience, value, expires) => set(response, names[audience], value, expires),
    setAttempt: (response, audience, value, expires) => set(response, `${names[audience]}-sign-in`, value, expires),
    clearSession: (response, audience) => set(response, names[audience], '', new Date(0)),
    clearAttempt: (response, audience) => set(response, `${names[audience]}-sign-in`, '', new Date(0)),
  };
}
