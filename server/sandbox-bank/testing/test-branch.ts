import { randomUUID } from 'node:crypto';
import { importJWK, SignJWT } from 'jose';
import * as oidc from 'openid-client';
import { type DetachedSigner, signDetached } from '../../../shared/detached-jws.ts';
import { BRANCH_URL, type TestBank } from './test-bank.ts';
import { createTestBrowser, type Page } from './test-browser.ts';
import { approveByPasskey } from './test-passkey.ts';

/** A token and the key it is bound to. */
export interface Access {
  readonly token: string;
  readonly refreshToken?: string | undefined;
  readonly dpop: oidc.DPoPHandle;
}
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: an answer of any operation, which the tests look into.
  readonly body: any;
}
export interface CallOptions {
  readonly body?: unknown;
  readonly key?: string;
  readonly sign?: boolean;
  readonly headers?: Record<string, string>;
}
export type TestBranch = Awaited<ReturnType<typeof createTestBranch>>;

export const PERMISSIONS = [
  'ReadAccountsBasic',
  'ReadAccountsDetail',
  'ReadBalances',
  'ReadBeneficiariesDetail',
  'ReadTransactionsBasic',
  'ReadTransactionsCredits',
  'ReadTransactionsDebits',
  'ReadTransactionsDetail',
];
export const SUBJECTS = {
  anna: 'c-7f31a9d2',
  oliver: 'c-2c84e0b6',
  maria: 'c-b95d1476',
  dmitry: 'c-51c7e8f0',
} as const;

/** The branch as the bank sees it: the same flows by the same libraries, and nothing of the branch's own code. */
export async function createTestBranch(bank: TestBank) {
  const key = (await importJWK(bank.clientKey, 'PS256')) as CryptoKey;
  const connect = (issuer: string, clientId: string) =>
    oidc.discovery(
      new URL(`${bank.url}/oidc/${issuer}`),
      clientId,
      { id_token_signed_response_alg: 'PS256' },
      oidc.PrivateKeyJwt({ key, kid: bank.clientKey.kid }),
      { execute: [oidc.allowInsecureRequests] },
    );
  const customers = await connect('customers', 'atrium-branch');
  const staff = await connect('staff', 'atrium-desk');
  const api = `${bank.url}/open-banking/v4.0`;
  const newKey = async (configuration = customers) =>
    oidc.getDPoPHandle(configuration, await oidc.randomDPoPKeyPair('ES256'));

  async function clientAccess(scope: string): Promise<Access> {
    const dpop = await newKey();
    return { token: (await oidc.clientCredentialsGrant(customers, { scope }, { DPoP: dpop })).access_token, dpop };
  }

  async function signature(body: string, changes: Partial<DetachedSigner> = {}) {
    const signer = { key, kid: bank.clientKey.kid, issuer: 'atrium-branch', trustAnchor: 'sandbox-bank' };
    return { 'x-jws-signature': await signDetached(body, { ...signer, issuedAt: new Date(), ...changes }) };
  }

  /** Calls, and answers the headers that went over the line with it. */
  async function overheard(path: string, access: Access) {
    let sent = new Headers();
    customers[oidc.customFetch] = (url, options) => {
      sent = new Headers(options.headers);
      return fetch(url, options as RequestInit);
    };
    const answer = await call('GET', path, access);
    customers[oidc.customFetch] = (url, options) => fetch(url, options as RequestInit);
    return { answer, sent };
  }

  /** `path` lies below the API of v4.0; another is named in full. */
  async function call(
    method: string,
    path: string,
    access: Access,
    { body, key: idempotencyKey, sign = false, headers = {} }: CallOptions = {},
  ): Promise<Answer> {
    const text = body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body);
    const all = new Headers({ ...(text !== null && { 'content-type': 'application/json' }), ...headers });
    if (idempotencyKey) all.set('x-idempotency-key', idempotencyKey);
    if (sign) all.set('x-jws-signature', (await signature(text ?? ''))['x-jws-signature']);
    try {
      return readAnswer(
        await oidc.fetchProtectedResource(
          customers,
          access.token,
          new URL(path.startsWith('/') ? api + path : path),
          method,
          text,
          all,
          {
            DPoP: access.dpop,
          },
        ),
      );
    } catch (error) {
      if (error instanceof oidc.WWWAuthenticateChallengeError) return readAnswer(error.response);
      throw error;
    }
  }

  async function createAccountConsent(permissions: readonly string[] = PERMISSIONS): Promise<string> {
    const body = { Data: { Permissions: permissions }, Risk: {} };
    const answer = await call('POST', '/aisp/account-access-consents', await clientAccess('accounts'), { body });
    return answer.body.Data.ConsentId;
  }

  /** The request as the branch pushes it; answers where to send the browser, and how to finish. */
  async function beginSignIn(
    consentId: string | null,
    issuer: 'customer' | 'staff' = 'customer',
    more: Record<string, string> = {},
  ) {
    const configuration = issuer === 'customer' ? customers : staff;
    const dpop = await newKey(configuration);
    const verifier = oidc.randomPKCECodeVerifier();
    const [state, nonce] = [oidc.randomState(), oidc.randomNonce()];
    const url = await oidc.buildAuthorizationUrlWithPAR(
      configuration,
      {
        redirect_uri: `${BRANCH_URL}/api/sign-in/callback/${issuer}`,
        scope: issuer === 'customer' ? 'openid profile accounts offline_access' : 'openid profile',
        state,
        nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        prompt: 'consent',
        ...(issuer === 'customer' && { resource: api }),
        ...(consentId && { 'openbanking-intent-id': consentId }),
        ...more,
      },
      { DPoP: dpop },
    );
    return {
      url,
      async finish(callback: URL, DPoP = dpop) {
        const answer = await oidc.authorizationCodeGrant(
          configuration,
          callback,
          { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true },
          issuer === 'customer' ? { resource: api } : {},
          { DPoP },
        );
        return {
          token: answer.access_token,
          refreshToken: answer.refresh_token,
          idToken: answer.id_token,
          dpop,
          claims: answer.claims(),
        };
      },
    };
  }

  /** A customer signs in and allows; answers what the branch gets. */
  async function signIn(username: string, browser = createTestBrowser(bank.url), permissions = PERMISSIONS) {
    const started = await beginSignIn(await createAccountConsent(permissions));
    const consent = await browser.submit(await browser.open(started.url), credentials(username));
    const back = await browser.submit(consent, { decision: 'allow' });
    return started.finish(leftTo(back));
  }

  const requestObject = (claims: Record<string, unknown>) => {
    const nowSeconds = Math.floor(Date.now() / 1000);
    return new SignJWT({ scope: 'openid payments', ...claims })
      .setProtectedHeader({ alg: 'PS256', kid: bank.clientKey.kid })
      .setIssuer('atrium-branch')
      .setAudience(customers.serverMetadata().issuer)
      .setIssuedAt(nowSeconds)
      .setNotBefore(nowSeconds)
      .setExpirationTime(nowSeconds + 120)
      .setJti(randomUUID())
      .sign(key);
  };

  /** CIBA: asks the customer to approve; answers `auth_req_id`. */
  async function requestApproval(consentId: string, subject: string, code = 'KX7-204'): Promise<string> {
    const claims = { login_hint: subject, binding_message: code, 'openbanking-intent-id': consentId };
    const request = await requestObject(claims);
    return (await oidc.initiateBackchannelAuthentication(customers, { request })).auth_req_id;
  }

  async function readApproval(requestId: string): Promise<Access> {
    const dpop = await newKey();
    const answer = await oidc.genericGrantRequest(
      customers,
      'urn:openid:params:grant-type:ciba',
      { auth_req_id: requestId },
      { DPoP: dpop },
    );
    return { token: answer.access_token, dpop };
  }

  return {
    api,
    customers,
    newKey,
    signature,
    overheard,
    clientAccess,
    call,
    createAccountConsent,
    beginSignIn,
    signIn,
    requestObject,
    requestApproval,
    readApproval,
    async refresh({ refreshToken, dpop }: Access): Promise<Access> {
      const answer = await oidc.refreshTokenGrant(customers, refreshToken ?? '', {}, { DPoP: dpop });
      return { token: answer.access_token, refreshToken: answer.refresh_token ?? refreshToken, dpop };
    },
    async createPaymentConsent(body: unknown = paymentOrder()): Promise<string> {
      const options = { body, key: randomUUID(), sign: true };
      const answer = await call('POST', '/pisp/domestic-payment-consents', await clientAccess('payments'), options);
      return answer.body.Data.ConsentId;
    },
    /** From consent to the customer's yes on the bank's page; answers the payment's own access. */
    async approvedAccess(consentId: string, username: keyof typeof SUBJECTS = 'anna'): Promise<Access> {
      const requestId = await requestApproval(consentId, SUBJECTS[username]);
      await approveByPasskey(bank.url, username, consentId);
      return readApproval(requestId);
    },
  };
}

