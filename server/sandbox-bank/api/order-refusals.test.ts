import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { britishIban } from '../../../shared/account-number.ts';
import { BANK_CODE } from '../clearing.ts';
import { startTestBank, type TestBank } from '../testing/test-bank.ts';
import { type Access, type Answer, createTestBranch, type TestBranch } from '../testing/test-branch.ts';
import {
  ANNA,
  createOrderClient,
  dayAhead,
  type Message,
  OLIVER,
  type OrderClient,
  type OrderFields,
} from '../testing/test-orders.ts';
import type { StandardCode } from './api-error.ts';
import { DIALECTS, type Dialect } from './dialects.ts';
import type { Product } from './order-tables.ts';

const START_MS = 90_000;
const EUROS = 'acc-maria-trips';
/** Another account of Anna's. */
const SAVINGS = '20451431926827';

let bank: TestBank;
let branch: TestBranch;
let client: Access;

beforeAll(async () => {
  bank = await startTestBank();
  branch = await createTestBranch(bank);
  client = await branch.clientAccess('payments');
}, START_MS);
afterAll(() => bank?.close());

const CASES = (Object.keys(DIALECTS) as Dialect['version'][]).flatMap((version) =>
  (['payment', 'scheduled-payment', 'standing-order'] as const).map((product) => ({ version, product })),
);

/** Where each product and dialect says what every order has. */
const amountOf = ({ Data: { Initiation } }: Message) => Initiation.InstructedAmount ?? Initiation.FirstPaymentAmount;
function setReference({ Data: { Initiation } }: Message, text: string): void {
  if ('Reference' in Initiation) Initiation.Reference = text;
  else if ('Reference' in Initiation.RemittanceInformation) Initiation.RemittanceInformation = { Reference: text };
  else Initiation.RemittanceInformation = { Unstructured: [text] };
}
function setDay({ Data: { Initiation } }: Message, dateTime: string): void {
  const place = Initiation.MandateRelatedInformation ?? Initiation;
  place['RequestedExecutionDateTime' in place ? 'RequestedExecutionDateTime' : 'FirstPaymentDateTime'] = dateTime;
}

