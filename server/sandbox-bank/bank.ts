import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { type Express } from 'express';
import { createLocalJWKSet, importJWK } from 'jose';
import { type Database, type DatabaseLocation, migrate, openDatabase } from '../lib/db.ts';
import { killPoints } from '../lib/kill-points.ts';
import type { Logger } from '../logger.ts';
import { createTokenVerifier } from './api/access-token.ts';
import { createAccountsApi } from './api/accounts-api.ts';
import { createApiRouter } from './api/api-router.ts';
import { createConsentStore } from './api/consent-store.ts';
import { createMessageSignatures } from './api/message-signature.ts';
import { createPaymentsApi } from './api/payments-api.ts';
import { startSettlement } from './api/settlement.ts';
import { createApprovalReader } from './approvals/approval-reader.ts';
import { createApprovalRouter } from './approvals/approval-router.ts';
import { type Clock, createApprovalService } from './approvals/approval-service.ts';
import { type BankTables, bankMigrations } from './bank-tables.ts';
import type { BankConfig } from './config.ts';
import { createFaultSwitches } from './faults/fault-switches.ts';
import { createLedgerService } from './ledger/ledger-service.ts';
import { loadBankKeys } from './oidc/bank-keys.ts';
import { createDeviceRouter } from './oidc/device-router.ts';
import { createDeviceService } from './oidc/device-service.ts';
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
  let database: Database | null = null;
  let bank: Awaited<ReturnType<typeof compose>> | null = null;
  async function close(): Promise<void> {
    // Whoever is being answered is answered to the end; a connection that hangs is cut.
    const hanging = setTimeout(() => server.closeAllConnections(), CLOSE_GRACE_MS);
    await new Promise((resolve) => server.close(resolve));
    clearTimeout(hanging);
    await bank?.stop();
    await database?.destroy();
  }
  try {
    database = await openBooks(config.database, progress);
    bank = await compose(database, config, logger, progress, clock);
  } catch (error) {
    await close();
    throw error;
  }
  app = bank.app;
  return { url: `http://${address.address}:${address.port}`, close };
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
  const settlement = startSettlement(db, logger);
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
  for (const provider of [customers, staff]) {
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
  app.use(
    '/open-banking/v4.0',
    createApiRouter({
      operations: [
        ...createAccountsApi({ db, consents, ledger, baseUrl: `${resource}/aisp` }),
        ...createPaymentsApi({ db, consents, ledger, baseUrl: `${resource}/pisp`, wakeSettlement: settlement.wake }),
      ],
      verifyToken: createTokenVerifier({
        db,
        issuer: customersIssuer(config),
        audience: resource,
        signingKey: keys.signing,
        publicUrl: config.publicUrl,
      }),
      signatures: createMessageSignatures(createLocalJWKSet({ keys: [...config.branchKeys] }), {
        key: (await importJWK(keys.signing, 'PS256')) as CryptoKey,
        kid: keys.signing.kid,
        issuer: 'sandbox-bank',
        trustAnchor: 'sandbox-bank',
      }),
      logger,
    }),
  );
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
  return {
    app,
    async stop() {
      clearInterval(redelivery);
      faults.stop();
      pruning.stop();
      await settlement.stop();
    },
  };
}
