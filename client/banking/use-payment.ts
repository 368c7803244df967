import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import {
  cancelPayment,
  createPayment,
  FINAL_PAYMENT_STATES,
  listPayments,
  type Payment,
  type PaymentIntent,
  type PaymentState,
  readPayment,
} from '../../shared/payment.ts';
import { callEndpoint } from '../net/api.ts';
import { useRead } from '../net/use-read.ts';
import { createIntentKeys } from './intent-keys.ts';

export function isFinal(state: PaymentState): boolean {
  return (FINAL_PAYMENT_STATES as readonly PaymentState[]).includes(state);
}

/** Notices tell of changes at once; this is for the one that was lost on its way. */
const POLL_MS = 3000;

/** Starts a payment: one key for each intent, and one call at a time, so that no number of presses pays twice. */
export function useStartPayment(onStarted: (payment: Payment) => void) {
  const queries = useQueryClient();
  const keys = useMemo(() => createIntentKeys(() => crypto.randomUUID()), []);
  const isSending = useRef(false);
  const starting = useMutation({
    mutationFn: (intent: PaymentIntent) => callEndpoint(createPayment, { body: { key: keys.keyOf(intent), intent } }),
    onSuccess(result) {
      if (!result.ok) return;
      keys.forget();
      queries.setQueryData(['payments', result.value.payment.id], result.value);
      void queries.invalidateQueries({ queryKey: ['payments', 'latest'] });
      onStarted(result.value.payment);
    },
    onSettled() {
      isSending.current = false;
    },
  });
  return {
    start(intent: PaymentIntent) {
      if (isSending.current) return;
      isSending.current = true;
      starting.mutate(intent);
    },
    busy: starting.isPending,
    error: starting.data && !starting.data.ok ? starting.data.error : null,
    /** The form has changed: what was refused is no longer what it says. */
    forgetError: () => starting.data && starting.reset(),
  };
}

export function usePayment(paymentId: string) {
  return useRead(readPayment, {
    key: ['payments', paymentId],
    params: { paymentId },
    everyMs: (read) => (read && isFinal(read.payment.state) ? false : POLL_MS),
  });
}

export function useCancelPayment(paymentId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => callEndpoint(cancelPayment, { params: { paymentId } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['payments'] }),
  });
}

/** The customer's own latest payments, newest first; empty until they are known. */
export function useLatestPayments(): readonly Payment[] {
  return useRead(listPayments, { key: ['payments', 'latest'] }).value?.payments ?? [];
}
