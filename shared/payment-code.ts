import { accountOfBritishIban, britishIban, isIban, schemeOf } from './account-number.ts';
import { formatAmount, isCurrency, type Money, parseAmount } from './money.ts';
import { cleanLine } from './text.ts';

/**
 * What a payment QR code says: a `payto` URI (RFC 8905), `payto://iban/GB…?receiver-name=…&amount=GBP:12.50&message=…`.
 * A sort code and account number travel as the British IBAN that holds them.
 */
export interface PaymentCode {
  /** As a payment names it: 14 digits for a British account, an IBAN for any other. */
  readonly identification: string;
  readonly name: string;
  readonly amount: Money | null;
  readonly reference: string;
}

/** A code as it was read, with the IBAN that it holds: what is paid in another currency than pounds goes to that. */
export interface ReadPaymentCode extends PaymentCode {
  readonly iban: string;
}

/** Longer than any honest code; a QR image may hold 4 kB. */
const MAX_CODE_LENGTH = 512;

export function writePaymentCode({ identification, name, amount, reference }: PaymentCode, bankCode: string): string {
  const iban = schemeOf(identification) === 'UK.OBIE.IBAN' ? identification : britishIban(bankCode, identification);
  const parts = [`receiver-name=${encodeURIComponent(name)}`];
  if (amount) parts.push(`amount=${amount.currency}:${formatAmount(amount)}`);
  if (reference) parts.push(`message=${encodeURIComponent(reference)}`);
  return `payto://iban/${iban}?${parts.join('&')}`;
}

/** Reads a code; null for whatever is not one. Names and references are untrusted text, cleaned and cut to the wire's lengths. */
export function readPaymentCode(
  text: string,
  lengths: { readonly name: number; readonly reference: number },
): ReadPaymentCode | null {
  if (text.length > MAX_CODE_LENGTH || !URL.canParse(text)) return null;
  const uri = new URL(text);
  if (uri.protocol !== 'payto:' || uri.host !== 'iban') return null;
  // `payto://iban/BIC/IBAN` and `payto://iban/IBAN` are both legal.
  const iban = uri.pathname.split('/').at(-1)?.toUpperCase() ?? '';
  if (!isIban(iban)) return null;
  const amount = readCodeAmount(uri.searchParams.get('amount'));
  if (amount === undefined) return null;
  return {
    identification: accountOfBritishIban(iban) ?? iban,
    iban,
    name: cleanLine(uri.searchParams.get('receiver-name') ?? '', lengths.name),
    amount,
    reference: cleanLine(uri.searchParams.get('message') ?? '', lengths.reference),
  };
}

/** Null where none is named; undefined where what is named is no positive amount. */
function readCodeAmount(text: string | null): Money | null | undefined {
  if (text === null) return null;
  const [currency = '', decimal = ''] = text.split(':');
  if (!isCurrency(currency)) return undefined;
  const minor = parseAmount(decimal, currency);
  return minor !== null && minor > 0n ? { minor, currency } : undefined;
}
