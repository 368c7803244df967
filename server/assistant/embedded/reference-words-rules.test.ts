import { expect, test } from 'vitest';
import { referenceOf } from './reference-words-rules.ts';

test.each([
  ['£20 to Ann under reference AB/12-C, today', 'AB/12-C'],
  ['and put 4410 22 as the reference', '4410 22'],
  ['£9 to Ann, reference: spring term fees', 'spring term fees'],
  ['pay Ann £9 reference march rent please', 'march rent'],
  ['£9 to Ann with ref "the old bike"', 'the old bike'],
  ['pay Ann £9 quoting INV-77', 'INV-77'],
  ['20 фунтов Оле, назначение — уроки пения', 'уроки пения'],
  ['£9 to Ann, their invoice number QX-5 as reference', 'QX-5'],
  ['£9 to Ann, she wants QX7 quoting', 'QX7'],
  ["£9 to Ann, put 'new tyres' on it", 'new tyres'],
  ['20 фунтов Оле, подпиши «лыжи»', 'лыжи'],
  ['20 фунтов Оле, референс 778', '778'],
  ['и в назначении укажите номер 12 40', '12 40'],
  ['20 фунтов Оле, комментарий: за лыжи, спасибо', 'за лыжи'],
  ['20 фунтов Оле в знак внимания', null],
  ['I would prefer Ann', null],
])('%s has the reference %s', (text, reference) => expect(referenceOf(text).reference).toBe(reference));
