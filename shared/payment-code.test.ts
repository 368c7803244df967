import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPaymentCode, writePaymentCode } from './payment-code.ts';

const LENGTHS = { name: 70, reference: 18 };
const read = (text: string) => readPaymentCode(text, LENGTHS);

test('what is written is read, whatever the name and the amount', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^\d{14}$/),
      fc
        .stringMatching(/^[\p{L}\p{N}&%=?#+' ]{1,40}$/u)
        .filter((name) => name === name.normalize('NFC').trim() && name !== ''),
      fc.option(fc.bigInt({ min: 1n, max: 10n ** 12n })),
      fc.stringMatching(/^[A-Za-z0-9 ]{0,18}$/).filter((text) => text === text.trim()),
      (identification, name, minor, reference) => {
        const code = { identification, name, amount: minor === null ? null : { minor, currency: 'GBP' }, reference };
        expect(read(writePaymentCode(code, 'SAND'))).toMatchObject(code);
      },
    ),
  );
});

test('an IBAN of another country stays one, with a BIC before it or without', () => {
  const expected = { identification: 'DE89370400440532013000', name: 'Ada', amount: null, reference: '' };
  expect(read('payto://iban/DE89370400440532013000?receiver-name=Ada')).toMatchObject(expected);
  expect(read('payto://iban/COBADEFFXXX/de89370400440532013000?receiver-name=Ada')).toMatchObject(expected);
});

test.each([
  ['', 'nothing'],
  ['https://iban/GB33BUKB20201555555555', 'another scheme'],
  ['payto://bitcoin/1BoatSLRHtKNngkdXEeobR76b53LETtpyT', 'another network'],
  ['payto://iban/GB34BUKB20201555555555', 'a wrong check digit'],
  ['payto://iban/GB33BUKB20201555555555?amount=GBP:-5', 'a negative amount'],
  ['payto://iban/GB33BUKB20201555555555?amount=GBP:0', 'nothing to pay'],
  ['payto://iban/GB33BUKB20201555555555?amount=GBP:1.001', 'parts of a penny'],
  ['payto://iban/GB33BUKB20201555555555?amount=XXY:1', 'no currency'],
  [`payto://iban/GB33BUKB20201555555555?message=${'x'.repeat(600)}`, 'too long'],
])('%s is refused: %s', (text, _why) => expect(read(text)).toBeNull());

test('a name cannot hide or turn characters, and is cut to what the wire takes', () => {
  const name = `Ada\u202Eevil\u200B\u0000 ${'\u{1F600}'.repeat(33)}`;
  const code = read(`payto://iban/GB33BUKB20201555555555?receiver-name=${encodeURIComponent(name)}`);
  expect(code?.name).toBe(`Adaevil ${'\u{1F600}'.repeat(31)}`);
  expect(code?.name).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
});

test('nothing that a camera can see makes it throw', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.webUrl(),
        fc.string().map((text) => `payto://iban/${text}`),
      ),
      (text) => void read(text),
    ),
  );
});