async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  let body: unknown = null;
  try {
    body = JSON.parse(text);
  } catch {
    // No JSON, no body.
  }
  return { status: response.status, headers: response.headers, text, body };
}

export function credentials(username: string): Record<string, string> {
  return { username, password: `demo-${username}` };
}

export function leftTo(page: Page): URL {
  if (!page.left) throw new Error(`the browser stayed at the bank (${page.status}):\n${page.html}`);
  return page.left;
}

export interface OrderFields {
  readonly amount?: string;
  readonly debtor?: string;
  readonly creditor?: string;
  readonly name?: string;
}

/** Body of a payment consent; {@link paymentOf} makes the payment's from it. */
export function paymentOrder({
  amount = '12.34',
  debtor = '20451431926819',
  creditor = '20451455779911',
  name = 'Oliver Bennett',
}: OrderFields = {}) {
  const id = randomUUID().replaceAll('-', '').slice(0, 30);
  return {
    Data: {
      Initiation: {
        InstructionIdentification: id,
        EndToEndIdentification: id,
        InstructedAmount: { Amount: amount, Currency: 'GBP' },
        DebtorAccount: { SchemeName: 'UK.OBIE.SortCodeAccountNumber', Identification: debtor },
        CreditorAccount: { SchemeName: 'UK.OBIE.SortCodeAccountNumber', Identification: creditor, Name: name },
        RemittanceInformation: { Unstructured: ['Dinner'] },
      },
    },
    Risk: { PaymentContextCode: 'TransferToThirdParty' },
  };
}

export function paymentOf(consentId: string, order: ReturnType<typeof paymentOrder>) {
  return { Data: { ConsentId: consentId, Initiation: order.Data.Initiation }, Risk: order.Risk };
}
