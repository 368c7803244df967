import type { Request, Response } from 'express';
import Provider, { type Configuration, errors, interactionPolicy, type ResourceServer } from 'oidc-provider';
import type { BankConfig } from '../config.ts';
import { personBySubject } from '../demo-people.ts';
import type { BankKeys } from './bank-keys.ts';
import { DEVICE_CODE_SECONDS, DEVICE_GRANT, DEVICE_PARAMS, ownDevicePage, paceDevicePolls } from './device-flow.ts';
import { endWebSession, logoutPages } from './logout.ts';
import type { createSqlAdapter } from './sql-adapter.ts';

export const CUSTOMER_CLIENT = 'atrium-branch';
const STAFF_CLIENT = 'atrium-desk';
export const CIBA_GRANT = 'urn:openid:params:grant-type:ciba';
export const INTENT_PARAM = 'openbanking-intent-id';

/** Time a customer has to approve on the phone. */
export const APPROVAL_SECONDS = 300;
/** The request outlives that, so that a decision of the last second still finds it. */
const APPROVAL_GRACE_SECONDS = 10;
const ACCOUNT_TOKEN_SECONDS = 300;
/** A consent to read accounts is given again after this long (the 90 days of UK open banking). */
const GRANT_SECONDS = 90 * 24 * 60 * 60;
/** A payment's token serves one consent, once; a branch that was down must still be able to finish with it. */
const PAYMENT_TOKEN_SECONDS = 24 * 60 * 60;

export interface BackchannelRequest {
  readonly jti: string;
  readonly accountId: string;
  readonly params: Readonly<Record<string, unknown>>;
}

export interface ProviderDeps {
  readonly config: BankConfig;
  readonly keys: BankKeys;
  readonly adapter: (issuer: 'customers' | 'staff') => ReturnType<typeof createSqlAdapter>;
  /** The consent a grant was given for. */
  readonly consentOfGrant: (grantId: string) => Promise<string | undefined>;
  /** Answers why the customer may not be asked to approve this consent; null where they may. */
  readonly refuseApproval: (asked: {
    readonly consentId: string;
    readonly clientId: string;
    readonly subject: string;
    readonly bindingCode: string;
  }) => Promise<string | null>;
  /** Ends the session on the bank's own pages that came with a request. */
  readonly endWebSession: (request: Request, response: Response, kind: 'customer' | 'staff') => Promise<void>;
  /** Puts the request before the customer. */
  readonly askApproval: (request: BackchannelRequest) => Promise<void>;
}

export function customersIssuer(config: BankConfig): string {
  return `${config.publicUrl}/oidc/customers`;
}
export function apiResource(config: BankConfig): string {
  return `${config.publicUrl}/open-banking/v4.0`;
}

/** What both issuers share: FAPI 2.0 security, nothing of the development defaults, people who sign in on our pages. */
function common(deps: ProviderDeps, issuer: 'customers' | 'staff', claims: readonly string[]): Configuration {
  const { keys } = deps;
  return {
    adapter: (model: string) => {
      const adapter = deps.adapter(issuer)(model);
      return model === 'DeviceCode' ? paceDevicePolls(adapter) : adapter;
    },
    jwks: { keys: [keys.signing as never] },
    cookies: {
      keys: [keys.cookie],
      names: { session: `bank-${issuer}`, interaction: `bank-${issuer}-interaction`, resume: `bank-${issuer}-resume` },
    },
    interactions: { policy: askWhoEachTime(), url: (_ctx, interaction) => `/sign-in/${issuer}/${interaction.uid}` },
    claims: { openid: ['sub'], profile: [...claims] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    // A refresh token serves once. Used again, it was stolen or its answer was lost, and all of its family ends.
    rotateRefreshToken: true,
    responseTypes: ['code'],
    async findAccount(_ctx, subject) {
      const person = personBySubject(subject);
      return (
        person && { accountId: subject, claims: () => ({ sub: subject, name: person.name, roles: [...person.roles] }) }
      );
    },
    // A branch reads what went wrong from the error; a person never meets this page in the normal way of things.
    renderError(ctx, out) {
      ctx.type = 'text/plain';
      ctx.body = `This sign-in cannot go on (${out.error}). Close this page and begin again in the branch.`;
    },
    ttl: {
      Interaction: 600,
      Session: 3600,
      Grant: GRANT_SECONDS,
      RefreshToken: GRANT_SECONDS,
      AccessToken: tokenSeconds,
      ClientCredentials: tokenSeconds,
      IdToken: 600,
      AuthorizationCode: 60,
      DeviceCode: DEVICE_CODE_SECONDS,
      BackchannelAuthenticationRequest: APPROVAL_SECONDS + APPROVAL_GRACE_SECONDS,
    },
  };
}

/**
 * The issuer's own session answers for nobody: each sign-in meets our page first, where the bank's web session is offered
 * with "not you?". Otherwise who signed out there, or in the branch, would be signed in again without a word.
 */
function askWhoEachTime() {
  const policy = interactionPolicy.base();
  policy
    .get('login')
    ?.checks.add(
      new interactionPolicy.Check('web_session', 'the person is asked who they are', ({ oidc }) =>
        oidc.result?.login ? interactionPolicy.Check.NO_NEED_TO_PROMPT : interactionPolicy.Check.REQUEST_PROMPT,
      ),
    );
  return policy;
}

/** As the resource says; the staff issuer's own tokens open nothing. */
function tokenSeconds(_ctx: unknown, token: { readonly resourceServer?: ResourceServer | undefined }): number {
  return token.resourceServer?.accessTokenTTL ?? ACCOUNT_TOKEN_SECONDS;
}

function client(deps: ProviderDeps, id: string, audience: 'customer' | 'staff') {
  return {
    client_id: id,
    client_name: 'Atrium',
    redirect_uris: [`${deps.config.branchUrl}/api/sign-in/callback/${audience}`],
    post_logout_redirect_uris: [`${deps.config.branchUrl}/api/sign-out/callback/${audience}`],
    response_types: ['code' as const],
    token_endpoint_auth_method: 'private_key_jwt' as const,
    token_endpoint_auth_signing_alg: 'PS256' as const,
    id_token_signed_response_alg: 'PS256' as const,
    dpop_bound_access_tokens: true,
    jwks: { keys: deps.config.branchKeys as never[] },
  };
}

const ALGORITHMS = {
  enabledJWA: {
    requestObjectSigningAlgValues: ['PS256'],
    clientAuthSigningAlgValues: ['PS256'],
    idTokenSigningAlgValues: ['PS256'],
    dPoPSigningAlgValues: ['ES256', 'PS256'],
  },
} as const;

const FEATURES = {
  devInteractions: { enabled: false },
  dPoP: { enabled: true },
  pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: true },
  fapi: { enabled: true, profile: '2.0' as const },
  revocation: { enabled: true },
  rpInitiatedLogout: { enabled: true, ...logoutPages },
  userinfo: { enabled: false },
};