describe.each(CASES)('$product in $version', ({ version, product }) => {
  let orders: OrderClient;
  beforeAll(() => {
    orders = createOrderClient(bank, branch, version, product);
  });
  const refused = (answer: Answer, status: number, code: StandardCode) =>
    expect({ status: answer.status, code: answer.body?.Errors?.[0]?.ErrorCode }, answer.text).toEqual({
      status,
      code: DIALECTS[version].errorCode(code),
    });
  const asked = (fields?: OrderFields) => orders.askConsent(orders.consent(fields));

  test('an order is made once for its key, however often and at the same time it is sent', async () => {
    const { body, access, key } = await orders.approved();
    const answers = await Promise.all(Array.from({ length: 5 }, () => orders.order(body, access, key)));
    expect(answers.map((one) => one.status)).toEqual(Array(5).fill(201));
    expect(new Set(answers.map(orders.idOf)).size).toBe(1);
    const changed = structuredClone(body);
    amountOf(changed).Amount = '12.35';
    refused(await orders.order(changed, access, key), 409, 'U029');
    const savings = await orders.approved({ debtor: SAVINGS });
    refused(await orders.order(savings.body, savings.access, key), 409, 'U029');
    expect((await orders.order(savings.body, savings.access, savings.key)).status).toBe(201);
    refused(await orders.order(body, access, randomUUID()), 400, 'U009');
  });

  test('a consent key replayed with another body is refused; a refused request may be corrected under its key', async () => {
    const key = randomUUID();
    const right = orders.consent();
    refused(await orders.askConsent(orders.consent({ amount: '0.00' }), { key }), 400, 'U002');
    const made = await orders.askConsent(right, { key });
    expect(made.status, made.text).toBe(201);
    expect((await orders.askConsent(right, { key })).body.Data.ConsentId).toBe(made.body.Data.ConsentId);
    for (const other of [{ amount: '7.00' }, { debtor: SAVINGS }])
      refused(await orders.askConsent(orders.consent(other), { key }), 400, 'U029');
    for (const wrong of ['k'.repeat(41), ' ']) refused(await orders.askConsent(right, { key: wrong }), 400, 'U003');
    refused(await branch.call('POST', orders.consentsUrl, client, { body: right, sign: true }), 400, 'U003');
  });

  test('an order that differs from what was approved is refused, and the approved one still goes', async () => {
    const { body, access, key } = await orders.approved({ payments: 5 });
    const edits: ((copy: Message) => void)[] = [
      (copy) => Object.assign(amountOf(copy), { Amount: '12.35' }),
      (copy) => Object.assign(copy.Data.Initiation.CreditorAccount, { Identification: '20451470872490' }),
      (copy) => Object.assign(copy.Data.Initiation.CreditorAccount, { Name: 'Oliver  Bennett' }),
      (copy) => Object.assign(copy.Data.Initiation.DebtorAccount, { Identification: SAVINGS }),
      (copy) => setReference(copy, 'Supper'),
      (copy) => Object.assign(copy, { Risk: {} }),
    ];
    if (product === 'scheduled-payment') edits.push((copy) => setDay(copy, `${dayAhead(31)}T00:00:00+00:00`));
    if (product === 'standing-order') {
      edits.push((copy) => Object.assign(copy.Data.Initiation, { NumberOfPayments: '6' }));
      edits.push((copy) => delete copy.Data.Initiation.NumberOfPayments);
    }
    for (const edit of edits) {
      const copy = structuredClone(body);
      edit(copy);
      refused(await orders.order(copy, access, key), 400, 'U008');
    }
    // Nor is the key spent: who was refused may correct themselves under it.
    expect((await orders.order(body, access, key)).status).toBe(201);
  });

  test("one consent's approval serves no other consent, and no other product", async () => {
    const [mine, other] = [await orders.approved(), await orders.approved()];
    refused(await orders.order(other.body, mine.access, randomUUID()), 403, 'U010');
    const elsewhere: Product = product === 'payment' ? 'scheduled-payment' : 'payment';
    const strange = createOrderClient(bank, branch, version, elsewhere);
    const body = strange.consent();
    body.Data = { ConsentId: mine.consentId, Initiation: body.Data.Initiation };
    refused(await strange.order(body, mine.access, randomUUID()), 400, 'U011');
    refused(await branch.call('GET', `${strange.consentsUrl}/${mine.consentId}`, client), 400, 'U011');
    const made = await orders.order(mine.body, mine.access, mine.key);
    expect(made.status).toBe(201);
    refused(await strange.read(orders.idOf(made)), 400, 'U011');
    refused(await orders.order(mine.body, other.access, mine.key), 403, 'U010');
  });

  test('an order or consent that its client did not sign, as it stands and now, is refused', async () => {
    const { body, access, key } = await orders.approved();
    const send = (headers: Record<string, string>) =>
      branch.call('POST', orders.ordersUrl, access, { body, key, headers });
    const text = JSON.stringify(body);
    refused(await send({}), 400, 'U018');
    refused(await send(await branch.signature('{}')), 400, 'U017');
    refused(await send(await branch.signature(text, { issuer: 'someone-else' })), 400, 'U017');
    refused(await send(await branch.signature(text, { issuedAt: new Date(Date.now() - 3_600_000) })), 400, 'U017');
    const unsigned = { body: orders.consent(), key: randomUUID() };
    refused(await branch.call('POST', orders.consentsUrl, client, unsigned), 400, 'U018');
    expect((await orders.order(body, access, key)).status).toBe(201);
  });

  test('amounts, names and accounts that no order can have are refused at the consent', async () => {
    expect((await asked()).status).toBe(201);
    for (const amount of ['0', '0.00', '-1', '1.001', '1e3', '99999999999999', 'NaN', '1,00', ''])
      refused(await asked({ amount }), 400, 'U002');
    for (const name of ['', ' ', 'x'.repeat(10_000), 'Oli\u202Ever', 'NUL\u0000', 'two\nlines', '\uD800'])
      refused(await asked({ name }), 400, 'U002');
    for (const creditor of ['1234', '2045145577991', 'GB33BUKB20201555555556', '', ANNA, britishIban(BANK_CODE, ANNA)])
      refused(await asked({ creditor }), 400, 'U002');
    const iban = orders.consent();
    Object.assign(iban.Data.Initiation.CreditorAccount, { SchemeName: 'UK.OBIE.IBAN' });
    refused(await orders.askConsent(iban), 400, 'U002');
    const more = orders.consent();
    more.Data.Initiation.LocalInstrument = 'UK.OBIE.CHAPS';
    refused(await orders.askConsent(more), 400, 'U002');
    refused(await orders.askConsent('{"Data":'), 400, 'U003');
    refused(await orders.askConsent(`"${'x'.repeat(40_000)}"`), 400, 'U002');
  });

  test('both ends are kept in the currency that is paid', async () => {
    const maria = await branch.signIn('maria');
    const { body } = await branch.call('GET', `/aisp/accounts/${EUROS}`, maria);
    const euros: string = body.Data.Account[0].Account[0].Identification;
    const zoe = britishIban(BANK_CODE, '20451419447036');
    const right = { debtor: euros, creditor: zoe, currency: 'EUR', name: 'Zoë Lefèvre' };
    expect((await asked(right)).status).toBe(201);
    expect((await asked({ ...right, creditor: 'GB33BUKB20201555555555' })).status).toBe(201);
    refused(await asked({ ...right, creditor: OLIVER }), 400, 'U002');
    for (const currency of ['GBP', 'USD', 'XXZ', 'eur']) refused(await asked({ ...right, currency }), 400, 'U002');
    refused(await asked({ currency: 'EUR' }), 400, 'U002');
    const yen = { debtor: britishIban(BANK_CODE, '20451486301174'), creditor: right.creditor, currency: 'JPY' };
    const elsewhere = { ...yen, creditor: 'GB33BUKB20201555555555' };
    expect((await asked({ ...elsewhere, amount: '1200' })).status).toBe(201);
    refused(await asked({ ...elsewhere, amount: '1200.5' }), 400, 'U002');
    refused(await asked({ ...yen, amount: '1200' }), 400, 'U002');
  });

  test.runIf(product !== 'payment')('the day is one to come, and a day', async () => {
    const soon = dayAhead(30);
    const at = async (dateTime: string) => {
      const body = orders.consent({ day: soon });
      setDay(body, dateTime);
      return orders.askConsent(body);
    };
    expect((await asked({ day: dayAhead(1) })).status).toBe(201);
    for (const day of [dayAhead(0), dayAhead(-1), dayAhead(800), '1970-01-30'])
      refused(await asked({ day }), 400, 'U002');
    for (const wrong of ['', 'soon', soon, `${soon}T12:00:00+00:00`, `${soon}T00:00:00+03:00`])
      refused(await at(wrong), 400, 'U002');
    refused(await asked({ day: `${Number(soon.slice(0, 4)) + 1}-02-30` }), 400, 'U002');
  });

  test.runIf(product !== 'payment')('a consent asked for again is answered also when its day has come', async () => {
    const [body, key] = [orders.consent({ day: dayAhead(1) }), randomUUID()];
    const made = await orders.askConsent(body, { key });
    bank.setClockOffsetMs(2 * 24 * 60 * 60_000);
    try {
      const again = await orders.askConsent(body, { key });
      expect([again.status, again.body.Data?.ConsentId]).toEqual([201, made.body.Data.ConsentId]);
      refused(await orders.askConsent(body), 400, 'U002');
    } finally {
      bank.setClockOffsetMs(0);
    }
  });

  test.runIf(product === 'standing-order')(
    'the first day is one of the schedule, and the payments are at least two',
    async () => {
      expect((await asked({ day: dayAhead(3), every: 'week', payments: 600 })).status).toBe(201);
      const shifted = orders.consent({ day: dayAhead(3), every: 'week' });
      setDay(shifted, `${dayAhead(4)}T00:00:00+00:00`);
      refused(await orders.askConsent(shifted), 400, 'U002');
      for (const payments of [0, 1, 601, -2, 2.5]) refused(await asked({ payments }), 400, 'U002');
    },
  );
});
