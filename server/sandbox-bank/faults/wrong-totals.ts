import { z } from 'zod';
import { formatAmount, parseAmount } from '../../../shared/money.ts';

const Figure = z.looseObject({ Amount: z.looseObject({ Amount: z.string(), Currency: z.string() }) });
const Statement = z.looseObject({
  Data: z.looseObject({ Balance: z.array(Figure).optional(), Transaction: z.array(Figure).optional() }),
});

/** The same answer with every balance and every transaction off by so much; what is no such answer stays as it is. */
export function shiftTotals(body: Buffer, offByMinor: bigint): Buffer {
  const statement = Statement.safeParse(parseJson(body));
  if (!statement.success) return body;
  const { Balance = [], Transaction = [] } = statement.data.Data;
  for (const { Amount } of [...Balance, ...Transaction]) {
    const shifted = (parseAmount(Amount.Amount, Amount.Currency) ?? 0n) + offByMinor;
    // The wire's amounts carry no sign.
    Amount.Amount = formatAmount({ minor: shifted < 0n ? 0n : shifted, currency: Amount.Currency });
  }
  return Buffer.from(JSON.stringify(statement.data));
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return null;
  }
}
