import { randomUUID } from 'node:crypto';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { BankAccess } from '../../../identity/bank-tokens.ts';
import type { PaymentOrder } from '../../bank-adapter.ts';
import { startLoopbackServer } from './loopback-server.ts';
import type { Between, Connected, Profile, SandboxHarness, SentRequest } from './sandbox-harness.ts';

/** Attacks on tokens, and on what the branch believes. Each first succeeds for whoever is entitled. */

const refused = (error: string) => ({ ok: false, error });
const PAGE = 10;

const order = (): PaymentOrder => ({
  reference: 'Safety',
  endToEndId: randomUUID().replaceAll('-', ''),
  debtor: { scheme: 'UK.OBIE.SortCodeAccountNumber', identification: '20451431926819' },
  creditor: { scheme: 'UK.OBIE.SortCodeAccountNumber', identification: '20451455779911', name: 'Oliver Bennett' },
  amount: { minor: 101n, currency: 'GBP' },
  schedule: { kind: 'now' },
  isOwnTransfer: false,
});
const ask = ({ adapter }: Connected) => adapter.createPaymentConsent(order(), randomUUID());

/** Changes the JSON that the bank answers at one place; its headers, and so its signature, stay as they were. */
const alter =
  (where: RegExp, change: (body: Answered, request: SentRequest) => unknown): Between =>
  async (request, send) => {
    const response = await send();
    if (!where.test(request.url)) return response;
    const body = change((await response.json()) as Answered, request);
    return new Response(JSON.stringify(body), { status: response.status, headers: response.headers });
  };
// biome-ignore lint/suspicious/noExplicitAny: an answer of the bank, which the attacks look into.
type Answered = any;

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
          const request = { consentId, customerSubject: 'c-7f31a9d2', bindingCode: 'KX7-204' };
          return (await connected.adapter.requestApproval(request)).ok;
        },
      ],
    ];
    const profiles = ['fapi2', 'fapi1-advanced'] as const satisfies readonly Profile[];
    const cases = operations.flatMap(([name, use]) => profiles.map((profile) => [name, profile, use] as const));

    test.each(cases)("as the metadata's %s (%s)", async (name, profile, use) => {
      const naming = (url: string) => alter(/\.well-known/, (metadata) => ({ ...metadata, [name]: `${url}/${name}` }));
      expect(await use(harnessOf().connect({ profile }))).toBe(true);
      expect(await use(harnessOf().connect({ profile, between: naming(trap.url) }))).toBe(false);
      expect(trap.hits).toEqual([]);
    });

    test('and the trap would know: an origin that is configured gets the request', async () => {
      const between = alter(/\.well-known/, (metadata) => ({ ...metadata, token_endpoint: `${trap.url}/token` }));
      const { adapter } = harnessOf().connect({ between, otherOrigins: [trap.url] });
      expect(await adapter.createAccountConsent()).toEqual(refused('bank-unavailable'));
      expect(trap.hits).toHaveLength(1);
    });

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
      return harnessOf().connect({
        between: alter(/\/transactions/, (body, { url }) => {
          asked.push(url);
          const Transaction = body.Data?.Transaction?.slice(0, PAGE);
          return { ...body, Data: { Transaction }, Links: { ...body.Links, Next: next(url) } };
        }),
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

  describe('an answer about a payment is believed', () => {
    const consents = /\/pisp\/domestic-payment-consents/;
    const alteredBy = (between: Between) => ask(harnessOf().connect({ between }));

    test('only as the bank has signed it', async () => {
      expect((await alteredBy(alter(consents, (body) => body))).ok).toBe(true);
      const changed = alter(consents, ({ Data, ...rest }) => ({ ...rest, Data: { ...Data, ConsentId: 'pc-other' } }));
      expect(await alteredBy(changed)).toEqual(refused('outcome-unknown'));
      const unsigned: Between = async (_request, send) => {
        const response = await send();
        response.headers.delete('x-jws-signature');
        return response;
      };
      expect(await alteredBy(unsigned)).toEqual(refused('outcome-unknown'));
    });

    test('a refusal too: what was refused may have been done, if it is not the bank that says so', async () => {
      const consentKey = randomUUID();
      const { adapter } = harnessOf().connect();
      await adapter.createPaymentConsent(order(), consentKey);
      expect(await adapter.createPaymentConsent(order(), consentKey)).toEqual(refused('bank-refused'));
      const forged: Between = async (request, send) =>
        consents.test(request.url)
          ? Response.json({ Errors: [{ ErrorCode: 'U002' }] }, { status: 400, headers: request.headers })
          : send();
      expect(await alteredBy(forged)).toEqual(refused('outcome-unknown'));
    });

    test('only in answer to this very request', async () => {
      const without: Between = async (_request, send) => {
        const response = await send();
        response.headers.delete('x-fapi-interaction-id');
        return response;
      };
      expect(await alteredBy(without)).toEqual(refused('outcome-unknown'));
    });

    test('only of the order that was asked for, signed or not', async () => {
      let earlier: { readonly text: string; readonly signature: string; readonly status: number } | undefined;
      const replay: Between = async (request, send) => {
        const response = await send();
        if (!consents.test(request.url)) return response;
        earlier ??= {
          text: await response.text(),
          signature: response.headers.get('x-jws-signature') ?? '',
          status: response.status,
        };
        const headers = new Headers(response.headers);
        headers.set('x-jws-signature', earlier.signature);
        return new Response(earlier.text, { status: earlier.status, headers });
      };
      const { adapter } = harnessOf().connect({ between: replay });
      const first = order();
      const consent = await adapter.createPaymentConsent(first, randomUUID());
      expect(consent.ok).toBe(true);
      expect(await adapter.createPaymentConsent(first, randomUUID())).toEqual(consent);
      for (const other of [
        order(),
        { ...first, amount: { minor: 1010n, currency: 'GBP' } },
        { ...first, creditor: { ...first.creditor, identification: '20451470872490' } },
        { ...first, isOwnTransfer: true },
      ])
        expect(await adapter.createPaymentConsent(other, randomUUID())).toEqual(refused('outcome-unknown'));
      const consentId = consent.ok ? consent.value : '';
      expect(await adapter.readPaymentConsent(consentId, 'payment')).toEqual({ ok: true, value: 'awaiting' });
      expect(await adapter.readPaymentConsent('pc-other', 'payment')).toEqual(refused('bank-unavailable'));
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
