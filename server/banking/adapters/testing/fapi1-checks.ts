import * as oidc from 'openid-client';
import { beforeAll, describe, expect, test } from 'vitest';
import type { BankTokens } from '../../../identity/bank-tokens.ts';
import { BRANCH_URL } from '../../../sandbox-bank/testing/test-bank.ts';
import { credentials } from '../../../sandbox-bank/testing/test-branch.ts';
import { createTestBrowser } from '../../../sandbox-bank/testing/test-browser.ts';
import type { Connected, SandboxHarness } from './sandbox-harness.ts';

const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';

/** What FAPI 1.0 Advanced asks beyond what the contract shows. */
export function describeFapi1(harnessOf: () => SandboxHarness): void {
  describe('under FAPI 1.0 Advanced', () => {
    let connected: Connected;
    let withoutCertificate: Connected;
    let configuration: oidc.Configuration;
    let tokens: BankTokens;
    beforeAll(async () => {
      const profile = 'fapi1-advanced';
      connected = harnessOf().connect({ profile });
      withoutCertificate = harnessOf().connect({ profile, tls: { certificate: '', key: '' } });
      configuration = await connected.client();
      tokens = await connected.signIn('anna');
    });

    async function authorization(): Promise<Record<string, string>> {
      const intent = await connected.adapter.createAccountConsent();
      return {
        redirect_uri: `${BRANCH_URL}/api/sign-in/callback/customer`,
        scope: 'openid profile offline_access accounts',
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        code_challenge: await oidc.calculatePKCECodeChallenge(oidc.randomPKCECodeVerifier()),
        code_challenge_method: 'S256',
        prompt: 'consent',
        'openbanking-intent-id': intent.ok ? intent.value : '',
      };
    }

    test('a request is taken as a signed object and in no other way', async () => {
      const pushed = await connected.client.pushAuthorization(await authorization(), null);
      expect([...pushed.searchParams.keys()].sort()).toEqual(['client_id', 'request_uri']);
      await expect(oidc.buildAuthorizationUrlWithPAR(configuration, await authorization())).rejects.toThrow();
    });

    test('a request is pushed by whoever shows the certificate', async () => {
      expect((await connected.client.pushAuthorization(await authorization(), null)).href).toContain('request_uri');
      const parameters = await authorization();
      await expect(withoutCertificate.client.pushAuthorization(parameters, null)).rejects.toThrow();
    });

    test('tokens are renewed for the certificate that they are bound to, and for no other connection', async () => {
      const refused = withoutCertificate
        .client()
        .then((other) => oidc.refreshTokenGrant(other, tokens.refreshToken ?? ''));
      await expect(refused).rejects.toThrow();
      const renewed = await oidc.refreshTokenGrant(configuration, tokens.refreshToken ?? '');
      expect(renewed.token_type).toBe('bearer');
      const access = { accessToken: renewed.access_token, dpopKey: null };
      expect((await connected.adapter.listAccounts(access)).ok).toBe(true);
    });

    test('a device is signed in by the phone, and a revoked token opens nothing', async () => {
      const { redirect_uri: _uri, 'openbanking-intent-id': intent = '' } = await authorization();
      const device = await oidc.initiateDeviceAuthorization(configuration, {
        scope: 'openid profile offline_access accounts',
        device_kind: 'headset',
        branch_name: 'Atrium Flagship',
        'openbanking-intent-id': intent,
      });
      const { url } = harnessOf().bank;
      const phone = createTestBrowser(url);
      const signIn = await phone.open(device.verification_uri_complete ?? '');
      const question = await phone.submit(signIn, credentials('anna'));
      await phone.submit(question, { decision: device.user_code }, '/device/decision');
      const answer = await oidc.genericGrantRequest(configuration, DEVICE_GRANT, { device_code: device.device_code });
      const access = { accessToken: answer.access_token, dpopKey: null };
      expect((await connected.adapter.listAccounts(access)).ok).toBe(true);
      await oidc.tokenRevocation(configuration, answer.refresh_token ?? '');
      expect(await connected.adapter.listAccounts(access)).toEqual({ ok: false, error: 'bank-sign-in-required' });
    });
  });
}
