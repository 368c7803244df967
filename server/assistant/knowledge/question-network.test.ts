import { expect, test } from 'vitest';
import { inSlices } from './in-slices.ts';
import { countLabels } from './label-table.ts';
import { featuresOf } from './question-features.ts';
import { trainNetwork } from './question-network.ts';
import { kindsIn } from './word-kinds.ts';

const features = featuresOf('en');
const SAID = [
  ['lost-card', 'my card was stolen'],
  ['lost-card', 'I lost my card'],
  ['bereavement', 'my mother has died'],
  ['bereavement', 'my dad died last week'],
  ['-personal', 'what is my balance'],
  ['-personal', 'did my salary arrive'],
] as const;
const examples = SAID.map(([label, text]) => ({ label, features: features(text) }));

/** What the examples teach to say of a text: each label's likelihood. */
async function taught() {
  const table = await inSlices(countLabels(examples));
  const { labels, classify } = await inSlices(trainNetwork(examples, table));
  return (text: string) => new Map(labels.map((label, at) => [label, classify(features(text))[at] ?? 0]));
}
const bestOf = (found: ReadonlyMap<string, number>) => [...found].sort((a, b) => b[1] - a[1])[0]?.[0];

test('what was never said in these words goes where its words and their kinds were seen', async () => {
  const classify = await taught();
  expect(bestOf(classify('my card got lost'))).toBe('lost-card');
  expect(bestOf(classify('my grandmother died'))).toBe('bereavement');
  expect(bestOf(classify('did my money arrive'))).toBe('-personal');
});

test('likelihoods add up to one, and the same examples give the same', async () => {
  const [one, other] = [await taught(), await taught()];
  const found = one('stolen card');
  expect([...found.values()].reduce((sum, likelihood) => sum + likelihood, 0)).toBeCloseTo(1);
  expect(other('stolen card')).toEqual(found);
});

test('unknown words make all that is known less sure', async () => {
  const classify = await taught();
  const likelihoodOf = (text: string) => Math.max(...classify(text).values());
  expect(likelihoodOf('lost card zebra trumpet umbrella')).toBeLessThan(likelihoodOf('lost card'));
});

test('words are of their kinds in whatever form, and several together; numbers by their size', () => {
  const kindsOf = (language: 'en' | 'ru', text: string) => kindsIn(language)(text.split(' '));
  expect(kindsOf('en', 'my grandmother')[1]).toContain('kin');
  expect(kindsOf('en', 'a table')).toEqual([[], []]);
  expect(kindsOf('en', 'laid off')[0]).toContain('jobless');
  expect(kindsOf('en', 'laid out')[0]).not.toContain('jobless');
  expect(kindsOf('ru', 'у бабушкиной')[1]).toContain('kin');
  expect(kindsOf('ru', 'стол')).toEqual([[]]);
  expect(kindsOf('en', '180k 40')).toEqual([['fortune'], ['small']]);
});
