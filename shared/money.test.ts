import { codes } from 'currency-codes';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { currencyExponent, displayMoney, formatAmount, isCurrency, parseAmount, toWireMoney } from './money.ts';

test('an amount is written with all decimals of its currency', () => {
  expect(formatAmount({ minor: 1234n, currency: 'GBP' })).toBe('12.34');
  expect(formatAmount({ minor: 5n, currency: 'GBP' })).toBe('0.05');
  expect(formatAmount({ minor: -5n, currency: 'GBP' })).toBe('-0.05');
  expect(formatAmount({ minor: 1234n, currency: 'JPY' })).toBe('1234');
  expect(formatAmount({ minor: 1234n, currency: 'KWD' })).toBe('1.234');
});

test('what is written is read back, in every currency', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n }), fc.constantFrom(...codes()), (minor, currency) => {
      expect(parseAmount(formatAmount({ minor, currency }), currency)).toBe(minor);
    }),
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

test('exponents are those of ISO 4217, where Intl has others too', () => {
  expect(currencyExponent('IQD')).toBe(3);
  expect(displayMoney({ amount: '1.234', currency: 'IQD' }, 'en-GB')).toContain('1.234');
  expect(isCurrency('XYZ')).toBe(false);
  expect(() => currencyExponent('XYZ')).toThrow(RangeError);
  expect(parseAmount('1', 'XYZ')).toBeNull();
});

test('money is shown in English and Russian, exact beyond what a float holds', () => {
  const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
  expect(plain(displayMoney({ amount: '9007199254740993.01', currency: 'GBP' }, 'en-GB'))).toBe(
    '£9,007,199,254,740,993.01',
  );
  expect(plain(displayMoney({ amount: '-1234.5', currency: 'RUB' }, 'ru-RU'))).toBe('-1 234,50 ₽');
  expect(plain(displayMoney({ amount: '1234', currency: 'JPY' }, 'ru-RU'))).toBe('1 234 ¥');
  expect(plain(displayMoney({ amount: '5', currency: 'EUR' }, 'en-GB', true))).toBe('+€5.00');
});

test('what is shown has every digit of what is owed', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.constantFrom(...codes()), (minor, currency) => {
      const digits = displayMoney(toWireMoney({ minor, currency }), 'en-GB').replace(/\D/g, '');
      expect(BigInt(digits)).toBe(minor < 0n ? -minor : minor);
    }),
  );
});
