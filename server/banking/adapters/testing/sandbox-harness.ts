import { randomBytes } from 'node:crypto';
import { Agent, fetch as undiciFetch } from 'undici';
import { vi } from 'vitest';
import type { BankStandard, ClientTls } from '../../../bank-config.ts';
import type { BankTokens } from '../../../identity/bank-tokens.ts';
import type { SessionService } from '../../../identity/session-service.ts';
import type { SessionStore } from '../../../identity/session-store.ts';
import { createSignInService } from '../../../identity/sign-in-service.ts';
import { systemClock } from '../../../lib/clock.ts';
import { createOidcClient, type SignInClient } from '../../../lib/oidc-client.ts';
import { createOutboundFetch, type Fetch } from '../../../lib/outbound-fetch.ts';
import { createSealedBox } from '../../../lib/sealed-box.ts';
import { createLogger } from '../../../logger.ts';
import { BRANCH_URL, startTestBank, type TestBank } from '../../../sandbox-bank/testing/test-bank.ts';
import { credentials, leftTo, SUBJECTS } from '../../../sandbox-bank/testing/test-branch.ts';
import { createTestBrowser } from '../../../sandbox-bank/testing/test-browser.ts';
import { approveByPasskey } from '../../../sandbox-bank/testing/test-passkey.ts';
import type { BankAdapter } from '../../bank-adapter.ts';
import type { ContractBank, ContractCustomer } from '../../contract/contract-till.ts';
import { createOpenBankingUkAdapter } from '../open-banking-uk-adapter.ts';

export type Profile = 'fapi2' | 'fapi1-advanced';
/** One with accounts in another currency, beside the usual two. */
const PEOPLE = { ...SUBJECTS, zoe: 'c-84fa2d19' } as const;
type Username = keyof typeof PEOPLE;

/** What went to the bank's APIs. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: string | null;
}

/** Stands between the branch and the bank: may look at a request, and answer in the bank's place. */
export type Between = (request: SentRequest, send: () => Promise<Response>) => Promise<Response>;

export interface ConnectOptions {
  readonly standard?: BankStandard;
  readonly profile?: Profile;
  readonly between?: Between;
  /** What the branch's configuration says in place of the usual. */
  readonly apiUrl?: string;
  readonly otherOrigins?: readonly string[];
  readonly tls?: Partial<ClientTls>;
  readonly withExtensions?: boolean;
}

/** The branch's code for one bank, connected to the sandbox. */
export interface Connected {
  readonly adapter: BankAdapter;
  readonly client: SignInClient;
  /** Of the door that this profile goes through. */
  readonly url: string;
  /** Where the branch sends a browser to sign in. */
  whereToSignIn(): Promise<string>;
  /** A customer signs in at the bank's pages, by the branch's own sign-in service. */
  signIn(username: Username, decision?: 'allow' | 'deny'): Promise<BankTokens>;
}

export type SandboxHarness = Awaited<ReturnType<typeof startSandboxHarness>>;

const VERSIONS: Readonly<Record<BankStandard, string>> = {
  'open-banking-uk-v4.0': 'v4.0',
  'open-banking-uk-v3.1': 'v3.1',
};

/** One sandbox bank, both doors open, for all adapters of a test file. */
export async function startSandboxHarness() {
  const bank = await startTestBank({ mtls: true });
  const connectTo = (options: ConnectOptions = {}) => connect(bank, options);

  /** What the contract suite needs of one combination. */
  async function contractBank(standard: BankStandard, profile: Profile, between?: Between): Promise<ContractBank> {
    const options = { standard, profile, ...(between && { between }) };
    const { adapter, signIn } = connectTo(options);
    const customer = async (username: Username): Promise<ContractCustomer> => ({
      subject: PEOPLE[username],
      access: await signIn(username),
      decide: async (consentId, decision) => void (await approveByPasskey(bank.url, username, consentId, decision)),
    });
    return {
      adapter,
      standardOnly: connectTo({ ...options, withExtensions: false }).adapter,
      payer: await customer('anna'),
      stranger: await customer('oliver'),
      abroad: await customer('zoe'),
      payee: { name: 'Oliver Bennett', nearly: 'Olliver Bennett', phone: '+447700900123' },
      whenTimeHasPassed,
    };
  }
  return { bank, connect: connectTo, contractBank, close: () => bank.close() };
}

/** The sandbox runs in this process: its clock and the issuer's are moved, and then put right. */
async function whenTimeHasPassed<T>(ms: number, work: () => Promise<T>): Promise<T> {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });
  try {
    return await work();
  } finally {
    vi.useRealTimers();
  }
}

