import {
  LATEST_TRANSACTIONS,
  listAccounts,
  listBeneficiaries,
  listLatestTransactions,
  listTransactions,
  removeBeneficiary,
  saveBeneficiary,
} from '../../shared/banking.ts';
import { toWireMoney } from '../../shared/money.ts';
import {
  cancelPayment,
  checkPayee,
  createPayment,
  listPayments,
  readPayment,
  readReceipt,
} from '../../shared/payment.ts';
import { listDifferences } from '../../shared/reconciliation.ts';
import { ok } from '../../shared/result.ts';
import { type Route, route } from '../lib/route.ts';
import type { AccountService } from './account-service.ts';
import type { BankBeneficiary, BankTransaction } from './bank-adapter.ts';
import type { PayeeService } from './payee-service.ts';
import type { PaymentService } from './payment-service.ts';
import type { ReceiptService } from './receipt/receipt-service.ts';
import type { ReconciliationService } from './reconciliation-service.ts';

export interface BankingRouteDeps {
  readonly payees: PayeeService;
  readonly accounts: AccountService;
  readonly payments: PaymentService;
  readonly receipts: ReceiptService;
  readonly reconciliation: ReconciliationService;
}

export function createBankingRoutes({
  accounts,
  payees,
  payments,
  reconciliation,
  receipts,
}: BankingRouteDeps): Route[] {
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
      const { transactions, asOf } = listed.value;
      return ok({ transactions: transactions.map(viewOfTransaction), asOf: asOf.toISOString() });
    }),
    route(listLatestTransactions, async ({ principal, params }) => {
      const listed = await accounts.transactions(principal, params.accountId);
      if (!listed.ok) return listed;
      const { transactions, asOf } = listed.value;
      const latest = transactions.slice(0, LATEST_TRANSACTIONS).map(viewOfTransaction);
      return ok({ transactions: latest, total: transactions.length, asOf: asOf.toISOString() });
    }),
    route(listBeneficiaries, async ({ principal }) => {
      const listed = await payees.listBeneficiaries(principal);
      if (!listed.ok) return listed;
      return ok({ beneficiaries: listed.value.map(viewOfBeneficiary), canChange: payees.canChangeBeneficiaries });
    }),
    route(saveBeneficiary, async ({ principal, body: { accountId, ...payee } }) => {
      const saved = await payees.saveBeneficiary(principal, accountId, payee);
      return saved.ok ? ok({ beneficiary: viewOfBeneficiary(saved.value) }) : saved;
    }),
    route(removeBeneficiary, async ({ principal, params }) => {
      const removed = await payees.removeBeneficiary(principal, params.beneficiaryId);
      return removed.ok ? ok({}) : removed;
    }),
    route(checkPayee, async ({ principal, body }) => {
      const checked = await payees.check(principal, body.payee);
      if (!checked.ok) return checked;
      const { payee, confirmation } = checked.value;
      const actualName = confirmation.outcome === 'close-match' ? confirmation.actualName : null;
      return ok({ payee, confirmation: confirmation.outcome, actualName });
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
    route(readReceipt, ({ principal, params }) => receipts.make(principal, params.paymentId, params.language)),
    route(cancelPayment, async ({ principal, params }) => {
      const cancelled = await payments.cancel(principal, params.paymentId);
      return cancelled.ok ? ok({ payment: cancelled.value }) : cancelled;
    }),
    route(listDifferences, ({ principal }) => reconciliation.list(principal)),
  ];
}

function viewOfTransaction({ bookedAt, amount, ...rest }: BankTransaction) {
  return { ...rest, bookedAt: bookedAt.toISOString(), amount: toWireMoney(amount) };
}

function viewOfBeneficiary({ id, name, identification }: BankBeneficiary) {
  return { id, name, identification };
}
