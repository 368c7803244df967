import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Kysely } from 'kysely';
import type { z } from 'zod';
import { parseAmount } from '../../../shared/money.ts';
import type { BankTables, ConsentRow } from '../bank-tables.ts';
import { availableMinor } from '../ledger/ledger-books.ts';
import type { LedgerService } from '../ledger/ledger-service.ts';
import { ApiError } from './api-error.ts';
import type { ApiCall, Operation } from './api-router.ts';
import { type ConsentStore, newConsent } from './consent-store.ts';
import { once } from './idempotency.ts';
import { parseBody } from './parse-body.ts';
import { PaymentBody, PaymentConsentBody, readInitiation } from './payment-order.ts';
import { reservePayment } from './settlement.ts';

export interface PaymentsApiDeps {
  readonly db: Kysely<BankTables>;
  readonly consents: ConsentStore;
  readonly ledger: LedgerService;
  readonly baseUrl: string;
  /** There is a payment to settle. */
  readonly wakeSettlement: () => void;
}

/** Domestic payments: consent in the client's name, payment with the customer's approval of that very consent. */
export function createPaymentsApi({ db, consents, ledger, baseUrl, wakeSettlement }: PaymentsApiDeps): Operation[] {
  const links = (path: string) => ({ Links: { Self: baseUrl + path }, Meta: {} });

  async function ownConsent(id: string, { caller }: ApiCall): Promise<ConsentRow> {
    const consent = await consents.find(id, 'payment');
    if (!consent) throw new ApiError(400, 'U011', 'ConsentId');
    if (consent.client_id !== caller.clientId) throw new ApiError(403, 'U010');
    return consent;
  }

  function consentAnswer(consent: ConsentRow) {
    const { Data, Risk } = JSON.parse(consent.body);
    return {
      Data: {
        ConsentId: consent.id,
        CreationDateTime: consent.created_at.toISOString(),
        Status: consent.status,
        StatusUpdateDateTime: consent.changed_at.toISOString(),
        Initiation: Data.Initiation,
      },
      Risk,
      ...links(`/domestic-payment-consents/${consent.id}`),
    };
  }

  async function paymentAnswer(id: string, clientId: string) {
    const payment = await db.selectFrom('payment').selectAll().where('id', '=', id).executeTakeFirst();
    if (!payment) throw new ApiError(400, 'U011', 'DomesticPaymentId');
    const consent = await consents.find(payment.consent_id, 'payment');
    if (consent?.client_id !== clientId) throw new ApiError(403, 'U010');
    return {
      Data: {
        DomesticPaymentId: payment.id,
        ConsentId: payment.consent_id,
        CreationDateTime: payment.created_at.toISOString(),
        Status: payment.status,
        StatusUpdateDateTime: payment.changed_at.toISOString(),
        Initiation: JSON.parse(payment.body).Data.Initiation,
      },
      ...links(`/domestic-payments/${payment.id}`),
    };
  }

  function checkAmount(body: string): void {
    const { amount, currency } = readInitiation(body);
    const minor = parseAmount(amount, currency);
    if (currency !== 'GBP') throw new ApiError(400, 'U002', 'Data.Initiation.InstructedAmount.Currency');
    if (minor === null || minor <= 0n) throw new ApiError(400, 'U002', 'Data.Initiation.InstructedAmount.Amount');
  }

  /** AUTH → COND, the payment itself and the hold on its money are one transaction, under a lock on the consent. */
  async function makePayment(
    trx: Kysely<BankTables>,
    { caller, body }: ApiCall,
    { Data }: z.output<typeof PaymentBody>,
  ): Promise<string> {
    const consent = await trx
      .selectFrom('consent')
      .selectAll()
      .where('id', '=', Data.ConsentId)
      .where('kind', '=', 'payment')
      .forUpdate()
      .executeTakeFirst();
    if (!consent) throw new ApiError(400, 'U011', 'Data.ConsentId');
    if (consent.client_id !== caller.clientId || consent.customer !== caller.customer) throw new ApiError(403, 'U010');
    if (consent.status !== 'AUTH') throw new ApiError(400, 'U009', 'Data.ConsentId');
    const [asked, sent] = [JSON.parse(consent.body), JSON.parse(body)];
    if (!isDeepStrictEqual(sent.Data.Initiation, asked.Data.Initiation) || !isDeepStrictEqual(sent.Risk, asked.Risk))
      throw new ApiError(400, 'U008', 'Data.Initiation');
    const now = new Date();
    const id = `dp-${randomUUID()}`;
    await trx.updateTable('consent').set({ status: 'COND', changed_at: now }).where('id', '=', consent.id).execute();
    const { ok: covered } = await reservePayment(trx, { id, body, customer: consent.customer });
    const status = covered ? 'RCVD' : 'RJCT';
    await trx
      .insertInto('payment')
      .values({ id, consent_id: consent.id, status, body, created_at: now, changed_at: now })
      .execute();
    return id;
  }

  return [
    {
      method: 'post',
      path: '/pisp/domestic-payment-consents',
      scope: 'payments',
      token: 'client',
      signed: true,
      async handle(call) {
        parseBody(PaymentConsentBody, call.body);
        checkAmount(call.body);
        const id = await once(db, 'domestic-payment-consents', call, async (trx) => {
          const consent = newConsent('payment', call.caller.clientId, call.body, new Date());
          await trx.insertInto('consent').values(consent).execute();
          return consent.id;
        });
        return { status: 201, body: consentAnswer(await ownConsent(id, call)) };
      },
    },
    {
      method: 'get',
      path: '/pisp/domestic-payment-consents/:ConsentId',
      scope: 'payments',
      token: 'client',
      handle: async (call) => ({
        status: 200,
        body: consentAnswer(await ownConsent(call.params.ConsentId ?? '', call)),
      }),
    },
    {
      method: 'get',
      path: '/pisp/domestic-payment-consents/:ConsentId/funds-confirmation',
      scope: 'payments',
      token: 'customer',
      async handle(call) {
        const consent = await ownConsent(call.params.ConsentId ?? '', call);
        if (consent.id !== call.caller.consentId || consent.customer !== call.caller.customer)
          throw new ApiError(403, 'U010');
        if (consent.status !== 'AUTH') throw new ApiError(400, 'U009', 'ConsentId');
        const order = readInitiation(consent.body);
        const account = await ledger.findByIdentification(order.debtorIdentification);
        const amount = parseAmount(order.amount, order.currency) ?? 0n;
        const available = account ? availableMinor(account) : 0n;
        const result = {
          FundsAvailableDateTime: new Date().toISOString(),
          FundsAvailable: available === null || available >= amount,
        };
        return {
          status: 200,
          body: {
            Data: { FundsAvailableResult: result },
            ...links(`/domestic-payment-consents/${consent.id}/funds-confirmation`),
          },
        };
      },
    },
    {
      method: 'post',
      path: '/pisp/domestic-payments',
      scope: 'payments',
      token: 'customer',
      signed: true,
      async handle(call) {
        const order = parseBody(PaymentBody, call.body);
        // Before the key is looked up: a replay, too, needs the approval of this very consent.
        if (call.caller.consentId !== order.Data.ConsentId) throw new ApiError(403, 'U010', 'Data.ConsentId');
        const id = await once(db, 'domestic-payments', call, (trx) => makePayment(trx, call, order));
        wakeSettlement();
        return { status: 201, body: await paymentAnswer(id, call.caller.clientId) };
      },
    },
    {
      method: 'get',
      path: '/pisp/domestic-payments/:DomesticPaymentId',
      scope: 'payments',
      token: 'client',
      handle: async (call) => ({
        status: 200,
        body: await paymentAnswer(call.params.DomesticPaymentId ?? '', call.caller.clientId),
      }),
    },
  ];
}
