import { expect, test } from 'vitest';
import { inSlices } from './in-slices.ts';
import { trainClassifier } from './question-classifier.ts';
import { featuresOf } from './question-features.ts';
import { kindIn } from './word-kinds.ts';

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

test('what was never said in these words goes where its words and their kinds were seen', async () => {
  const classify = await inSlices(trainClassifier(examples));
  expect(classify(features('my card got lost'))[0]?.[0]).toBe('lost-card');
  expect(classify(features('my grandmother died'))[0]?.[0]).toBe('bereavement');
  expect(classify(features('did my money arrive'))[0]?.[0]).toBe('-personal');
});

test('likelihoods add up to one, and the same examples give the same', async () => {
  const [one, other] = [await inSlices(trainClassifier(examples)), await inSlices(trainClassifier(examples))];
  const found = one(features('stolen card'));
  expect(found.reduce((sum, [, likelihood]) => sum + likelihood, 0)).toBeCloseTo(1);
  expect(other(features('stolen card'))).toEqual(found);
});

test('unknown words make all that is known less sure', async () => {
  const classify = await inSlices(trainClassifier(examples));
  const likelihoodOf = (text: string) => classify(features(text))[0]?.[1] ?? 0;
  expect(likelihoodOf('lost card zebra trumpet umbrella')).toBeLessThan(likelihoodOf('lost card'));
});

test('words are of a kind by themselves in English, by their beginning in Russian, numbers by their size', () => {
  expect(kindIn('en')('grandmother')).toBe('kin');
  expect(kindIn('en')('table')).toBeNull();
  expect(kindIn('ru')('бабушкиной')).toBe('kin');
  expect(kindIn('ru')('стол')).toBeNull();
  expect(kindIn('en')('180k')).toBe('fortune');
  expect(kindIn('en')('40')).toBe('small');
});