function connect(bank: TestBank, options: ConnectOptions): Connected {
  const { standard = 'open-banking-uk-v4.0', profile = 'fapi2', between, withExtensions = true } = options;
  const mtls = profile === 'fapi1-advanced' ? bank.mtls : null;
  const url = mtls?.url ?? bank.url;
  const apiUrl = options.apiUrl ?? `${url}/open-banking/${VERSIONS[standard]}`;
  const { authority, branch } = bank.mtls?.certificates ?? {};
  const tls = mtls && { ca: authority ?? '', cert: branch?.certificate ?? '', key: branch?.key ?? '' };
  const guarded = createOutboundFetch({
    origins: [url, new URL(apiUrl).origin, ...(options.otherOrigins ?? [])],
    timeoutMs: 10_000,
    ...(tls && { tls: { ...tls, ...toTls(options.tls) } }),
  });
  const fetch = between ? standBetween(guarded, between) : guarded;
  const settings = {
    issuer: new URL(`${url}/oidc/customers`),
    clientId: 'atrium-branch',
    clientKey: bank.clientKey,
    standard,
    apiUrl,
    extensionsUrl: withExtensions ? `${url}/sandbox-extensions/v1` : null,
  };
  const client = createOidcClient({ ...settings, security: { profile }, fetch, timeoutSeconds: 10 });
  const adapter = createOpenBankingUkAdapter({
    bank: settings,
    client,
    fetch,
    trustAnchor: 'branch.test',
    clock: systemClock,
    logger: createLogger('branch', process.env.LOG_LEVEL ?? 'silent'),
  });
  const browse = () =>
    createTestBrowser(url, 'en', mtls ? browserFetch(bank.mtls?.certificates.authority ?? '') : globalThis.fetch);
  const resource = `${bank.url}/open-banking/v4.0`;
  const testSignIn = () => createTestSignIn({ client, adapter, resource, origin: url });
  return {
    adapter,
    client,
    url,
    whereToSignIn: () => testSignIn().begin(),
    signIn: async (username, decision = 'allow') => {
      const signIn = testSignIn();
      const browser = browse();
      const consent = await browser.submit(await browser.open(await signIn.begin()), credentials(username));
      return signIn.finish(leftTo(await browser.submit(consent, { decision })));
    },
  };
}

function toTls(tls: Partial<ClientTls> = {}) {
  return {
    ...(tls.certificate !== undefined && { cert: tls.certificate }),
    ...(tls.key !== undefined && { key: tls.key }),
  };
}

function standBetween(fetch: Fetch, between: Between): Fetch {
  return async (input, init = {}) =>
    between(
      {
        method: init.method ?? 'GET',
        url: String(input),
        headers: new Headers(init.headers),
        body: typeof init.body === 'string' ? init.body : null,
      },
      () => fetch(input, init),
    );
}

function browserFetch(authority: string): typeof globalThis.fetch {
  const dispatcher = new Agent({ connect: { ca: authority } });
  return ((input: URL, init: object) => undiciFetch(input, { ...init, dispatcher })) as unknown as typeof fetch;
}

/** The branch's sign-in service, with nothing kept but in memory. */
function createTestSignIn(issuer: {
  readonly client: SignInClient;
  readonly adapter: BankAdapter;
  readonly resource: string;
  readonly origin: string;
}) {
  let attempt: object | undefined;
  let attemptCookie: string | undefined;
  let signedIn: BankTokens | null = null;
  let failure: unknown;
  const store = {
    insertAttempt: async (row: object) => {
      attempt = row;
    },
    takeAttempt: async () => attempt,
  };
  const sessions = {
    open: async ({ tokens }: { tokens: BankTokens | null }) => {
      signedIn = tokens;
      return { cookie: 'cookie', expiresAt: new Date() };
    },
  };
  const customers = {
    client: issuer.client,
    redirectUri: `${BRANCH_URL}/api/sign-in/callback/customer`,
    scope: 'openid profile offline_access accounts',
    resource: issuer.resource,
    pageOrigins: [issuer.origin],
    createIntent: issuer.adapter.createAccountConsent,
  };
  const service = createSignInService({
    issuers: { customer: customers, staff: customers },
    sessions: sessions as unknown as SessionService,
    store: store as unknown as SessionStore,
    box: createSealedBox(randomBytes(32)),
    clock: systemClock,
    onFailure: (_audience, error) => {
      failure = error;
    },
  });
  return {
    async begin(): Promise<string> {
      const begun = await service.begin('customer', '/');
      if (!begun.ok) throw new Error('sign-in did not begin', { cause: failure });
      attemptCookie = begun.value.attemptCookie;
      return begun.value.location;
    },
    async finish(callback: URL): Promise<BankTokens> {
      const outcome = await service.finish('customer', callback, attemptCookie, null);
      if (!outcome.signedIn) throw new Error(outcome.failure, { cause: failure });
      return signedIn as BankTokens;
    },
  };
}
