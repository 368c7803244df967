import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import { join } from 'node:path';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import type Provider from 'oidc-provider';
import type { Logger } from '../logger.ts';
import { thumbprintOf } from './api/access-token.ts';
import type { BankConfig } from './config.ts';
import type { FaultSwitches } from './faults/fault-switches.ts';
import type { MtlsCertificates } from './oidc/fapi1-certificates.ts';
import { createInteractionRouter, type InteractionDeps } from './oidc/interaction-router.ts';
import { lastResort, pageSecurity, underPublicUrl } from './pages/page-security.ts';

/**
 * Starts to listen with TLS that asks for a client certificate. Whoever has none is let in all the same: browsers come here
 * for the sign-in pages. What needs a certificate looks for one itself.
 */
export function listenMutualTls(
  { authority, bank }: MtlsCertificates,
  { host, port }: { readonly host: string; readonly port: number },
  handle: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Server> {
  const server = createServer(
    {
      cert: bank.certificate,
      key: bank.key,
      ca: authority,
      minVersion: 'TLSv1.2',
      requestCert: true,
      rejectUnauthorized: false,
    },
    handle,
  );
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}

export interface MtlsAppDeps extends Omit<InteractionDeps, 'issuer'> {
  readonly config: BankConfig;
  /** This door's own address. */
  readonly url: string;
  /** The issuer under FAPI 1.0 Advanced. */
  readonly provider: Provider;
  readonly faults: FaultSwitches;
  /** Puts the bank's APIs at this door; their tokens are bound to certificates. */
  readonly mountApis: (door: Express, url: string) => void;
  readonly logger: Logger;
}

/** The bank's other door: issuer, sign-in pages and APIs by mutual TLS. Customers approve where they always do. */
export function createMtlsApp(deps: MtlsAppDeps): Express {
  const config = { ...deps.config, publicUrl: deps.url };
  const door = express();
  door.disable('x-powered-by');
  door.use(underPublicUrl(config));
  door.use(deps.faults.middleware);
  door.use(BACK_CHANNEL, needCertificate);
  door.use('/oidc/customers', deps.provider.callback());
  deps.mountApis(door, deps.url);
  door.get('/healthz', (_request, response) => void response.json({ status: 'ok' }));
  door.use(pageSecurity(config));
  door.use(express.static(join(import.meta.dirname, 'pages/static'), { index: false, maxAge: '10m' }));
  door.use(express.urlencoded({ extended: false, limit: 8 * 1024, parameterLimit: 10 }));
  door.use(createInteractionRouter({ ...deps, issuer: 'fapi1' }));
  door.use(lastResort(deps.logger));
  return door;
}

/** What the branch's server alone calls. */
const BACK_CHANNEL = ['token', 'request', 'backchannel', 'device-authorization'].map(
  (name) => `/oidc/customers/${name}`,
);

function needCertificate(request: Request, response: Response, next: NextFunction): void {
  if (thumbprintOf(request.socket) !== null) next();
  else response.status(401).json({ error: 'invalid_client', error_description: 'no client certificate of this bank' });
}
