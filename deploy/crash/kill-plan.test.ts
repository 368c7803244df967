import { expect, test } from 'vitest';
import { createKillPlan } from './kill-plan.ts';
import { createRandom } from './seeded-random.ts';

const usual = Array.from({ length: 20 }, (_, index) => `point ${String(index).padStart(2, '0')}`);

/** A plan that has seen each usual point often, in calm rounds. */
function planOf(rounds: number, only: RegExp | null = null) {
  const plan = createKillPlan({ rounds, only });
  for (const point of usual) for (let pass = 0; pass < 10; pass++) plan.passed('bank', point, false);
  return plan;
}

test('every known point is aimed at within the sweep, and spread over it', () => {
  const plan = planOf(10);
  const random = createRandom(1);
  for (let round = 1; round <= 6; round++) {
    const aimed = Object.keys(plan.aim(random).order('bank').aims);
    expect(aimed.length).toBeLessThan(usual.length / 2);
    for (const point of aimed) plan.killed('bank', point);
  }
  for (const point of usual) plan.passed('bank', point, true);
  expect(plan.counts().map(({ kills }) => kills)).toEqual(usual.map(() => 1));
});

test('what was seldom passed is aimed at in every round until somebody died there', () => {
  const plan = planOf(1000);
  plan.passed('branch', 'rare', false);
  expect(plan.aim(createRandom(1)).order('branch').aims).toEqual({ rare: 0 });
  expect(plan.aim(createRandom(2)).order('branch').aims).toEqual({ rare: 0 });
});

test('a point that is met for the first time is known to no order, so that it kills', () => {
  const order = planOf(10).aim(createRandom(1)).order('bank');
  expect(order.known).toEqual(expect.arrayContaining(usual));
  expect(order.known).not.toContain('a new one');
});

test('what was met while signing in alone is no point of a payment', () => {
  const plan = createKillPlan({ rounds: 10, only: null });
  plan.passedBefore('bank', 'sign-in');
  const order = plan.aim(createRandom(1)).order('bank');
  plan.passed('bank', 'sign-in', true);
  expect([order.known?.includes('sign-in'), Object.keys(order.aims), plan.counts()]).toEqual([true, [], []]);
});

test('nobody dies twice of one aim in a round', () => {
  const aims = planOf(1).aim(createRandom(1));
  aims.reached('bank', 'point 00');
  expect(Object.keys(aims.order('bank').aims)).toEqual(usual.slice(1));
});

test('the wrong variant dies where its answers are lost, and nowhere else', () => {
  const order = planOf(1, /point 07$/)
    .aim(createRandom(1))
    .order('bank');
  expect(order).toEqual({ type: 'kill-order', aims: { 'point 07': 0 }, known: null });
});

test('one seed gives one plan', () => {
  const aims = (seed: number) => planOf(10).aim(createRandom(seed)).order('bank').aims;
  expect(aims(7)).toEqual(aims(7));
  expect(aims(7)).not.toEqual(aims(8));
});
