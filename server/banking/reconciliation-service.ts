import { toWireMoney } from '../../shared/money.ts';
import { endToEndIdOf, type Schedule } from '../../shared/payment.ts';
import type { DifferenceKind, PaymentDifference } from '../../shared/reconciliation.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { Clock } from '../lib/clock.ts';
import type { CustomerPrincipal, StaffPrincipal } from '../lib/principal.ts';
import type { Logger } from '../logger.ts';
import { type BankAdapter, type BankTransaction, orderKindOf } from './bank-adapter.ts';
import type { PaymentRow } from './payment-tables.ts';
import { type BankSide, differenceOf, lookUpOnStatement } from './reconciliation-rules.ts';
import type { ReconciliationStore } from './reconciliation-store.ts';

/** Holds the journal against the bank's books, and says where they disagree. It mends nothing: people do. */
export interface ReconciliationService {
  /** Compares consents and payments, with the branch's own right at the bank; one process at a time. */
  compare(): Promise<void>;
  /** Compares a statement that the customer has just read with what was paid from that account. */
  compareStatement(
    customer: CustomerPrincipal,
    accountId: string,
    statement: readonly BankTransaction[],
  ): Promise<void>;
  list(
    staff: StaffPrincipal,
  ): Promise<Result<{ differences: PaymentDifference[]; comparedAt: string | null }, 'role-missing'>>;
}

export interface ReconciliationDeps {
  readonly store: ReconciliationStore;
  readonly bank: BankAdapter;
  readonly clock: Clock;
  readonly logger: Logger;
}

export const COMPARE_EVERY_MS = 10 * 60_000;
/** What settled longer ago has been compared many times. */
const LOOK_BACK_MS = 3 * 24 * 60 * 60_000;
const PAGE = 50;
/** Statements are pages; of older payments this many are looked for on them. */
const STATEMENT_PAYMENTS = 50;
const BOTH_BOOKS: readonly DifferenceKind[] = ['booked-here-only', 'made-at-bank-only', 'outcome-open', 'stuck'];

export function createReconciliationService({ store, bank, clock, logger }: ReconciliationDeps): ReconciliationService {
  async function note(paymentId: string, kind: DifferenceKind): Promise<void> {
    if (await store.record(paymentId, kind, clock()))
      logger.error({ paymentId, kind }, 'a payment differs between the branch and the bank');
  }

  /** Null while the bank does not say. */
  async function bankSideOf(payment: PaymentRow): Promise<BankSide | null> {
    const kind = orderKindOf(JSON.parse(payment.schedule) as Schedule);
    const consent = await bank.readPaymentConsent(payment.consent_id ?? '', kind);
    if (!consent.ok) return null;
    if (!payment.bank_payment_id) return { consent: consent.value, payment: null };
    const made = await bank.readPayment(payment.bank_payment_id, kind);
    return made.ok ? { consent: consent.value, payment: made.value } : null;
  }

  async function compareOne(payment: PaymentRow): Promise<void> {
    const side = await bankSideOf(payment);
    if (!side) return;
    const kind = differenceOf(payment.state, side, clock().getTime() - payment.changed_at.getTime());
    if (kind) await note(payment.id, kind);
    else await store.clear(payment.id, BOTH_BOOKS, clock());
  }

  return {
    async compare() {
      const now = clock().getTime();
      if (!(await store.beginRun(new Date(now), new Date(now - COMPARE_EVERY_MS / 2)))) return;
      for (let afterId = NO_ID; ; ) {
        const page = await store.toCompare(new Date(now - LOOK_BACK_MS), afterId, PAGE);
        // One after another: this is nobody's hurry, and the bank's calls belong to customers first.
        for (const payment of page) await compareOne(payment);
        const last = page.at(-1);
        if (!last || page.length < PAGE) break;
        afterId = last.id;
      }
      await store.endRun(clock());
    },

    async compareStatement(customer, accountId, statement) {
      const rows = await store.bookedFrom(customer.subject, accountId, STATEMENT_PAYMENTS);
      const booked = rows
        .filter(({ schedule }) => (JSON.parse(schedule) as Schedule).kind === 'now')
        .map(({ id, amount_minor, reference, created_at, changed_at }) => ({
          id,
          amountMinor: amount_minor,
          reference,
          orderedAt: created_at,
          bookedAt: changed_at,
        }));
      const { shown, missing } = lookUpOnStatement(booked, statement, clock());
      for (const id of missing) await note(id, 'no-transaction');
      for (const id of shown) await store.clear(id, ['no-transaction'], clock());
    },

    async list(staff) {
      if (!staff.roles.includes('supervisor')) return refuse('role-missing');
      const differences = (await store.open()).map((row) => ({
        paymentId: row.id,
        kind: row.kind,
        state: row.state,
        endToEndId: endToEndIdOf(row.id),
        consentId: row.consent_id,
        bankPaymentId: row.bank_payment_id,
        amount: toWireMoney({ minor: row.amount_minor, currency: row.currency }),
        orderedAt: row.created_at.toISOString(),
        foundAt: row.found_at.toISOString(),
      }));
      return ok({ differences, comparedAt: (await store.lastRun())?.toISOString() ?? null });
    },
  };
}

/** Sorts before every UUID. */
const NO_ID = '00000000-0000-0000-0000-000000000000';
