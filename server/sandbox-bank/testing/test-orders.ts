import { randomUUID } from 'node:crypto';
import { schemeOf } from '../../../shared/account-number.ts';
import { DIALECTS, type Dialect } from '../api/dialects.ts';
import type { Product } from '../api/order-tables.ts';
import { PRODUCTS } from '../api/payment-products.ts';
import type { TestBank } from './test-bank.ts';
import type { Access, Answer, TestBranch } from './test-branch.ts';

/** Orders of each product as the branch would write them in each dialect, by hand and without the bank's own translation. */

export const ANNA = '20451431926819';
export const OLIVER = '20451455779911';

export interface OrderFields {
  readonly amount?: string;
  readonly currency?: string;
  readonly debtor?: string;
  readonly creditor?: string;
  readonly name?: string;
  readonly reference?: string;
  /** Of a scheduled payment, or the first of a standing order: `2026-12-31`. */
  readonly day?: string;
  readonly every?: 'week' | 'month';
  readonly payments?: number;
}
// biome-ignore lint/suspicious/noExplicitAny: a message that tests bend in every way.
export type Message = any;

/** The day so many days after today, in the bank's calendar. */
export function dayAhead(days: number): string {
  return new Date(Date.now() + days * 24 * 60 * 60_000).toISOString().slice(0, 10);
}

/** `Data` and `Risk` of a consent. */
export function consentOf(version: Dialect['version'], product: Product, fields: OrderFields = {}): Message {
  const {
    amount = '12.34',
    currency = 'GBP',
    day = dayAhead(30),
    every = 'month',
    payments,
    reference = 'Dinner',
  } = fields;
  const { debtor = ANNA, creditor = OLIVER, name = 'Oliver Bennett' } = fields;
  const money = { Amount: amount, Currency: currency };
  const parties = {
    DebtorAccount: { SchemeName: schemeOf(debtor), Identification: debtor },
    CreditorAccount: { SchemeName: schemeOf(creditor), Identification: creditor, Name: name },
  };
  const first = `${day}T00:00:00+00:00`;
  const point = every === 'month' ? day.slice(8) : `0${new Date(`${day}T00:00:00Z`).getUTCDay() || 7}`;
  const isV4 = version === 'v4.0';
  const remittance = { RemittanceInformation: isV4 ? { Unstructured: [reference] } : { Reference: reference } };
  const count = payments === undefined ? {} : { NumberOfPayments: String(payments) };
  const id = randomUUID().replaceAll('-', '').slice(0, 30);
  const standing = isV4
    ? {
        MandateRelatedInformation: {
          FirstPaymentDateTime: first,
          Frequency: { Type: every === 'week' ? 'WEEK' : 'MNTH', PointInTime: point },
        },
        ...remittance,
      }
    : {
        FirstPaymentDateTime: first,
        Frequency: `${every === 'week' ? 'IntrvlWkDay' : 'IntrvlMnthDay'}:01:${point}`,
        Reference: reference,
      };
  const Initiation =
    product === 'standing-order'
      ? { FirstPaymentAmount: money, ...count, ...standing, ...parties }
      : {
          InstructionIdentification: id,
          EndToEndIdentification: id,
          ...(product === 'scheduled-payment' && { RequestedExecutionDateTime: first }),
          InstructedAmount: money,
          ...parties,
          ...remittance,
        };
  const permission = product === 'payment' ? {} : { Permission: 'Create' };
  return { Data: { ...permission, Initiation }, Risk: { PaymentContextCode: 'TransferToThirdParty' } };
}

/** The order that this consent was for. */
export function orderOf(consentId: string, consent: Message): Message {
  return { Data: { ConsentId: consentId, Initiation: structuredClone(consent.Data.Initiation) }, Risk: consent.Risk };
}

/** One product in one dialect, as a client of the bank calls it. */
export function createOrderClient(bank: TestBank, branch: TestBranch, version: Dialect['version'], product: Product) {
  const { consents, orders, orderId } = PRODUCTS[product];
  const base = bank.url + DIALECTS[version].base;
  const [consentsUrl, ordersUrl] = [`${base}/pisp/${consents}`, `${base}/pisp/${orders}`];
  const idOf = (answer: Answer): string => answer.body.Data[orderId];
  const asClient = () => branch.clientAccess('payments');

  return {
    base,
    consentsUrl,
    ordersUrl,
    idOf,
    consent: (fields?: OrderFields) => consentOf(version, product, fields),
    async askConsent(body: Message, more: { key?: string; access?: Access } = {}): Promise<Answer> {
      const { key = randomUUID(), access = await asClient() } = more;
      return branch.call('POST', consentsUrl, access, { body, key, sign: true });
    },
    /** An order with its consent and the customer's approval of it, ready to be paid. */
    async approved(fields?: OrderFields, username: Parameters<TestBranch['approvedAccess']>[1] = 'anna') {
      const consent = consentOf(version, product, fields);
      const body = { body: consent, key: randomUUID(), sign: true };
      const answer = await branch.call('POST', consentsUrl, await asClient(), body);
      const consentId: string = answer.body.Data.ConsentId;
      const access = await branch.approvedAccess(consentId, username);
      return { consent, consentId, access, body: orderOf(consentId, consent), key: randomUUID() };
    },
    order: (body: Message, access: Access, key: string) =>
      branch.call('POST', ordersUrl, access, { body, key, sign: true }),
    async read(id: string): Promise<Answer> {
      return branch.call('GET', `${ordersUrl}/${id}`, await asClient());
    },
    async details(id: string): Promise<Answer> {
      return branch.call('GET', `${ordersUrl}/${id}/payment-details`, await asClient());
    },
  };
}
export type OrderClient = ReturnType<typeof createOrderClient>;
