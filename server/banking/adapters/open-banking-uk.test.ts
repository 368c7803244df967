import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WIRE_FOLDER, wireDocumentsAreHere } from '../../sandbox-bank/testing/wire-documents.ts';
import { describeBankAdapter } from '../contract/bank-adapter.contract.ts';
import { describeAnswerSafety } from './testing/answer-safety.ts';
import { describeFapi1 } from './testing/fapi1-checks.ts';
import { createRequestCheck } from './testing/request-check.ts';
import { type Between, type SandboxHarness, type SentRequest, startSandboxHarness } from './testing/sandbox-harness.ts';
import { describeTokenSafety } from './testing/token-safety.ts';

/** One sandbox bank, reached over HTTP in every combination of dialect and security profile. */

let harness: SandboxHarness;
beforeAll(async () => {
  harness = await startSandboxHarness();
}, 60_000);
afterAll(() => harness.close());

const sent: SentRequest[] = [];
const record: Between = (request, send) => {
  sent.push(request);
  return send();
};

for (const standard of ['open-banking-uk-v4.0', 'open-banking-uk-v3.1'] as const)
  for (const profile of ['fapi2', 'fapi1-advanced'] as const)
    describeBankAdapter(`${standard} by ${profile}`, () => harness.contractBank(standard, profile, record));

const EXTENSIONS_FILE = join(import.meta.dirname, '../../sandbox-bank/api/sandbox-extensions.openapi.json');

describe('every request that the contract made', () => {
  const below = (base: string) => sent.filter(({ url }) => new URL(url).pathname.startsWith(`${base}/`));

  test('carries an interaction id of its own and a token bound to its holder', () => {
    const requests = ['/open-banking', '/sandbox-extensions'].flatMap(below);
    expect(requests.length).toBeGreaterThan(100);
    const ids = requests.map(({ headers }) => headers.get('x-fapi-interaction-id'));
    expect(ids.every((id) => /^[0-9a-f-]{36}$/.test(id ?? ''))).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
    const isBound = ({ url, headers }: SentRequest) =>
      url.startsWith('https:')
        ? headers.get('authorization')?.startsWith('Bearer ') && !headers.has('dpop')
        : headers.get('authorization')?.startsWith('DPoP ') && headers.has('dpop');
    expect(requests.filter((request) => !isBound(request))).toEqual([]);
  });

  test.skipIf(!wireDocumentsAreHere)("is what the standard's documents say, and none that we use is missing", () => {
    const { check, operations } = createRequestCheck({
      '/open-banking/v4.0/aisp': join(WIRE_FOLDER, 'account-info-openapi.json'),
      '/open-banking/v4.0/pisp': join(WIRE_FOLDER, 'payment-initiation-openapi.json'),
    });
    for (const request of below('/open-banking/v4.0')) check(request);
    expect(operations().map((operation) => operation.replace('/open-banking/v4.0', ''))).toEqual([
      'GET /aisp/accounts',
      'GET /aisp/accounts/{AccountId}',
      'GET /aisp/accounts/{AccountId}/balances',
      'GET /aisp/accounts/{AccountId}/transactions',
      'GET /aisp/beneficiaries',
      'GET /pisp/domestic-payment-consents/{ConsentId}',
      'GET /pisp/domestic-payments/{DomesticPaymentId}',
      'GET /pisp/domestic-scheduled-payment-consents/{ConsentId}',
      'GET /pisp/domestic-scheduled-payments/{DomesticScheduledPaymentId}',
      'GET /pisp/domestic-standing-order-consents/{ConsentId}',
      'GET /pisp/domestic-standing-orders/{DomesticStandingOrderId}',
      'POST /aisp/account-access-consents',
      'POST /pisp/domestic-payment-consents',
      'POST /pisp/domestic-payments',
      'POST /pisp/domestic-scheduled-payment-consents',
      'POST /pisp/domestic-scheduled-payments',
      'POST /pisp/domestic-standing-order-consents',
      'POST /pisp/domestic-standing-orders',
    ]);
  });

  test.skipIf(!wireDocumentsAreHere)('and the check sees what is wrong with one', () => {
    const check = (changes: Partial<SentRequest>) => {
      const found = below('/open-banking/v4.0/pisp').find(({ method }) => method === 'POST') as SentRequest;
      createRequestCheck({
        '/open-banking/v4.0/pisp': join(WIRE_FOLDER, 'payment-initiation-openapi.json'),
      }).check({ ...found, ...changes });
    };
    const without = (name: string) => {
      const headers = new Headers(sent.find(({ headers }) => headers.has(name))?.headers);
      headers.delete(name);
      return headers;
    };
    check({});
    expect(() => check({ headers: without('x-idempotency-key') })).toThrow(/no x-idempotency-key/);
    expect(() => check({ headers: without('x-jws-signature') })).toThrow(/no x-jws-signature/);
    expect(() => check({ body: JSON.stringify({ Data: {}, Risk: {} }) })).toThrow(/Initiation/);
    expect(() => check({ url: 'https://bank.test/open-banking/v4.0/pisp/payments' })).toThrow(/no operation/);
  });

  test.skipIf(!existsSync(EXTENSIONS_FILE))("is what the sandbox's own document says beside the standard", () => {
    const { check, operations } = createRequestCheck({ '/sandbox-extensions/v1': EXTENSIONS_FILE });
    for (const request of below('/sandbox-extensions/v1')) check(request);
    expect(operations().map((operation) => operation.replace('/sandbox-extensions/v1', ''))).toEqual([
      'DELETE /beneficiaries/{BeneficiaryId}',
      'POST /accounts/{AccountId}/beneficiaries',
      'POST /alias-resolutions',
      'POST /orders/{OrderId}/cancellation',
      'POST /payee-confirmations',
      'POST /payment-consents/{ConsentId}/withdrawal',
    ]);
  });
});

describeTokenSafety(() => harness);
describeAnswerSafety(() => harness);
describeFapi1(() => harness);
