import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
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
} from '../../shared/banking.ts';
import { callEndpoint } from '../net/api.ts';
import { createIntentKeys } from './payment-form.ts';

export function isFinal(state: PaymentState): boolean {
  return (FINAL_PAYMENT_STATES as readonly PaymentState[]).includes(state);
}

/** Notices tell of changes at once; this is for the one that was lost on its way. */
const POLL_MS = 3000;

/** Starts a payment: one key for each intent, and one call at a time, so that no number of presses pays twice. */
export function useStartPayment(onStarted: (payment: Payment) => void) {
  const queries = useQueryClient();
  const keys = useMemo(() => createIntentKeys(() => crypto.randomUUID()), []);
  const inFlight = useRef(false);
  const starting = useMutation({
    mutationFn: (intent: PaymentIntent) => callEndpoint(createPayment, { body: { key: keys.keyOf(intent), intent } }),
    onSuccess(result) {
      if (!result.ok) return;
      keys.forget();
      queries.setQueryData(['payments', result.value.payment.id], result);
      void queries.invalidateQueries({ queryKey: ['payments', 'latest'] });
      onStarted(result.value.payment);
    },
    onSettled() {
      inFlight.current = false;
    },
  });
  return {
    start(intent: PaymentIntent) {
      if (inFlight.current) return;
      inFlight.current = true;
      starting.mutate(intent);
    },
    busy: starting.isPending,
    error: starting.data && !starting.data.ok ? starting.data.error : null,
  };
}

export function usePayment(paymentId: string) {
  return useQuery({
    queryKey: ['payments', paymentId],
    queryFn: ({ signal }) => callEndpoint(readPayment, { params: { paymentId }, signal }),
    refetchInterval: ({ state: { data } }) => (data?.ok && isFinal(data.value.payment.state) ? false : POLL_MS),
  }).data;
}

export function useCancelPayment(paymentId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => callEndpoint(cancelPayment, { params: { paymentId } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['payments'] }),
  });
}

export function useLatestPayments() {
  const read = useQuery({
    queryKey: ['payments', 'latest'],
    queryFn: ({ signal }) => callEndpoint(listPayments, { signal }),
  }).data;
  return read?.ok ? read.value.payments : [];
}
