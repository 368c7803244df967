import { PAYEE_NAME_MAX_LENGTH, REFERENCE_MAX_LENGTH } from '../../../shared/payment.ts';
import { type ReadPaymentCode, readPaymentCode } from '../../../shared/payment-code.ts';
import { ok, type Result, refuse } from '../../../shared/result.ts';

/** What a QR code says, as something to pay by. */
export function readCodeText(text: string): Result<ReadPaymentCode, 'not-a-payment-code'> {
  const code = readPaymentCode(text, { name: PAYEE_NAME_MAX_LENGTH, reference: REFERENCE_MAX_LENGTH });
  return code ? ok(code) : refuse('not-a-payment-code');
}
