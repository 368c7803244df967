import { generate } from 'selfsigned';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { BankAccess } from '../../../identity/bank-tokens.ts';
import { SUBJECTS } from '../../../sandbox-bank/testing/test-branch.ts';
import { alter, ask, refused } from './attack-tools.ts';
import { startLoopbackServer } from './loopback-server.ts';
import type { Between, Connected, Profile, SandboxHarness } from './sandbox-harness.ts';

/** Attacks on tokens. Each first succeeds for whoever is entitled. */

const PAGE = 10;

export function describeTokenSafety(harnessOf: () => SandboxHarness): void {
  let trap: Awaited<ReturnType<typeof startLoopbackServer>>;
  beforeAll(async () => {
    trap = await startLoopbackServer();
  });
  afterAll(() => trap.close());
  beforeEach(() => {
    trap.hits.length = 0;
  });

  describe("an address outside the bank's origins gets no request and no token, where it is named", () => {
    const operations: [string, (connected: Connected) => Promise<boolean>][] = [
      ['token_endpoint', async ({ adapter }) => (await adapter.createAccountConsent()).ok],
      ['pushed_authorization_request_endpoint', (connected) => succeeds(connected.signIn('anna'))],
      ['authorization_endpoint', (connected) => succeeds(connected.whereToSignIn())],
      ['jwks_uri', async (connected) => (await ask(connected)).ok],
      [
        'backchannel_authentication_endpoint',
        async (connected) => {
          const consent = await ask(connected);
          const consentId = consent.ok ? consent.value : '';
          const request = { consentId, customerSubject: SUBJECTS.anna, bindingCode: 'KX7-204' };
          return (await connected.adapter.requestApproval(request)).ok;
        },
      ],
    ];
    const profiles = ['fapi2', 'fapi1-advanced'] as const satisfies readonly Profile[];
    const cases = operations.flatMap(([name, use]) => profiles.map((profile) => [name, profile, use] as const));

    /** As trusted as the bank by its certificate where the profile asks for TLS: only the configuration tells them apart. */
    let traps: Readonly<Record<Profile, typeof trap>>;
    beforeAll(async () => {
      const certificate = harnessOf().bank.mtls?.certificates.bank;
      traps = { fapi2: trap, 'fapi1-advanced': await startLoopbackServer(undefined, certificate) };
    });
    afterAll(() => traps['fapi1-advanced'].close());
    const naming = (name: string, { url }: typeof trap) =>
      alter(/\.well-known/, (metadata) => ({ ...metadata, [name]: `${url}/${name}` }));

    test.each(cases)("as the metadata's %s (%s)", async (name, profile, use) => {
      const foreign = traps[profile];
      expect(await use(harnessOf().connect({ profile }))).toBe(true);
      expect(await use(harnessOf().connect({ profile, between: naming(name, foreign) }))).toBe(false);
      expect(foreign.hits.splice(0)).toEqual([]);
    });

    test.each(profiles)(
      'and the trap would know: an origin that is configured gets the request (%s)',
      async (profile) => {
        const foreign = traps[profile];
        const between = naming('token_endpoint', foreign);
        const { adapter } = harnessOf().connect({ profile, between, otherOrigins: [foreign.url] });
        expect(await adapter.createAccountConsent()).toEqual(refused('bank-unavailable'));
        expect(foreign.hits.splice(0)).toHaveLength(1);
      },
    );

    test('as a redirect of the API', async () => {
      const access = await harnessOf().connect().signIn('anna');
      let location: string | null = null;
      const front = await startLoopbackServer((request, response) => {
        const { 'x-fapi-interaction-id': id = '' } = request.headers;
        response.writeHead(location ? 307 : 200, { ...(location && { location }), 'x-fapi-interaction-id': id });
        response.end('{"Data":{"Account":[]}}');
      });
      const { adapter } = harnessOf().connect({ apiUrl: `${front.url}/open-banking/v4.0` });
      expect(await adapter.listAccounts(access)).toEqual({ ok: true, value: [] });
      location = `${trap.url}/open-banking/v4.0/aisp/accounts`;
      expect(await adapter.listAccounts(access)).toEqual(refused('bank-unavailable'));
      expect(front.hits).toHaveLength(2);
      expect(trap.hits).toEqual([]);
      await front.close();
    });
  });

  describe('the next page', () => {
    let access: BankAccess;
    const asked: string[] = [];
    beforeAll(async () => {
      access = await harnessOf().connect().signIn('anna');
    });

    /** The first page, cut short, goes on at `next`. */
    const goingOnAt = (next: (url: string) => string): Connected => {
      asked.length = 0;
      const page = alter(/\/transactions/, (body, { url }) => {
        const Transaction = body.Data?.Transaction?.slice(0, PAGE);
        return { ...body, Data: { Transaction }, Links: { ...body.Links, Next: next(url) } };
      });
      return harnessOf().connect({
        between: (request, send) => {
          if (!request.url.includes('/.well-known/')) asked.push(request.url);
          return page(request, send);
        },
      });
    };
    const list = ({ adapter }: Connected) => adapter.listTransactions(access, 'acc-anna-current');
    const withPage = (url: string) => {
      const next = new URL(url);
      next.searchParams.set('page', String(Number(next.searchParams.get('page') ?? 1) + 1));
      return next.href;
    };

    test('is read where it is one, until there is enough', async () => {
      const between = alter(/\/transactions$/, (body) => ({
        ...body,
        Data: { Transaction: body.Data.Transaction.slice(0, PAGE) },
      }));
      const whole = await list(harnessOf().connect({ between }));
      expect(whole.ok && whole.value.length).toBe(50);
    });

    test.each([
      ['at another origin', () => `${trap.url}/open-banking/v4.0/aisp/accounts/acc-anna-current/transactions?page=2`],
      ['of another account', (url: string) => withPage(url).replace('acc-anna', 'acc-oliver')],
      ['outside the API', (url: string) => new URL('/elsewhere', url).href],
      ['with a name and password', (url: string) => withPage(url).replace('://', '://a:b@')],
      ['that is no address', () => 'page two'],
    ])('is not asked for %s', async (_where, next) => {
      expect(await list(goingOnAt(next))).toEqual(refused('bank-unavailable'));
      expect(asked).toHaveLength(1);
      expect(trap.hits).toEqual([]);
    });

    test('is not asked for without end', async () => {
      const between: Between = async (request, send) => {
        const first = new URL(request.url);
        first.search = '';
        if (!first.pathname.endsWith('/transactions')) return send();
        asked.push(request.url);
        const headers = { 'x-fapi-interaction-id': request.headers.get('x-fapi-interaction-id') ?? '' };
        return Response.json({ Data: { Transaction: [] }, Links: { Next: withPage(request.url) } }, { headers });
      };
      asked.length = 0;
      expect(await list(harnessOf().connect({ between }))).toEqual(refused('bank-unavailable'));
      expect(asked).toHaveLength(20);
    });
  });

  test.each(['fapi2', 'fapi1-advanced'] as const)('a customer who says no is not signed in (%s)', async (profile) => {
    const connected = harnessOf().connect({ profile });
    expect((await connected.signIn('anna')).accessToken).not.toBe('');
    await expect(connected.signIn('anna', 'deny')).rejects.toThrow('sign-in-denied');
  });

  describe('a token opens nothing', () => {
    const accountsBy = ({ adapter }: Connected, access: BankAccess) => adapter.listAccounts(access);

    test('without the key that it is bound to', async () => {
      const connected = harnessOf().connect();
      const [anna, again] = [await connected.signIn('anna'), await connected.signIn('anna')];
      expect((await accountsBy(connected, anna)).ok).toBe(true);
      expect(await accountsBy(connected, { ...anna, dpopKey: again.dpopKey })).toEqual(
        refused('bank-sign-in-required'),
      );
      expect(await accountsBy(connected, { ...anna, dpopKey: null })).toEqual(refused('bank-sign-in-required'));
    });

    test('without the certificate that it is bound to', async () => {
      const profile = 'fapi1-advanced';
      const connected = harnessOf().connect({ profile });
      const anna = await connected.signIn('anna');
      expect((await accountsBy(connected, anna)).ok).toBe(true);
      const own = [{ name: 'commonName', value: 'atrium-branch' }];
      const made = await generate(own, { keyType: 'ec', algorithm: 'sha256' });
      const stranger = { certificate: made.cert, key: made.private };
      for (const tls of [{ certificate: '', key: '' }, stranger]) {
        const other = harnessOf().connect({ profile, tls });
        expect(await accountsBy(other, anna)).toEqual(refused('bank-sign-in-required'));
        expect(await other.adapter.createAccountConsent()).toEqual(refused('bank-unavailable'));
      }
    });

    test("at the other door of the bank, where another profile's tokens are taken", async () => {
      const [plain, mutual] = [harnessOf().connect(), harnessOf().connect({ profile: 'fapi1-advanced' })];
      const [byKey, byCertificate] = [await plain.signIn('anna'), await mutual.signIn('anna')];
      expect((await accountsBy(plain, byKey)).ok).toBe(true);
      expect((await accountsBy(mutual, byCertificate)).ok).toBe(true);
      expect(await accountsBy(mutual, { ...byKey, dpopKey: null })).toEqual(refused('bank-sign-in-required'));
      const borrowed = { ...byCertificate, dpopKey: byKey.dpopKey };
      expect(await accountsBy(plain, borrowed)).toEqual(refused('bank-sign-in-required'));
    });
  });
}

async function succeeds(work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch {
    return false;
  }
}
