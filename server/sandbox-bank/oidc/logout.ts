import type { Request, Response } from 'express';
import type { KoaContextWithOIDC } from 'oidc-provider';
import type { BankConfig } from '../config.ts';
import { html, Markup } from '../pages/html.ts';
import { languageOf, pageText } from '../pages/page.ts';
import { PAGE_TEXTS } from '../pages/page-texts.ts';

/** The way out (OpenID Connect RP-Initiated Logout), on pages of ours. */

/** Who the client says was signed in, from a token that the issuer has verified. */
function hintedSubject(ctx: KoaContextWithOIDC): unknown {
  return (ctx.oidc.entities.IdTokenHint as { payload?: { sub?: unknown } } | undefined)?.payload?.sub;
}

export const logoutPages = {
  /**
   * Where the branch proves by an id token that it signs out the very person who is signed in here, nothing is left to ask: the
   * form goes by itself. Anyone else could have made the link, so the person is asked.
   */
  async logoutSource(ctx: KoaContextWithOIDC, form: string): Promise<void> {
    const language = languageOf(ctx.req as Request);
    const texts = PAGE_TEXTS[language];
    const isProven = hintedSubject(ctx) === ctx.oidc.session?.accountId;
    const body = html`<h1>${texts.signOutQuestion}</h1>${new Markup(form)}
<button form="op.logoutForm" name="logout" value="yes">${texts.signOut}</button>`;
    ctx.type = 'html';
    ctx.body = pageText(language, texts.signOutQuestion, body, isProven ? ['submit.js'] : []);
  },
  async postLogoutSuccessSource(ctx: KoaContextWithOIDC): Promise<void> {
    const language = languageOf(ctx.req as Request);
    const [title, text] = PAGE_TEXTS[language].signedOut;
    ctx.type = 'html';
    ctx.body = pageText(language, title, html`<h1>${title}</h1><p>${text}</p>`);
  },
};

interface EndWebSessionDeps {
  readonly config: BankConfig;
  readonly endWebSession: (request: Request, response: Response, kind: 'customer' | 'staff') => Promise<void>;
}

/** Ends the session on the bank's own pages with the issuer's: a person has one bank. */
export function endWebSession({ config, endWebSession: end }: EndWebSessionDeps, kind: 'customer' | 'staff') {
  const policy = [
    "default-src 'self'",
    "script-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    `form-action 'self' ${config.branchUrl}`,
  ].join(';');
  return async (ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
    if (!ctx.path.startsWith('/session/end')) return next();
    ctx.set('content-security-policy', policy);
    ctx.set('referrer-policy', 'no-referrer');
    await next();
    const isEnded = ctx.oidc?.route === 'end_session_confirm' && ctx.status === 303 && Boolean(ctx.oidc.params?.logout);
    if (isEnded) await end(ctx.req as Request, ctx.res as Response, kind);
  };
}
