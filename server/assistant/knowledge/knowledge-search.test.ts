import { expect, test } from 'vitest';
import { SEARCH } from '../testing/learned-knowledge.ts';
import { createNearestWord } from './nearest-word-rules.ts';

const { search } = SEARCH;
const articleOf = async (language: 'en' | 'ru', query: string) => (await search(language, query))[0]?.source.articleId;

test.each([
  ['en', 'whats the intrest on the overdraught', 'overdraft'],
  ['en', 'can I downlaod my statment', 'statements'],
  ['ru', 'хочу взять епотеку', 'mortgage'],
  ['ru', 'патерял кошилек с картами', 'lost-card'],
] as const)('slips of the pen are read over: %s, %s', async (language, query, articleId) => {
  expect(await articleOf(language, query)).toBe(articleId);
});

test('a word is mended only into one much like it', () => {
  const nearest = createNearestWord(['overdraft', 'statement', 'mortgage']);
  expect(nearest('overdravt')?.word).toBe('overdraft');
  expect(nearest('restaurant')).toBeNull();
  expect(nearest('20260')).toBeNull();
});

test.each([
  ['en', 'insure my car', 'car loan'],
  ['ru', 'страхование машины', 'кредит на машину'],
] as const)(
  'what no article holds leads the article that shares its words: %s, %s',
  async (language, elsewhere, ours) => {
    const [wrong] = await search(language, elsewhere);
    const [right] = await search(language, ours);
    expect(right?.source.articleId).toBe('personal-loan');
    expect(right?.confidence).toBeGreaterThan(0.45);
    expect(wrong?.confidence ?? 0).toBeLessThan(0.2);
  },
);
