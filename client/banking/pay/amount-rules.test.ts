import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatAmount, parseAmount } from '../../../shared/money.ts';
import { readAmount } from './amount-rules.ts';

test.each([
  ['en', '25', '25'],
  ['en', ' £1,250.50 ', '1250.50'],
  ['en', '1 250.5', '1250.5'],
  ['en', '1,250', '1250'],
  ['en', '12,50', '12.50'],
  ['ru', '1 250,50', '1250.50'],
  ['ru', '1\u00a0250,50', '1250.50'],
  ['ru', '12.5', '12.5'],
] as const)('an amount is read as it is written in %s: %s', (language, typed, amount) => {
  expect(readAmount(typed, 'GBP', language)).toEqual({ amount });
});

test.each([
  ['en', '', 'amount-malformed'],
  ['en', 'twenty', 'amount-malformed'],
  ['en', '1e3', 'amount-malformed'],
  ['en', '1.250,50', 'amount-malformed'],
  ['en', '12,50,00', 'amount-malformed'],
  ['en', '25 00', 'amount-malformed'],
  ['en', '12345678901234', 'amount-malformed'],
  ['en', '-5', 'amount-not-positive'],
  ['en', '\u22125', 'amount-not-positive'],
  ['en', '0.00', 'amount-not-positive'],
  ['en', '1.005', 'amount-too-precise'],
] as const)('what is no amount to pay is named, in %s: %s', (language, typed, problem) => {
  expect(readAmount(typed, 'GBP', language)).toEqual({ problem });
});

test('a comma that means thousands in one language and decimals in the other is never taken for thousands in Russian', () => {
  expect(readAmount('1,250', 'GBP', 'ru')).toEqual({ problem: 'amount-too-precise' });
  expect(readAmount('1,250.50', 'GBP', 'ru')).toEqual({ problem: 'amount-malformed' });
});

test.each([
  ['USD', '$25', '25'],
  ['EUR', '12,50 €', '12.50'],
  ['JPY', '¥ 1500', '1500'],
  ['KZT', '9000 ₸', '9000'],
  ['BHD', '1.234 BHD', '1.234'],
])('the sign of the account’s own currency is taken off: %s %s', (currency, typed, amount) => {
  expect(readAmount(typed, currency, 'ru')).toEqual({ amount });
});

test.each([
  ['GBP', '25 €'],
  ['EUR', '£25'],
  ['GBP', '2£5'],
])('an amount that names another currency, or is cut in two, is none: %s %s', (currency, typed) => {
  expect(readAmount(typed, currency, 'en')).toEqual({ problem: 'amount-malformed' });
});

test('a currency without minor units has no decimals', () => {
  expect(readAmount('1500.5', 'JPY', 'en')).toEqual({ problem: 'amount-too-precise' });
});

test('what is shown as an amount in a language can be typed in it, in every currency of ours', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('en', 'ru'),
      fc.constantFrom('GBP', 'EUR', 'USD', 'RUB', 'KZT', 'JPY', 'CHF', 'INR', 'BHD'),
      fc.bigInt({ min: 1n, max: 10n ** 12n }),
      (language, currency, minor) => {
        const locale = { en: 'en-GB', ru: 'ru-RU' }[language];
        const shown = new Intl.NumberFormat(locale, { style: 'currency', currency }).format(
          formatAmount({ minor, currency }) as Intl.StringNumericLiteral,
        );
        const read = readAmount(shown, currency, language);
        expect('amount' in read && parseAmount(read.amount, currency)).toBe(minor);
      },
    ),
  );
});
