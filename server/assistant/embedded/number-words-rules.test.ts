import { expect, test } from 'vitest';
import { withFigures } from './number-words-rules.ts';

test.each([
  ['send Katya forty quid', 'send Katya 40 quid'],
  ['pay twenty-two pounds to Brian', 'pay 22 pounds to Brian'],
  ['five hundred and fifty to Ann', '550 to Ann'],
  ['two grand and a bit', '2000 and a bit'],
  ['кинь маме пять тысяч', 'кинь маме 5000'],
  ['сто восемьдесят пять фунтов, за бойлер', '185 фунтов, за бойлер'],
  ['перекинь тридцатку Дэну', 'перекинь 30 Дэну'],
  ['£62.50 to Ann, 1,250.75 to Bob', '£62.50 to Ann, 1,250.75 to Bob'],
  ['sort code 20-11-05, account 12345678', 'sort code 20-11-05, account 12345678'],
  ['no one knows', 'no one knows'],
  ['thirty one pounds twenty, to the inn', '31.20 pounds, to the inn'],
  ['two thousand one hundred and forty pounds', '2140 pounds'],
  ['three thousand two hundred', '3200'],
  ['get 1.2k over to HMRC', 'get 1200 over to HMRC'],
  ['обязана ста сорока фунтами', 'обязана 140 фунтами'],
  ['полторы тысячи', '1500'],
  ['двадцать один фунт', '21 фунт'],
  ['three and a half grand', '3500'],
  ['1,5 тысячи', '1500'],
  ['four pounds 5p', '4.05 pounds'],
  ['80p', '£0.80'],
  ['two million pounds', '2000000 pounds'],
  ['двадцаточку', '20'],
  ['одна тысяча двести', 'одна 1200'],
  ['a couple of hundred quid', '200 quid'],
  ['про семью', 'про семью'],
])('%s reads %s', (said, read) => expect(withFigures(said)).toBe(read));

test('two numbers that stand together are not added up', () => {
  expect(withFigures('семнадцать пятьдесят')).not.toContain('67');
  expect(withFigures('three four five')).not.toContain('12');
});
