import type { z } from 'zod';
import { ok, type Result, refuse } from '../../../shared/result.ts';
import type { BankConfig } from '../../bank-config.ts';
import type { Logger } from '../../logger.ts';
import {
  type BankAdapter,
  type BankPayment,
  type OrderKind,
  orderKindOf,
  type PaymentOrder,
  type WriteError,
} from '../bank-adapter.ts';
import { readAnswer, writeAnswer } from './answer-rules.ts';
import type { OpenBankingChannel } from './open-banking-uk-channel.ts';
import { type Dialect, PRODUCTS } from './open-banking-uk-dialects.ts';
import { saysAll } from './open-banking-uk-sameness.ts';
import * as wire from './open-banking-uk-wire.ts';

export interface PaymentDeps {
  readonly bank: Pick<BankConfig, 'apiUrl'>;
  readonly dialect: Dialect;
  readonly channel: OpenBankingChannel;
  readonly logger: Logger;
}

type PaymentPart = Pick<
  BankAdapter,
  'createPaymentConsent' | 'paymentBody' | 'submitPayment' | 'readPaymentConsent' | 'readPayment'
>;

const SIGNED = { signed: true, signedAnswer: true } as const;
const SIGNED_ANSWER = { signedAnswer: true } as const;

export function createPayments({ bank, dialect, channel, logger }: PaymentDeps): PaymentPart {
  const base = `${bank.apiUrl}/pisp`;
  const consentsUrl = (kind: OrderKind) => `${base}/${PRODUCTS[kind].consents}`;
  const ordersUrl = (kind: OrderKind) => `${base}/${PRODUCTS[kind].orders}`;
  const idOf = (kind: OrderKind, data: Readonly<Record<string, unknown>>) => {
    const id = data[PRODUCTS[kind].orderId];
    return typeof id === 'string' && id.length > 0 && id.length <= 128 ? id : null;
  };

  /** An answer about anything but what was asked is no answer to it. */
  function mismatch(what: string, details: object): void {
    logger.error(details, `the bank's answer is about another ${what} than was asked for`);
  }

  function readOrder(kind: OrderKind, { Data }: z.infer<typeof wire.OrderAnswer>): BankPayment | null {
    const [id, status] = [idOf(kind, Data), dialect.orderStatus[kind][Data.Status]];
    if (!id || !status) logger.error({ kind, status: Data.Status }, "the bank's answer cannot be read");
    return id && status ? { id, status } : null;
  }

  async function readAsClient<S extends z.ZodType>(
    url: string,
    schema: S,
  ): Promise<Result<z.output<S>, 'bank-unavailable'>> {
    const access = await channel.clientAccess('payments');
    if (!access) return refuse('bank-unavailable');
    const answer = readAnswer(await channel.call('GET', url, access, null, SIGNED_ANSWER), schema);
    return answer.ok ? answer : refuse('bank-unavailable');
  }

  /** Where an order's own status does not say whether it was paid, its details do. */
  async function withExecution(kind: OrderKind, order: BankPayment): Promise<Result<BankPayment, 'bank-unavailable'>> {
    const { executionStatus } = dialect;
    if (kind !== 'scheduled-payment' || order.status !== 'scheduled' || !executionStatus) return ok(order);
    const url = `${ordersUrl(kind)}/${encodeURIComponent(order.id)}/payment-details`;
    const details = await readAsClient(url, wire.PaymentDetailsAnswer);
    if (!details.ok) return details;
    const last = details.value.Data.PaymentStatus.at(-1);
    const execution = last && executionStatus[last.Status];
    return ok(execution === 'booked' || execution === 'rejected' ? { id: order.id, status: execution } : order);
  }

  return {
    async createPaymentConsent(order, key) {
      const access = await channel.clientAccess('payments');
      if (!access) return refuse('outcome-unknown');
      const kind = orderKindOf(order.schedule);
      const body = consentBody(dialect, kind, order);
      const answer = await channel.call('POST', consentsUrl(kind), access, JSON.stringify(body), { key, ...SIGNED });
      const consent = writeAnswer(answer, wire.PaymentConsentAnswer);
      if (!consent.ok) return consent;
      const { Data, Risk } = consent.value;
      if (saysAll(body.Data.Initiation, Data.Initiation) && saysAll(body.Risk, Risk)) return ok(Data.ConsentId);
      mismatch('order', { consentId: Data.ConsentId, endToEndId: order.endToEndId });
      return refuse('outcome-unknown');
    },

    paymentBody: (order, consentId) =>
      JSON.stringify({
        Data: { ConsentId: consentId, Initiation: dialect.initiation[orderKindOf(order.schedule)](order) },
        Risk: riskOf(order),
      }),

    async submitPayment({ kind, body, key, grant }): Promise<Result<BankPayment, WriteError | 'approval-lost'>> {
      const answer = await channel.call('POST', ordersUrl(kind), grant, body, { key, ...SIGNED });
      if (answer.kind === 'answer' && (answer.status === 401 || answer.status === 403)) return refuse('approval-lost');
      const made = writeAnswer(answer, wire.OrderAnswer);
      if (!made.ok) return made;
      const { ConsentId, Initiation } = (JSON.parse(body) as { Data: { ConsentId: string; Initiation: unknown } }).Data;
      if (made.value.Data.ConsentId !== ConsentId || !saysAll(Initiation, made.value.Data.Initiation)) {
        mismatch('payment', { consentId: ConsentId, answered: made.value.Data.ConsentId, kind });
        return refuse('outcome-unknown');
      }
      const order = readOrder(kind, made.value);
      return order ? ok(order) : refuse('outcome-unknown');
    },

    async readPaymentConsent(consentId, kind) {
      const url = `${consentsUrl(kind)}/${encodeURIComponent(consentId)}`;
      const consent = await readAsClient(url, wire.PaymentConsentAnswer);
      if (!consent.ok) return consent;
      const { ConsentId, Status } = consent.value.Data;
      const status = dialect.consentStatus[Status];
      if (status && ConsentId === consentId) return ok(status);
      mismatch('consent', { consentId, answered: ConsentId, status: Status });
      return refuse('bank-unavailable');
    },

    async readPayment(bankPaymentId, kind) {
      const url = `${ordersUrl(kind)}/${encodeURIComponent(bankPaymentId)}`;
      const answer = await readAsClient(url, wire.OrderAnswer);
      if (!answer.ok) return answer;
      const order = readOrder(kind, answer.value);
      if (order?.id === bankPaymentId) return withExecution(kind, order);
      if (order) mismatch('payment', { bankPaymentId, answered: order.id });
      return refuse('bank-unavailable');
    },
  };
}

function consentBody(dialect: Dialect, kind: OrderKind, order: PaymentOrder) {
  const permission = PRODUCTS[kind].saysPermission ? { Permission: 'Create' } : {};
  return { Data: { ...permission, Initiation: dialect.initiation[kind](order) }, Risk: riskOf(order) };
}

function riskOf({ isOwnTransfer }: PaymentOrder) {
  return { PaymentContextCode: isOwnTransfer ? 'TransferToSelf' : 'TransferToThirdParty' };
}
