import { createServer, type Server } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { type Express } from 'express';
import { createLocalJWKSet, importJWK } from 'jose';
import { type Database, type DatabaseLocation, migrate, openDatabase } from '../lib/db.ts';
import { killPoints } from '../lib/kill-points.ts';
import type { Logger } from '../logger.ts';
import { createTokenVerifier, type TokenVerifierOptions } from './api/access-token.ts';
import { createBankApi } from './api/bank-api.ts';
import { createConsentStore } from './api/consent-store.ts';
import { createMessageSignatures } from './api/message-signature.ts';
import { startSettlement } from './api/settlement.ts';
import { createApprovalReader } from './approvals/approval-reader.ts';
import { createApprovalRouter } from './approvals/approval-router.ts';
import { type Clock, createApprovalService } from './approvals/approval-service.ts';
import { type BankTables, bankMigrations } from './bank-tables.ts';
import type { BankConfig } from './config.ts';
import { createFaultSwitches } from './faults/fault-switches.ts';
import { createLedgerService } from './ledger/ledger-service.ts';
import { createMtlsApp, listenMutualTls } from './mtls-listener.ts';
import { loadBankKeys } from './oidc/bank-keys.ts';
import { createDeviceRouter } from './oidc/device-router.ts';
import { createDeviceService } from './oidc/device-service.ts';
import { loadMtlsCertificates, type MtlsCertificates } from './oidc/fapi1-certificates.ts';
import { createFapi1Provider, fapi1Issuer } from './oidc/fapi1-provider.ts';
import { createInteractionRouter } from './oidc/interaction-router.ts';
import {
  apiResource,
  createCustomerProvider,
  createStaffProvider,
  customersIssuer,
  type ProviderDeps,
} from './oidc/providers.ts';
import { createSqlAdapter } from './oidc/sql-adapter.ts';
import { createOperatorRouter } from './operator-router.ts';
import { lastResort, pageSecurity, underPublicUrl } from './pages/page-security.ts';
import { createWebSessions } from './pages/web-session.ts';
import { createEnrolmentService } from './passkeys/enrolment-service.ts';
import { createPasskeyRouter } from './passkeys/passkey-router.ts';
import { createPasskeyService } from './passkeys/passkey-service.ts';
import { relyingParty } from './passkeys/relying-party.ts';
import { createTextMessages } from './passkeys/text-messages.ts';
import { startPruning } from './pruning.ts';
import { seed } from './seed.ts';

const REDELIVERY_MS = 5000;
/** The browser's half of the passkey library, which our scripts import from `/webauthn/index.js`. */
const WEBAUTHN_CLIENT = dirname(fileURLToPath(import.meta.resolve('@simplewebauthn/browser')));
const CLOSE_GRACE_MS = 3000;

export interface SandboxBank {
  readonly url: string;
  /** What a branch needs for mutual TLS; null where it is off. */
  readonly certificates: MtlsCertificates | null;
  close(): Promise<void>;
}

/** Starts the whole bank. The port is taken before the database is opened: it is what keeps two banks off one folder. */
export async function startSandboxBank(
  config: BankConfig,
  logger: Logger,
  progress: (text: string) => void = () => {},
  clock: Clock = () => new Date(),
): Promise<SandboxBank> {
  const { server, address } = await listen(config);
  let app: Express | null = null;
  server.on('request', (request, response) =>
    app ? app(request, response) : response.writeHead(503, { 'retry-after': '1' }).end(),
  );
  const servers: (Server | HttpsServer)[] = [server];
  let database: Database | null = null;
  let bank: Awaited<ReturnType<typeof compose>> | null = null;
  let certificates: MtlsCertificates | null = null;
  async function close(): Promise<void> {
    // Whoever is being answered is answered to the end; a connection that hangs is cut.
    const hanging = setTimeout(() => closeConnections(servers), CLOSE_GRACE_MS);
    await Promise.all(servers.map((one) => new Promise((resolve) => one.close(resolve))));
    clearTimeout(hanging);
    await bank?.stop();
    await database?.destroy();
  }
  try {
    database = await openBooks(config.database, progress);
    bank = await compose(database, config, logger, progress, clock);
    if (config.mtls && bank.mtlsApp) {
      certificates = await loadMtlsCertificates(config.keyFolder, new URL(config.mtls.url).hostname);
      servers.push(await listenMutualTls(certificates, { host: config.host, port: config.mtls.port }, bank.mtlsApp));
    }
  } catch (error) {
    await close();
    throw error;
  }
  app = bank.app;
  return { url: `http://${address.address}:${address.port}`, certificates, close };
}

function closeConnections(servers: readonly (Server | HttpsServer)[]): void {
  for (const server of servers) server.closeAllConnections();
}

async function openBooks(location: DatabaseLocation, progress: (text: string) => void): Promise<Database> {
  let database: Database | null = null;
  try {
    progress('opening the database');
    database = await openDatabase(location);
    progress('migrating');
    await migrate(database, bankMigrations);
    return database;
  } catch (error) {
    await database?.destroy();
    // The address of a database server may carry its password.
    const where = location.kind === 'postgres' ? 'BANK_DATABASE_URL' : location.folder;
    const { message, code } = error as { message?: string; code?: string };
    throw new Error(`the database (${where}) cannot be used: ${message || code}`, { cause: error });
  }
}

function listen({ host, port }: BankConfig): Promise<{ server: Server; address: AddressInfo }> {
  const server = createServer();
  killPoints?.watchAnswers(server);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve({ server, address: server.address() as AddressInfo }));
  });
}

