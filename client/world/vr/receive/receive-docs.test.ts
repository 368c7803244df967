import { describe, expect, test } from 'vitest';
import type { Account } from '../../../../shared/banking.ts';
import { readCodeText } from '../../../banking/codes/read-code-text.ts';
import { receiveCode } from '../../../banking/codes/receive-code.ts';
import type { PanelDoc } from '../../../panels/panel-doc.ts';
import { layOut } from '../../../panels/panel-layout.ts';
import { HOW_MUCH, howMuchDoc, INTO, INTO_ACCOUNT, intoDoc, receiveDoc } from './receive-docs.ts';

/** Broad letters: what fits with them fits. */
const measure = (text: string, font: string) => text.length * (font === 'small' ? 15 : font === 'figure' ? 62 : 18);
const pageOf = (doc: PanelDoc) => layOut(doc, 0, measure);
const pressable = (doc: PanelDoc) => pageOf(doc).regions.map(({ id }) => id);
const codesOf = (doc: PanelDoc) => pageOf(doc).items.flatMap((item) => (item.kind === 'qr' ? [item.text] : []));

const account: Account = {
  id: 'a1',
  name: 'Current account',
  identification: '20451431926819',
  available: { amount: '8018.31', currency: 'GBP' },
  booked: { amount: '7918.31', currency: 'GBP' },
  asOf: '2026-11-21T12:00:00.000Z',
};
const name = 'Anna Petrova';
const codeFor = (amount: string | null) => receiveCode({ account, name, amount, bankCode: 'SAND' });
const known = { account, name, amount: '12.50', wrong: null, code: codeFor('12.50') };

describe.each(['en', 'ru'] as const)('to be paid by a code in the headset, in %s', (language) => {
  test('name, account, amount and code are on one panel, and what the code says is what is asked for', () => {
    const doc = receiveDoc(known, language);
    expect(pageOf(doc).pages).toBe(1);
    expect(pressable(doc)).toEqual(expect.arrayContaining([INTO, HOW_MUCH]));
    expect(codesOf(doc)).toHaveLength(1);
    expect(readCodeText(codesOf(doc)[0] ?? '')).toMatchObject({
      ok: true,
      value: { name, identification: '20451431926819', amount: { minor: 1250n, currency: 'GBP' } },
    });
  });

  test('what is no amount has no code', () => {
    const wrong = { typed: '1.234', problem: 'The amount has too many decimals.' };
    expect(codesOf(receiveDoc({ ...known, amount: null, wrong }, language))).toEqual([]);
  });

  test('its amount is put in on one panel, and the account chosen', () => {
    const pad = howMuchDoc('12', 'GBP', language);
    expect(pageOf(pad).pages).toBe(1);
    expect(pressable(pad)).toContain('key:7');
    expect(pressable(intoDoc([account], 'a1', language))).toContain(`${INTO_ACCOUNT}a1`);
  });
});

test('without an amount the payer chooses', () => {
  expect(readCodeText(codeFor(null))).toMatchObject({ ok: true, value: { amount: null } });
});
