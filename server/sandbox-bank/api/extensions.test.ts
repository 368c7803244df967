import { afterAll, beforeAll, expect, test } from 'vitest';
import { britishIban } from '../../../shared/account-number.ts';
import { BANK_CODE } from '../clearing.ts';
import { startTestBank, type TestBank } from '../testing/test-bank.ts';
import { type Access, createTestBranch, PERMISSIONS, type TestBranch } from '../testing/test-branch.ts';
import { createOrderClient, OLIVER, type OrderClient } from '../testing/test-orders.ts';
import { createWireCheck, readExtensionsDocument } from '../testing/wire-documents.ts';
import { QUESTIONS_A_MINUTE } from './extensions-api.ts';

const START_MS = 90_000;
const wire = createWireCheck(readExtensionsDocument());

let bank: TestBank;
let branch: TestBranch;
let client: Access;
let anna: Access;

beforeAll(async () => {
  bank = await startTestBank();
  branch = await createTestBranch(bank);
  client = await branch.clientAccess('payments');
  anna = await branch.signIn('anna');
}, START_MS);
afterAll(() => bank?.close());
afterAll(() => console.info(`Held against our document:\n  ${wire.coverage().join('\n  ')}`));

/** Each answer is what the document says of it. */
async function call(status: number, method: string, path: string, access: Access, body?: unknown, sign = true) {
  const url = `${bank.url}/sandbox-extensions/v1${path}`;
  const answer = await branch.call(method, url, access, { body, sign: sign && body !== undefined });
  expect(answer.status, answer.text).toBe(status);
  wire.check(method, `/extensions${path}`, answer);
  return answer;
}
const post = (status: number, path: string, body: unknown, access = client) => call(status, 'POST', path, access, body);
const codeOf = ({ body }: Awaited<ReturnType<typeof call>>) => body.Errors[0].ErrorCode;
const named = (Identification: string, Name: string, SchemeName = 'UK.OBIE.SortCodeAccountNumber') => ({
  Data: { SchemeName, Identification, Name },
});

test('a payee is confirmed by name; who nearly knew it is told the name, who did not is told nothing', async () => {
  const confirm = async (body: unknown) => (await post(200, '/payee-confirmations', body)).body.Data;
  expect(await confirm(named(OLIVER, 'MR OLIVER BENNETT'))).toEqual({ Outcome: 'MATC' });
  expect(await confirm(named(OLIVER, 'O Bennett'))).toEqual({ Outcome: 'CLOS', Name: 'Oliver Bennett' });
  expect(await confirm(named(OLIVER, 'Anna Petrova'))).toEqual({ Outcome: 'NMTC' });
  expect(await confirm(named('20451470872490', 'Maria Sokolova'))).toEqual({ Outcome: 'MATC' });
  const iban = britishIban(BANK_CODE, OLIVER);
  expect(await confirm(named(iban, 'Oliver Bennett', 'UK.OBIE.IBAN'))).toEqual({ Outcome: 'MATC' });
  for (const elsewhere of ['60837100000001', '20451400000000', '20451499999999'])
    expect(await confirm(named(elsewhere, 'Hartley Lettings'))).toEqual({ Outcome: 'UNAV' });
});

test('a phone number names an account, and its holder as far as a stranger may know them', async () => {
  const found = await post(200, '/alias-resolutions', { Data: { Alias: '+447700900123' } });
  expect(found.body.Data.Account).toEqual({
    SchemeName: 'UK.OBIE.SortCodeAccountNumber',
    Identification: OLIVER,
    Name: 'Oliver B.',
  });
  expect(codeOf(await post(400, '/alias-resolutions', { Data: { Alias: '+447700900999' } }))).toBe('AliasUnknown');
});

test('what is asked in a wrong way, by nobody, unsigned or with a token for something else is refused', async () => {
  await post(200, '/payee-confirmations', named(OLIVER, 'Oliver Bennett'));
  const wrong = [named('1234', 'X'), named(OLIVER, ''), named(OLIVER, 'x\u202Ey'), named(OLIVER, 'X', 'UK.OBIE.IBAN')];
  for (const body of wrong) expect(codeOf(await post(400, '/payee-confirmations', body))).toBe('U002');
  for (const Alias of ['07700900123', '+0', "+44'--", '']) await post(400, '/alias-resolutions', { Data: { Alias } });
  const paths = [
    '/payee-confirmations',
    '/alias-resolutions',
    '/payment-consents/pc-1/withdrawal',
    '/orders/dsp-1/cancellation',
  ];
  for (const path of paths) {
    expect(codeOf(await call(400, 'POST', path, client, {}, false))).toBe('U018');
    await post(401, path, {}, { ...client, token: 'x' });
    expect(codeOf(await post(403, path, {}, anna))).toBe('U010');
    expect(codeOf(await post(403, path, {}, await branch.clientAccess('accounts')))).toBe('U010');
  }
});

test('a consent that is withdrawn is rejected for good, and says so again', async () => {
  const payments = createOrderClient(bank, branch, 'v4.0', 'payment');
  const { consentId, body, access, key } = await payments.approved();
  const path = `/payment-consents/${consentId}/withdrawal`;
  for (let time = 0; time < 2; time++)
    expect((await post(200, path, {})).body.Data).toEqual({ ConsentId: consentId, Status: 'RJCT' });
  const late = await payments.order(body, access, key);
  expect([late.status, late.body?.Errors[0].ErrorCode]).toEqual([400, 'U009']);
});