async function compose(
  database: Database,
  config: BankConfig,
  logger: Logger,
  progress: (text: string) => void,
  clock: Clock,
) {
  const db = database.withTables<BankTables>();
  progress('seeding');
  await seed(db, clock());

  const keys = await loadBankKeys(config.keyFolder);
  const consents = createConsentStore(db);
  const ledger = createLedgerService(db);
  const approvals = createApprovalService(db, clock);
  const pruning = startPruning(db, logger);
  const settlement = startSettlement(db, logger, clock);
  const faults = createFaultSwitches();
  const webSessions = createWebSessions(db, config.publicUrl.startsWith('https:'));
  const resource = apiResource(config);
  const deps: ProviderDeps = {
    config,
    keys,
    adapter: (issuer) => createSqlAdapter(db, issuer),
    consentOfGrant: consents.idOfGrant,
    refuseApproval: approvals.refusal,
    askApproval: approvals.ask,
    endWebSession: webSessions.signOut,
  };
  const customers = createCustomerProvider(deps);
  const staff = createStaffProvider(deps);
  const fapi1 = config.mtls && createFapi1Provider(deps, config.mtls.url);
  for (const provider of [customers, staff, ...(fapi1 ? [fapi1] : [])]) {
    provider.proxy = true;
    for (const event of [
      'server_error',
      'grant.error',
      'backchannel_authentication.error',
      'pushed_authorization_request.error',
      'authorization.error',
      'device_authorization.error',
      'revocation.error',
      'end_session.error',
    ] as const) {
      provider.on(event as 'server_error', (_ctx, error) => logger.warn({ err: error, event }, 'the issuer refused'));
    }
  }
  const deliver = () =>
    approvals
      .deliver(customers)
      .catch((error) => logger.error({ err: error }, 'the issuer did not hear a decision; it is told again'));
  const withdraw = async (consentId: string, clientId: string) => {
    const outcome = await approvals.withdraw(consentId, clientId);
    await deliver();
    return outcome;
  };
  const redelivery = setInterval(deliver, REDELIVERY_MS);
  await deliver();

  const app = express();
  app.disable('x-powered-by');
  app.use(underPublicUrl(config));
  // The operator is heard whatever else is made to fail.
  if (config.operatorToken) app.use('/operator', createOperatorRouter(config.operatorToken, ledger, faults));
  app.use(faults.middleware);
  app.use('/oidc/customers', customers.callback());
  app.use('/oidc/staff', staff.callback());
  const signatures = createMessageSignatures(createLocalJWKSet({ keys: [...config.branchKeys] }), {
    key: (await importJWK(keys.signing, 'PS256')) as CryptoKey,
    kid: keys.signing.kid,
    issuer: 'sandbox-bank',
    trustAnchor: 'sandbox-bank',
  });
  /** `publicUrl` is the door's own address; what its tokens are bound to is the door's way. */
  const mountApis = (door: Express, publicUrl: string, held: Pick<TokenVerifierOptions, 'issuer' | 'binding'>) => {
    const tokens = createTokenVerifier({ db, audience: resource, signingKey: keys.signing, publicUrl, ...held });
    const { wake: wakeSettlement } = settlement;
    const services = { db, consents, ledger, tokens, signatures, withdraw, wakeSettlement, clock, logger };
    door.use(createBankApi({ ...services, publicUrl }));
  };
  mountApis(app, config.publicUrl, { issuer: customersIssuer(config), binding: 'dpop' });
  app.get('/healthz', (_request, response) => void response.json({ status: 'ok' }));
  app.use(pageSecurity(config));
  app.use(express.static(join(import.meta.dirname, 'pages/static'), { index: false, maxAge: '10m' }));
  app.use('/webauthn', express.static(WEBAUTHN_CLIENT, { index: false, maxAge: '10m' }));
  app.use(express.urlencoded({ extended: false, limit: 8 * 1024, parameterLimit: 10 }));
  app.use(
    createInteractionRouter({ issuer: 'customers', provider: customers, webSessions, consents, ledger, resource }),
  );
  app.use(createInteractionRouter({ issuer: 'staff', provider: staff, webSessions, consents, ledger, resource }));
  const devices = createDeviceService({ provider: customers, db, consents, resource });
  app.use(createDeviceRouter({ devices, webSessions, ledger, secure: config.publicUrl.startsWith('https:') }));
  const party = relyingParty(config.publicUrl);
  const passkeys = createPasskeyService(db, party, clock);
  const texts = createTextMessages(db, clock);
  const enrolment = createEnrolmentService(db, party, texts, clock);
  app.use(createPasskeyRouter({ passkeys, enrolment, texts, webSessions }));
  const reader = createApprovalReader(db, clock);
  app.use(createApprovalRouter({ provider: customers, approvals, reader, passkeys, deliver, webSessions, resource }));
  app.get('/', (_request, response) => response.redirect(303, '/approvals'));
  app.use(lastResort(logger));
  const mtlsApp =
    config.mtls && fapi1
      ? createMtlsApp({
          ...{ config, faults, logger, webSessions, consents, ledger, resource },
          url: config.mtls.url,
          provider: fapi1,
          mountApis: (door, url) => mountApis(door, url, { issuer: fapi1Issuer(url), binding: 'certificate' }),
        })
      : null;
  return {
    app,
    mtlsApp,
    async stop() {
      clearInterval(redelivery);
      faults.stop();
      pruning.stop();
      await settlement.stop();
    },
  };
}
