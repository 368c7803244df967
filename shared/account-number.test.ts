import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  AccountNumber,
  accountOfBritishIban,
  britishIban,
  formatAccountNumber,
  isIban,
  schemeOf,
} from './account-number.ts';

test.each(['GB33BUKB20201555555555', 'DE89370400440532013000', 'FR1420041010050500013M02606'])(
  '%s is an IBAN (examples of the IBAN registry)',
  (iban) => {
    expect(isIban(iban)).toBe(true);
    expect(AccountNumber.safeParse(iban).success).toBe(true);
    expect(schemeOf(iban)).toBe('UK.OBIE.IBAN');
  },
);

test('any single digit of an IBAN that is misread is found', () => {
  const iban = 'GB33BUKB20201555555555';
  const places = Array.from(iban, (character, at) => (/\d/.test(character) ? at : -1)).filter((at) => at >= 0);
  fc.assert(
    fc.property(fc.constantFrom(...places), fc.constantFrom(...'0123456789'), (at, digit) => {
      fc.pre(iban[at] !== digit);
      expect(isIban(iban.slice(0, at) + digit + iban.slice(at + 1))).toBe(false);
    }),
  );
});

test.each([
  '',
  '2045145577991',
  '204514557799112',
  'gb33BUKB20201555555555',
  'GB33 BUKB 2020 1555 5555 55',
  '２０４５１４５５７７９９１１',
])('%s is no account number', (text) => expect(AccountNumber.safeParse(text).success).toBe(false));

test('a sort code and account number travel as a British IBAN and come back', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{14}$/), (account) => {
      const iban = britishIban('SAND', account);
      expect(isIban(iban)).toBe(true);
      expect(accountOfBritishIban(iban)).toBe(account);
    }),
  );
  expect(accountOfBritishIban('DE89370400440532013000')).toBeNull();
});

test('numbers are grouped as people read them', () => {
  expect(formatAccountNumber('20451455779911')).toBe('20-45-14 55779911');
  expect(formatAccountNumber('GB33BUKB20201555555555')).toBe('GB33 BUKB 2020 1555 5555 55');
});
