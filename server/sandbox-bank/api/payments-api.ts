import type { Kysely } from 'kysely';
import { parseAmount } from '../../../shared/money.ts';
import type { BankTables, ConsentRow } from '../bank-tables.ts';
import { availableMinor } from '../ledger/ledger-books.ts';
import { ApiError } from './api-error.ts';
import type { ApiCall, Operation } from './api-router.ts';
import { type ConsentStore, newConsent } from './consent-store.ts';
import type { Dialect } from './dialects.ts';
import { once } from './idempotency.ts';
import { checkOrder, makeOrder } from './make-order.ts';
import { createOrderMessages } from './order-messages.ts';
import type { Product } from './order-tables.ts';
import { accountsOf } from './order-transfer.ts';
import { readInitiation } from './payment-order.ts';
import { PRODUCTS } from './payment-products.ts';
import { standingTransferId } from './settlement.ts';

export interface PaymentsApiDeps {
  readonly db: Kysely<BankTables>;
  readonly consents: ConsentStore;
  readonly dialect: Dialect;
  /** `…/open-banking/v4.0/pisp`, for `Links.Self`. */
  readonly baseUrl: string;
  /** There is something to settle. */
  readonly wakeSettlement: () => void;
  readonly clock: () => Date;
}

/** Payments of every product: consent in the client's name, order with the customer's approval of that very consent. */
export function createPaymentsApi(deps: PaymentsApiDeps): Operation[] {
  return (Object.keys(PRODUCTS) as Product[]).flatMap((product) => productOperations(deps, product));
}

function productOperations(deps: PaymentsApiDeps, product: Product): Operation[] {
  const { db, wakeSettlement, clock, dialect } = deps;
  const { consents, orders, orderId, confirmsFunds } = PRODUCTS[product];
  const messages = createOrderMessages(dialect, product);
  const reader = createOrderReader(deps, product);
  const links = (path: string) => ({ Links: { Self: `${deps.baseUrl}/${path}` }, Meta: {} });
  const consentAnswer = (consent: ConsentRow) => ({
    ...messages.consent(consent),
    ...links(`${consents}/${consent.id}`),
  });
  const orderAnswer = async (id: string, clientId: string) => ({
    ...messages.order(await reader.ownOrder(id, clientId)),
    ...links(`${orders}/${id}`),
  });
  const asClient = { scope: 'payments', token: 'client' } as const;
  const asCustomer = { scope: 'payments', token: 'customer' } as const;

  const operations: Operation[] = [
    {
      method: 'post',
      path: `/pisp/${consents}`,
      ...asClient,
      signed: true,
      async handle(call) {
        const body = JSON.stringify(messages.readConsent(call.body));
        const id = await once(db, { endpoint: consents, statusOfReuse: 400 }, call, async (trx) => {
          // Not of a replay: what was right when it was asked for stays so.
          await checkOrder(trx, body, clock());
          const consent = newConsent('payment', call.caller.clientId, body, clock(), product);
          await trx.insertInto('consent').values(consent).execute();
          return consent.id;
        });
        return { status: 201, body: consentAnswer(await reader.ownConsent(id, call)) };
      },
    },
    {
      method: 'get',
      path: `/pisp/${consents}/:ConsentId`,
      ...asClient,
      handle: async (call) => ({
        status: 200,
        body: consentAnswer(await reader.ownConsent(call.params.ConsentId ?? '', call)),
      }),
    },
    {
      method: 'post',
      path: `/pisp/${orders}`,
      ...asCustomer,
      signed: true,
      async handle(call) {
        const sent = messages.readOrder(call.body);
        // Before the key is looked up: a replay, too, needs the approval of this very consent.
        if (call.caller.consentId !== sent.consentId) throw new ApiError(403, 'U010', 'Data.ConsentId');
        const id = await once(db, { endpoint: orders, statusOfReuse: 409 }, call, (trx) =>
          makeOrder(trx, product, call.caller, sent, clock()),
        );
        wakeSettlement();
        return { status: 201, body: await orderAnswer(id, call.caller.clientId) };
      },
    },
    {
      method: 'get',
      path: `/pisp/${orders}/:${orderId}`,
      ...asClient,
      handle: async (call) => ({
        status: 200,
        body: await orderAnswer(call.params[orderId] ?? '', call.caller.clientId),
      }),
    },
    {
      method: 'get',
      path: `/pisp/${orders}/:${orderId}/payment-details`,
      ...asClient,
      async handle(call) {
        const id = call.params[orderId] ?? '';
        const PaymentStatus = await reader.executions(id, call.caller.clientId);
        return { status: 200, body: { Data: { PaymentStatus }, ...links(`${orders}/${id}/payment-details`) } };
      },
    },
  ];
  const funds: Operation = {
    method: 'get',
    path: `/pisp/${consents}/:ConsentId/funds-confirmation`,
    ...asCustomer,
    async handle(call) {
      const { id, result } = await reader.funds(call);
      return {
        status: 200,
        body: { Data: { FundsAvailableResult: result }, ...links(`${consents}/${id}/funds-confirmation`) },
      };
    },
  };
  return confirmsFunds ? [...operations, funds] : operations;
}

