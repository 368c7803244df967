import type { DocumentFile } from '../../../shared/endpoint.ts';
import { ok, type Result, refuse } from '../../../shared/result.ts';
import type { Clock } from '../../lib/clock.ts';
import type { PaperBrand } from '../../lib/paper.ts';
import type { CustomerPrincipal } from '../../lib/principal.ts';
import type { PaymentStore } from '../payment-store.ts';
import { receiptFacts } from './receipt-facts.ts';
import { receiptPdf } from './receipt-pdf.ts';
import type { ReceiptLanguage } from './receipt-words.ts';

export interface ReceiptService {
  /** The receipt of the customer's own payment; another's is as unknown as one that never was. */
  make(
    customer: CustomerPrincipal,
    paymentId: string,
    language: ReceiptLanguage,
  ): Promise<Result<DocumentFile, 'payment-unknown' | 'no-receipt'>>;
}

export interface ReceiptServiceDeps {
  readonly store: Pick<PaymentStore, 'find'>;
  readonly clock: Clock;
  /** IANA name of the bank's calendar. */
  readonly timeZone: string;
  readonly brand: PaperBrand;
}

export function createReceiptService({ store, clock, timeZone, brand }: ReceiptServiceDeps): ReceiptService {
  return {
    async make(customer, paymentId, language) {
      const payment = await store.find(paymentId);
      if (payment?.customer_subject !== customer.subject) return refuse('payment-unknown');
      const facts = receiptFacts(payment, {
        language,
        payerName: customer.legalName,
        timeZone,
        issuedAt: clock(),
      });
      if (!facts.ok) return facts;
      const bytes = await receiptPdf(facts.value, brand);
      return ok({ mediaType: 'application/pdf', fileName: facts.value.fileName, bytes });
    },
  };
}
