import type { Config } from '../config.ts';
import type { Events } from '../events.ts';
import type { Clock } from '../lib/clock.ts';
import type { Database } from '../lib/db.ts';
import type { PaperBrand } from '../lib/paper.ts';
import type { Route } from '../lib/route.ts';
import type { SealedBox } from '../lib/sealed-box.ts';
import type { Logger } from '../logger.ts';
import { type AccountServiceDeps, createAccountService } from './account-service.ts';
import type { BankAdapter } from './bank-adapter.ts';
import { createBankingRoutes } from './banking-routes.ts';
import { createPayeeService } from './payee-service.ts';
import { createPaymentService } from './payment-service.ts';
import { createPaymentStore } from './payment-store.ts';
import { createPaymentWorker } from './payment-worker.ts';
import { createReceiptService } from './receipt/receipt-service.ts';
import { COMPARE_EVERY_MS, createReconciliationService } from './reconciliation-service.ts';
import { createReconciliationStore } from './reconciliation-store.ts';

export interface BankingDeps {
  readonly database: Database;
  readonly bank: BankAdapter;
  readonly access: AccountServiceDeps['access'];
  readonly box: SealedBox;
  readonly clock: Clock;
  readonly events: Events;
  readonly logger: Logger;
  readonly config: Pick<Config, 'bank' | 'paymentLeaseMs'>;
  /** Of receipts. */
  readonly brand: PaperBrand;
  /** How long the bank wants to be left alone, milliseconds. */
  readonly bankPauseMs: () => number;
}

export interface Banking {
  readonly routes: readonly Route[];
  /** Takes up payments that are under way, and holds the journal against the bank, now and each ten minutes. */
  start(): void;
  stop(): Promise<void>;
}

/** Accounts, payees, payments and receipts, composed. */
export function createBanking({ database, config, brand, bankPauseMs, ...deps }: BankingDeps): Banking {
  const { bank, access, clock, events, logger } = deps;
  const { limits, timeZone, approvalsUrl } = config.bank;
  const store = createPaymentStore(database, config.paymentLeaseMs);
  const worker = createPaymentWorker({ ...deps, store, bankPauseMs });
  const { wake } = worker;
  const reconciliation = createReconciliationService({
    store: createReconciliationStore(database),
    bank,
    clock,
    logger,
  });
  const accounts = createAccountService({
    bank,
    access,
    clock,
    onStatement: (...statement) =>
      void reconciliation
        .compareStatement(...statement)
        .catch((error) => logger.error({ err: error }, 'a statement could not be compared')),
  });
  const payees = createPayeeService({ bank, access });
  const payments = createPaymentService({
    store,
    bank,
    access,
    events,
    clock,
    payees,
    limits,
    timeZone,
    approvalsUrl,
    wake,
  });
  const receipts = createReceiptService({ store, clock, timeZone, brand });
  const compareBooks = () =>
    void reconciliation
      .compare()
      .catch((error) => logger.error({ err: error }, 'the journal could not be held against the bank'));
  let timer: NodeJS.Timeout | undefined;
  return {
    routes: createBankingRoutes({ accounts, payees, payments, receipts, reconciliation }),
    start() {
      worker.start();
      timer = setInterval(compareBooks, COMPARE_EVERY_MS);
      compareBooks();
    },
    async stop() {
      clearInterval(timer);
      await worker.stop();
    },
  };
}