export function createCustomerProvider(deps: ProviderDeps): Provider {
  return withOwnPages(new Provider(customersIssuer(deps.config), customerConfiguration(deps)), deps);
}

export function withOwnPages(provider: Provider, deps: ProviderDeps): Provider {
  provider.use(ownDevicePage(deps.config.publicUrl) as never);
  provider.use(endWebSession(deps, 'customer') as never);
  return provider;
}

/** The customers' issuer under FAPI 2.0. */
export function customerConfiguration(deps: ProviderDeps): Configuration {
  const resource = apiResource(deps.config);
  return {
    ...common(deps, 'customers', ['name']),
    ...(ALGORITHMS as unknown as Configuration),
    clients: [
      {
        ...client(deps, CUSTOMER_CLIENT, 'customer'),
        grant_types: ['authorization_code', 'refresh_token', 'client_credentials', CIBA_GRANT, DEVICE_GRANT],
        scope: 'openid profile offline_access accounts payments',
        backchannel_token_delivery_mode: 'poll',
        backchannel_authentication_request_signing_alg: 'PS256',
      } as never,
    ],
    scopes: ['openid', 'offline_access', 'profile', 'accounts', 'payments'],
    // Below `/device` the issuer has pages of its own, which are closed: see `ownDevicePage`.
    routes: { device_authorization: '/device-authorization' },
    extraParams: { [INTENT_PARAM]: null, ...DEVICE_PARAMS },
    issueRefreshToken: async (_ctx, issuedFor, code) =>
      issuedFor.grantTypeAllowed('refresh_token') && ['AuthorizationCode', 'DeviceCode'].includes(code.kind),
    async extraTokenClaims(_ctx, token) {
      const grantId = (token as { grantId?: string }).grantId;
      const consentId = grantId && (await deps.consentOfGrant(grantId));
      return consentId ? { openbanking_intent_id: consentId } : undefined;
    },
    features: {
      ...FEATURES,
      clientCredentials: { enabled: true },
      deviceFlow: { enabled: true },
      requestObjects: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => resource,
        useGrantedResource: () => true,
        getResourceServerInfo: (ctx): ResourceServer => ({
          scope: 'accounts payments',
          audience: resource,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'PS256' } },
          accessTokenTTL: ctx.oidc.params?.grant_type === CIBA_GRANT ? PAYMENT_TOKEN_SECONDS : ACCOUNT_TOKEN_SECONDS,
        }),
      },
      ciba: {
        enabled: true,
        deliveryModes: ['poll'],
        processLoginHint: async (_ctx, hint) => (hint && personBySubject(hint) ? hint : undefined),
        verifyUserCode: async () => {},
        validateBindingMessage: async () => {},
        validateRequestContext: async (ctx) => {
          const { params, client: asking } = ctx.oidc;
          const refusal = await deps.refuseApproval({
            consentId: String(params?.[INTENT_PARAM]),
            clientId: String(asking?.clientId),
            subject: String(params?.login_hint),
            bindingCode: String(params?.binding_message),
          });
          if (refusal) throw new errors.InvalidRequest(refusal);
        },
        triggerAuthenticationDevice: async (_ctx, request) =>
          deps.askApproval(request as unknown as BackchannelRequest),
      },
    },
  } as Configuration;
}

export function createStaffProvider(deps: ProviderDeps): Provider {
  const provider = new Provider(`${deps.config.publicUrl}/oidc/staff`, {
    ...common(deps, 'staff', ['name', 'roles']),
    ...(ALGORITHMS as unknown as Configuration),
    clients: [
      {
        ...client(deps, STAFF_CLIENT, 'staff'),
        grant_types: ['authorization_code', 'refresh_token'],
        scope: 'openid profile offline_access',
      } as never,
    ],
    scopes: ['openid', 'offline_access', 'profile'],
    features: FEATURES,
  } as Configuration);
  provider.use(endWebSession(deps, 'staff') as never);
  return provider;
}
