import { CONSTRAINT_CHECKS } from './constraint-checks.ts';
import { RACE_CHECKS } from './race-checks.ts';
import { RESERVATION_CHECKS } from './reservation-checks.ts';
import type { LedgerCheck } from './test-ledger.ts';
import { TRANSFER_CHECKS } from './transfer-checks.ts';

/** All rules: `ledger-rules.test.ts` checks them on every database, `ledger-mutations.test.ts` breaks each and expects its check to fail. */
export const LEDGER_CHECKS: readonly LedgerCheck[] = [
  ...TRANSFER_CHECKS,
  ...RESERVATION_CHECKS,
  ...CONSTRAINT_CHECKS,
  ...RACE_CHECKS,
];
