import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import Provider, { type Configuration } from 'oidc-provider';
import { createOidcClient, type SignInClient } from '../../lib/oidc-client.ts';

/** For tests: an issuer that is not the sandbox bank's, does what it is told, and fails when it is told to. */
export interface TestIssuer {
  readonly origin: string;
  readonly client: SignInClient;
  /** Paths that were asked for, in order. */
  readonly asked: string[];
  /** What it claims of everyone's roles from now on. */
  roles: readonly string[];
  /** What is in the way: `drop` does the work and loses the answer; `refuse` answers 503; `slow` says slow_down. */
  fault: { readonly path: string; readonly kind: 'drop' | 'refuse' | 'slow' } | null;
  /** The customer's word on the phone. */
  allow(userCode: string, subject: string): Promise<void>;
  deny(userCode: string): Promise<void>;
  /** Whether it would still renew by this token. */
  knows(refreshToken: string | null): Promise<boolean>;
  /** Renews by this token no more. */
  forget(refreshToken: string | null): Promise<void>;
  close(): Promise<void>;
}

const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';
const SCOPE = 'openid profile offline_access';
export const TEST_SCOPE = SCOPE;

export async function startTestIssuer(): Promise<TestIssuer> {
  const [branchKey, signingKey] = [await newKey('branch'), await newKey('issuer')];
  const { d, p, q, dp, dq, qi, ...branchPublic } = branchKey;
  let answer: (request: IncomingMessage, response: ServerResponse) => void = () => {};
  const server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const provider = new Provider(origin, {
    jwks: { keys: [signingKey] },
    clients: [
      {
        client_id: 'branch',
        redirect_uris: ['http://localhost/callback'],
        post_logout_redirect_uris: ['http://localhost/out'],
        grant_types: ['authorization_code', 'refresh_token', DEVICE_GRANT],
        response_types: ['code'],
        scope: SCOPE,
        token_endpoint_auth_method: 'private_key_jwt',
        token_endpoint_auth_signing_alg: 'PS256',
        id_token_signed_response_alg: 'PS256',
        dpop_bound_access_tokens: true,
        jwks: { keys: [branchPublic] },
      },
    ],
    scopes: SCOPE.split(' '),
    claims: { openid: ['sub'], profile: ['name', 'roles'] },
    conformIdTokenClaims: false,
    rotateRefreshToken: true,
    extraParams: ['device_kind', 'branch_name'],
    ttl: { DeviceCode: 180, AccessToken: 300, IdToken: 300, RefreshToken: 3600, Grant: 3600 },
    findAccount: async (_ctx: unknown, subject: string) => ({
      accountId: subject,
      claims: () => ({ sub: subject, name: `Name of ${subject}`, roles: [...issuer.roles] }),
    }),
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      dPoP: { enabled: true },
      deviceFlow: { enabled: true },
      revocation: { enabled: true },
    },
    enabledJWA: {
      clientAuthSigningAlgValues: ['PS256'],
      idTokenSigningAlgValues: ['PS256'],
      dPoPSigningAlgValues: ['ES256'],
    },
  } as unknown as Configuration);
  const handle = provider.callback();

  const issuer: TestIssuer = {
    origin,
    client: createOidcClient({
      issuer: new URL(origin),
      clientId: 'branch',
      clientKey: branchKey,
      security: { profile: 'fapi2' },
      fetch,
      timeoutSeconds: 5,
    }),
    asked: [],
    roles: ['consultant'],
    fault: null,
    async allow(userCode, subject) {
      const code = await waitingFor(userCode);
      const grant = new provider.Grant({ accountId: subject, clientId: 'branch' });
      grant.addOIDCScope(SCOPE);
      const authTime = Math.floor(Date.now() / 1000);
      await Object.assign(code, { accountId: subject, grantId: await grant.save(), scope: SCOPE, authTime }).save();
    },
    async deny(userCode) {
      await Object.assign(await waitingFor(userCode), { error: 'access_denied' }).save();
    },
    async knows(refreshToken) {
      const found = await provider.RefreshToken.find(refreshToken ?? '');
      return found !== undefined && !found.consumed;
    },
    async forget(refreshToken) {
      await (await provider.RefreshToken.find(refreshToken ?? ''))?.destroy();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  async function waitingFor(userCode: string) {
    const code = await provider.DeviceCode.findByUserCode(userCode.replace('-', ''));
    if (!code) throw new Error(`nobody waits with ${userCode}`);
    return code;
  }

  answer = (request, response) => {
    const path = request.url ?? '';
    issuer.asked.push(path);
    const kind = issuer.fault?.path === path ? issuer.fault.kind : null;
    if (kind === 'refuse') return void response.writeHead(503).end();
    if (kind === 'slow')
      return void response.writeHead(400, { 'content-type': 'application/json' }).end('{"error":"slow_down"}');
    if (kind === 'drop') {
      response.end = (() => response.destroy()) as never;
    }
    void handle(request, response);
  };
  return issuer;
}

async function newKey(kid: string): Promise<JWK & { readonly kid: string }> {
  const { privateKey } = await generateKeyPair('PS256', { extractable: true });
  return { ...(await exportJWK(privateKey)), alg: 'PS256', use: 'sig', kid };
}
