import { z } from 'zod';
import type { PaymentIntent } from '../../../shared/payment.ts';

export interface IntentKeys {
  /** The same while what is asked stays the same, so that sending twice pays once; another for another intent. */
  keyOf(intent: PaymentIntent): string;
  /** The intent has become a payment, or the form was given up: the same words from now on are another payment. */
  forget(): void;
}

/** What was asked last, in words, and the key it was sent with. */
export const SentIntent = z.object({ asked: z.string(), key: z.string() });
export type SentIntent = z.infer<typeof SentIntent>;

/** Where the last key outlives a reload, so that a form that is restored does not pay what was sent already. */
export interface SentIntentShelf {
  read(): SentIntent | undefined;
  write(sent: SentIntent): void;
  forget(): void;
}

/** The idempotency keys of a payment form: one for each intent. */
export function createIntentKeys(makeKey: () => string, shelf: SentIntentShelf): IntentKeys {
  let last: SentIntent | undefined;
  return {
    keyOf(intent) {
      const asked = JSON.stringify(intent);
      last ??= shelf.read();
      if (last?.asked !== asked) last = { asked, key: makeKey() };
      // Before it is sent: whatever happens from now on, this key is known.
      shelf.write(last);
      return last.key;
    },
    forget() {
      last = undefined;
      shelf.forget();
    },
  };
}
