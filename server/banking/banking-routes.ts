import { listAccounts, listTransactions } from '../../shared/banking.ts';
import { toWireMoney } from '../../shared/money.ts';
import { cancelPayment, createPayment, listPayments, readPayment } from '../../shared/payment.ts';
import { ok } from '../../shared/result.ts';
import { type Route, route } from '../lib/route.ts';
import type { AccountService } from './account-service.ts';
import type { PaymentService } from './payment-service.ts';

export interface BankingRouteDeps {
  readonly accounts: AccountService;
  readonly payments: PaymentService;
}

export function createBankingRoutes({ accounts, payments }: BankingRouteDeps): Route[] {
  return [
    route(listAccounts, async ({ principal }) => {
      const listed = await accounts.list(principal);
      if (!listed.ok) return listed;
      const views = listed.value.map(({ id, name, identification, available, booked, asOf }) => ({
        id,
        name,
        identification,
        available: toWireMoney(available),
        booked: toWireMoney(booked),
        asOf: asOf.toISOString(),
      }));
      return ok({ accounts: views });
    }),
    route(listTransactions, async ({ principal, params }) => {
      const listed = await accounts.transactions(principal, params.accountId);
      if (!listed.ok) return listed;
      const transactions = listed.value.transactions.map(({ bookedAt, amount, ...rest }) => ({
        ...rest,
        bookedAt: bookedAt.toISOString(),
        amount: toWireMoney(amount),
      }));
      return ok({ transactions, asOf: listed.value.asOf.toISOString() });
    }),
    route(createPayment, async ({ principal, body }) => {
      const created = await payments.create(principal, body.key, body.intent);
      return created.ok ? ok({ payment: created.value }) : created;
    }),
    route(readPayment, async ({ principal, params }) => {
      const read = await payments.read(principal, params.paymentId);
      return read.ok ? ok({ payment: read.value }) : read;
    }),
    route(listPayments, async ({ principal }) => ok({ payments: [...(await payments.list(principal))] })),
    route(cancelPayment, async ({ principal, params }) => {
      const cancelled = await payments.cancel(principal, params.paymentId);
      return cancelled.ok ? ok({ payment: cancelled.value }) : cancelled;
    }),
  ];
}
