import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import {
  cancelPayment,
  createPayment,
  FINAL_PAYMENT_STATES,
  type Payment,
  type PaymentIntent,
  type PaymentState,
  readPayment,
} from '../../../shared/payment.ts';
import { callEndpoint } from '../../net/api.ts';
import { useDraftOwner } from '../../net/use-draft-owner.ts';
import { useRead } from '../../net/use-read.ts';
import { DRAFT_KEPT_FOR_MS, forgetDraft, keepDraft, readDraft } from '../../ui/kept-drafts.ts';
import { createIntentKeys, SentIntent, type SentIntentShelf } from './intent-keys.ts';

export function isFinal(state: PaymentState): boolean {
  return (FINAL_PAYMENT_STATES as readonly PaymentState[]).includes(state);
}

/** Notices tell of changes at once; this is for the one that was lost on its way. */
const POLL_MS = 3000;

const SENT_INTENT = 'payment-sent';
/** Longer than the form itself is kept. */
const SENT_KEPT_FOR_MS = 4 * DRAFT_KEPT_FOR_MS;

function makeShelf(owner: string | null): SentIntentShelf {
  const place = owner === null ? null : { owner, name: SENT_INTENT };
  return {
    read: () => (place ? readDraft(place, SentIntent) : undefined),
    write: (sent) => place && keepDraft(place, sent, SENT_KEPT_FOR_MS),
    forget: () => forgetDraft({ name: SENT_INTENT }),
  };
}

/** Starts a payment: one key for each intent, and one call at a time, so that no number of presses pays twice. */
export function useStartPayment(onStarted: (payment: Payment) => void) {
  const queries = useQueryClient();
  const owner = useDraftOwner('customer');
  const keys = useMemo(() => createIntentKeys(() => crypto.randomUUID(), makeShelf(owner)), [owner]);
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
    /** The form was given up. */
    forgetKey: keys.forget,
    /** The form has changed: what was refused is no longer what it says. */
    forgetError: () => starting.data && starting.reset(),
  };
}

/** Follows a payment to its end; null for none. */
export function usePayment(paymentId: string | null) {
  return useRead(readPayment, {
    key: ['payments', paymentId],
    params: { paymentId: paymentId ?? '' },
    enabled: paymentId !== null,
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
