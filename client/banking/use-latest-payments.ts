import { listPayments, type Payment } from '../../shared/payment.ts';
import { useRead } from '../net/use-read.ts';

/** The customer's own latest payments, newest first; empty until they are known. */
export function useLatestPayments(enabled = true): readonly Payment[] {
  return useRead(listPayments, { key: ['payments', 'latest'], enabled }).value?.payments ?? [];
}

/** An order that the bank has taken and that waits for its day. */
export function isOrder({ state, schedule }: Payment): boolean {
  return schedule.kind !== 'now' && (state === 'scheduled' || state === 'cancelling');
}