/** What one client may read of one product. */
function createOrderReader({ db, consents, dialect, clock }: PaymentsApiDeps, product: Product) {
  async function ownConsent(id: string, { caller }: Pick<ApiCall, 'caller'>): Promise<ConsentRow> {
    const consent = await consents.find(id, 'payment');
    if (consent?.product !== product) throw new ApiError(400, 'U011', 'ConsentId');
    if (consent.client_id !== caller.clientId) throw new ApiError(403, 'U010');
    return consent;
  }

  async function ownOrder(id: string, clientId: string) {
    const order = await db
      .selectFrom('payment')
      .innerJoin('consent', 'consent.id', 'payment.consent_id')
      .selectAll('payment')
      .select('consent.client_id')
      .where('payment.id', '=', id)
      .where('payment.product', '=', product)
      .executeTakeFirst();
    if (!order) throw new ApiError(400, 'U011', PRODUCTS[product].orderId);
    if (order.client_id !== clientId) throw new ApiError(403, 'U010');
    return order;
  }

  return {
    ownConsent,
    ownOrder,

    /** What was carried out of an order, or was to be and could not. */
    async executions(id: string, clientId: string) {
      const order = await ownOrder(id, clientId);
      const execution = (transferId: string, status: 'RCVD' | 'ACSC' | 'RJCT', at: Date) => ({
        PaymentTransactionId: transferId,
        Status: dialect.executionStatus[status],
        StatusUpdateDateTime: at.toISOString(),
      });
      if (product === 'standing-order') {
        const runs = await db
          .selectFrom('standing_order_run')
          .selectAll()
          .where('order_id', '=', id)
          .orderBy('number')
          .execute();
        return runs.map((run) => execution(standingTransferId(id, run.number), run.status, run.run_at));
      }
      const { status, changed_at } = order;
      if (status === 'CANC' || status === 'INCO' || (product === 'scheduled-payment' && status === 'RCVD')) return [];
      return [execution(id, status, changed_at)];
    },

    async funds(call: ApiCall) {
      const consent = await ownConsent(call.params.ConsentId ?? '', call);
      if (consent.id !== call.caller.consentId || consent.customer !== call.caller.customer)
        throw new ApiError(403, 'U010');
      if (consent.status !== 'AUTH') throw new ApiError(400, 'U009', 'ConsentId');
      const order = readInitiation(consent.body);
      const { debtor } = await accountsOf(db, order);
      const available = debtor ? availableMinor(debtor) : 0n;
      const result = {
        FundsAvailableDateTime: clock().toISOString(),
        FundsAvailable: available === null || available >= (parseAmount(order.amount, order.currency) ?? 0n),
      };
      return { id: consent.id, result };
    },
  };
}
