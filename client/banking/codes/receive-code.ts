import type { Account } from '../../../shared/banking.ts';
import { parseAmount } from '../../../shared/money.ts';
import { writePaymentCode } from '../../../shared/payment-code.ts';

interface ToBePaid {
  readonly account: Account;
  /** Of whoever is paid. */
  readonly name: string;
  /** As the wire has it, in the account's currency; null to let the payer choose. */
  readonly amount: string | null;
  /** The bank's four letters in IBANs. */
  readonly bankCode: string;
}

/** The text of a QR code by which others pay into an account. */
export function receiveCode({ account, name, amount, bankCode }: ToBePaid): string {
  const { currency } = account.available;
  const minor = amount === null ? null : parseAmount(amount, currency);
  const money = minor === null ? null : { minor, currency };
  return writePaymentCode({ identification: account.identification, name, amount: money, reference: '' }, bankCode);
}
