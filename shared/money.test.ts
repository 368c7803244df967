import fc from 'fast-check';
import { expect, test } from 'vitest';
import { currencyExponent, formatAmount, parseAmount } from './money.ts';

test('an amount is written with all decimals of its currency', () => {
  expect(formatAmount({ minor: 1234n, currency: 'GBP' })).toBe('12.34');
  expect(formatAmount({ minor: 5n, currency: 'GBP' })).toBe('0.05');
  expect(formatAmount({ minor: -5n, currency: 'GBP' })).toBe('-0.05');
  expect(formatAmount({ minor: 1234n, currency: 'JPY' })).toBe('1234');
  expect(formatAmount({ minor: 1234n, currency: 'KWD' })).toBe('1.234');
});

test('what is written is read back, in every currency', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 10n ** 12n }),
      fc.constantFrom('GBP', 'EUR', 'RUB', 'JPY', 'KWD'),
      (minor, currency) => {
        expect(parseAmount(formatAmount({ minor, currency }), currency)).toBe(minor);
      },
    ),
  );
});

test.each(['', '.', '1.', '.5', '+1', '-1', '1e2', ' 1', '1 ', '1_0', '12345678901234', '0x10', '١'])(
  '%j is no amount',
  (text) => {
    expect(parseAmount(text, 'GBP')).toBeNull();
  },
);

test('more decimals than the currency has are no amount of it', () => {
  expect(parseAmount('1.23', 'GBP')).toBe(123n);
  expect(parseAmount('1.234', 'GBP')).toBeNull();
  expect(parseAmount('1.0', 'JPY')).toBeNull();
  expect(currencyExponent('KWD')).toBe(3);
});
