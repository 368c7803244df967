import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';
import type { Logger } from '../../logger.ts';
import type { BankConfig } from '../config.ts';

/**
 * Every address that an issuer names, and that a DPoP proof must name, lies below `BANK_PUBLIC_URL`, whatever a caller or the
 * proxy in between says of itself.
 */
export function underPublicUrl(config: BankConfig) {
  const { host, protocol } = new URL(config.publicUrl);
  return (request: Request, _response: Response, next: NextFunction) => {
    request.headers['x-forwarded-host'] = host;
    request.headers['x-forwarded-proto'] = protocol.slice(0, -1);
    next();
  };
}

/** A request that broke off or does not parse says so in a line; a bug goes to the log and shows nothing of itself. */
export function lastResort(logger: Logger) {
  return (error: { status?: number }, request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) return next(error);
    const status = error.status && error.status < 500 ? error.status : 500;
    if (status === 500) logger.error({ err: error, path: request.path }, 'a page failed');
    response
      .status(status)
      .type('text')
      .send(status === 500 ? 'internal-error' : 'request-malformed');
  };
}

/** Pages: nothing but our own files, forms that lead to the bank and back to the branch, and no form sent from elsewhere. */
export function pageSecurity(config: BankConfig) {
  const secure = config.publicUrl.startsWith('https:');
  const ownOrigin = new URL(config.publicUrl).origin;
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'", new URL(config.branchUrl).origin],
      },
    },
    hsts: secure ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'same-origin' },
  });
  return [
    headers,
    (request: Request, response: Response, next: NextFunction) => {
      if (request.method === 'POST' && request.headers.origin !== ownOrigin)
        return void response.status(403).type('text').send('origin-forbidden');
      next();
    },
  ];
}
