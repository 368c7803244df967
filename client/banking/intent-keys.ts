import type { PaymentIntent } from '../../shared/payment.ts';

export interface IntentKeys {
  /** The same while what is asked stays the same, so that sending twice pays once; another for another intent. */
  keyOf(intent: PaymentIntent): string;
  /** The intent has become a payment: the same words from now on are another payment. */
  forget(): void;
}

/** The idempotency keys of a payment form: one for each intent. */
export function createIntentKeys(makeKey: () => string): IntentKeys {
  let last: { readonly asked: string; readonly key: string } | null = null;
  return {
    keyOf(intent) {
      const asked = JSON.stringify(intent);
      if (last?.asked !== asked) last = { asked, key: makeKey() };
      return last.key;
    },
    forget() {
      last = null;
    },
  };
}