test('a consent of which a payment was made, or that is not there, is not withdrawn', async () => {
  const payments = createOrderClient(bank, branch, 'v4.0', 'payment');
  const { consentId, body, access, key } = await payments.approved();
  expect((await payments.order(body, access, key)).status).toBe(201);
  expect(codeOf(await post(409, `/payment-consents/${consentId}/withdrawal`, {}))).toBe('ConsentUsed');
  expect(codeOf(await post(400, '/payment-consents/pc-unknown/withdrawal', {}))).toBe('U011');
});

const LATER = ['scheduled-payment', 'standing-order'] as const;
async function made(orders: OrderClient): Promise<string> {
  const { body, access, key } = await orders.approved();
  return orders.idOf(await orders.order(body, access, key));
}

test.each(LATER)('a %s is cancelled once and says so again, in both dialects', async (product) => {
  const orders = createOrderClient(bank, branch, 'v4.0', product);
  const id = await made(orders);
  for (let time = 0; time < 2; time++)
    expect((await post(200, `/orders/${id}/cancellation`, {})).body.Data).toEqual({ OrderId: id, Status: 'CANC' });
  const older = createOrderClient(bank, branch, 'v3.1.11', product);
  expect((await orders.read(id)).body.Data.Status).toBe('CANC');
  expect((await older.read(id)).body.Data.Status).toBe('Cancelled');
});

test('what was paid, and what is no order for later, is not cancelled', async () => {
  const payments = createOrderClient(bank, branch, 'v4.0', 'payment');
  expect(codeOf(await post(400, `/orders/${await made(payments)}/cancellation`, {}))).toBe('U011');
  expect(codeOf(await post(400, '/orders/dsp-unknown/cancellation', {}))).toBe('U011');
  const scheduled = createOrderClient(bank, branch, 'v4.0', 'scheduled-payment');
  const id = await made(scheduled);
  bank.setClockOffsetMs(31 * 24 * 60 * 60_000);
  try {
    await expect.poll(async () => (await scheduled.read(id)).body.Data.Status).toBe('ACSC');
    expect(codeOf(await post(409, `/orders/${id}/cancellation`, {}))).toBe('OrderNotCancellable');
  } finally {
    bank.setClockOffsetMs(0);
  }
});

test('a beneficiary is saved once for each account, listed, and removed by its customer alone', async () => {
  const path = '/accounts/acc-anna-current/beneficiaries';
  const saved = await post(201, path, named('60837100000077', 'Northside Outfitters'), anna);
  const again = await post(200, path, named('60837100000077', 'Another name'), anna);
  expect(again.body).toEqual(saved.body);
  const id: string = saved.body.Data.BeneficiaryId;
  const listed = async () =>
    (await branch.call('GET', '/aisp/beneficiaries', anna)).body.Data.Beneficiary.map(
      (one: { BeneficiaryId: string }) => one.BeneficiaryId,
    );
  expect(await listed()).toContain(id);
  const oliver = await branch.signIn('oliver');
  expect(codeOf(await call(400, 'DELETE', `/beneficiaries/${id}`, oliver))).toBe('U011');
  expect(await listed()).toContain(id);
  await call(204, 'DELETE', `/beneficiaries/${id}`, anna);
  expect(await listed()).not.toContain(id);
  await call(400, 'DELETE', `/beneficiaries/${id}`, anna);
});

test("nobody saves to another's account, or without the permission, the signature or a customer", async () => {
  const path = '/accounts/acc-anna-current/beneficiaries';
  const body = named('60837100000078', 'Loom & Thread');
  await post(201, path, body, anna);
  expect(codeOf(await post(403, '/accounts/acc-oliver-current/beneficiaries', body, anna))).toBe('U001');
  expect(codeOf(await post(400, '/accounts/acc-nobody/beneficiaries', body, anna))).toBe('U011');
  expect(codeOf(await call(400, 'POST', path, anna, body, false))).toBe('U018');
  expect(codeOf(await post(403, path, body, client))).toBe('U010');
  expect(codeOf(await post(403, path, body, await branch.clientAccess('accounts')))).toBe('U010');
  await post(401, path, body, { ...anna, token: 'x' });
  await call(401, 'DELETE', '/beneficiaries/ben-1', { ...anna, token: 'x' });
  const some = await branch.signIn(
    'anna',
    undefined,
    PERMISSIONS.filter((one) => one !== 'ReadBeneficiariesDetail'),
  );
  expect(codeOf(await post(403, path, body, some))).toBe('U001');
  expect(codeOf(await call(403, 'DELETE', '/beneficiaries/ben-1', some))).toBe('U001');
});

test('whoever goes through the phone numbers is told to wait', async () => {
  let last = 200;
  for (let number = 0; number <= QUESTIONS_A_MINUTE.aliases && last !== 429; number++) {
    const url = `${bank.url}/sandbox-extensions/v1/alias-resolutions`;
    const body = { Data: { Alias: `+4477009005${String(number).padStart(2, '0')}` } };
    const answer = await branch.call('POST', url, client, { body, sign: true });
    last = answer.status;
    if (last === 429) wire.check('POST', '/extensions/alias-resolutions', answer);
  }
  expect(last).toBe(429);
  const refused = await post(429, '/alias-resolutions', { Data: { Alias: '+447700900123' } });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
});
