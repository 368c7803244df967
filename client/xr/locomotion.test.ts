import { expect, test } from 'vitest';
import { createWalker, lookBy, type Steering, sendBack, stepWalker, type Walker, walkTo } from './locomotion.ts';

const room = {
  bounds: { minX: -5, minZ: -5, maxX: 5, maxZ: 5 },
  obstacles: [{ minX: -1, minZ: -2.1, maxX: 1, maxZ: -2 }],
};
const still: Steering = { forward: 0, sideways: 0, turn: 0 };

function run(walker: Walker, steering: Steering, seconds: number): Walker {
  for (let time = 0; time < seconds; time += 1 / 60) stepWalker(walker, steering, room, 1 / 60);
  return walker;
}

test('forward goes where the body looks: heading 90 is along +x', () => {
  const walker = run(createWalker(0, 0, 90), { ...still, forward: 1 }, 1);
  expect(walker.x).toBeGreaterThan(1);
  expect(walker.z).toBeCloseTo(0);
});

test('sideways goes to the right of where the body looks', () => {
  const walker = run(createWalker(0, 0, 0), { ...still, sideways: 1 }, 1);
  expect(walker.x).toBeGreaterThan(1);
  expect(walker.z).toBeCloseTo(0);
});

test('a diagonal is no faster than straight on', () => {
  const straight = run(createWalker(0, 4, 0), { ...still, forward: 1 }, 1);
  const diagonal = run(createWalker(0, 4, 0), { ...still, forward: 1, sideways: 1 }, 1);
  expect(Math.hypot(diagonal.x, diagonal.z - 4)).toBeCloseTo(4 - straight.z);
});

test('a body gathers speed and comes to a halt, neither at once', () => {
  const walker = createWalker(0, 4, 0);
  stepWalker(walker, { ...still, forward: 1 }, room, 1 / 60);
  const first = 4 - walker.z;
  run(walker, { ...still, forward: 1 }, 0.5);
  const before = walker.z;
  stepWalker(walker, still, room, 1 / 60);
  expect(before - walker.z).toBeGreaterThan(first);
  run(walker, still, 2);
  expect(Math.hypot(walker.velocityX, walker.velocityZ)).toBeLessThan(1e-3);
});

test('a body stops at a desk and at the edge of the branch', () => {
  expect(run(createWalker(0, 0, 0), { ...still, forward: 1 }, 3).z).toBeGreaterThan(-2);
  expect(run(createWalker(3, 0, 0), { ...still, forward: 1 }, 6).z).toBeGreaterThan(-5);
});

test('a frame after a long pause moves no further than a slow one', () => {
  const walker = run(createWalker(3, 4, 0), { ...still, forward: 1 }, 1);
  const before = walker.z;
  stepWalker(walker, { ...still, forward: 1 }, room, 60);
  expect(before - walker.z).toBeLessThan(0.25);
});

test('a press on the floor walks there and stops', () => {
  const walker = createWalker(0, 4, 0);
  walkTo(walker, 2, 1);
  run(walker, still, 5);
  expect(walker.walking).toBe(false);
  expect(Math.hypot(walker.x - 2, walker.z - 1)).toBeLessThan(0.1);
});

test('a walk to a place behind a desk gives up at the desk', () => {
  const walker = createWalker(0, 0, 0);
  walkTo(walker, 0, -4);
  run(walker, still, 5);
  expect(walker.walking).toBe(false);
  expect(walker.z).toBeGreaterThan(-2);
});

test('steering by hand ends a walk to a place', () => {
  const walker = createWalker(0, 4, 0);
  walkTo(walker, 2, 1);
  stepWalker(walker, { ...still, forward: 0.2 }, room, 1 / 60);
  expect(walker.walking).toBe(false);
});

test('a body that is sent back glides to where the server has it, whatever is steered, then obeys again', () => {
  const walker = createWalker(3, 0, 0);
  sendBack(walker, 3, 1.2);
  stepWalker(walker, { ...still, forward: 1 }, room, 1 / 60);
  expect(walker.z).toBeGreaterThan(0);
  expect(walker.z).toBeLessThan(1);
  run(walker, { ...still, forward: 1 }, 0.25);
  expect(walker.z).toBeLessThanOrEqual(1.2);
  run(walker, still, 0.1);
  expect(walker.z).toBe(1.2);
  const before = walker.z;
  run(walker, { ...still, forward: 1 }, 0.5);
  expect(walker.z).toBeLessThan(before);
});

test('the view turns by a drag and never rolls over', () => {
  const walker = createWalker(0, 0, 0);
  lookBy(walker, 0.5, 9);
  expect(walker.yaw).toBeCloseTo(-0.5);
  expect(walker.pitch).toBeLessThan(Math.PI / 2);
});

test('a walk to a place where someone stands ends beside them', () => {
  const walker = createWalker(0, 4, 0);
  walkTo(walker, 0, 1);
  const strangers = new Map([[7, { x: 0, z: 1 }]]);
  for (let time = 0; time < 6; time += 1 / 60) stepWalker(walker, still, room, 1 / 60, strangers);
  expect(walker.walking).toBe(false);
  expect(Math.hypot(walker.x, walker.z - 1)).toBeGreaterThan(0.55);
});

test('who presses on after being sent back stands for a second; who lets go and presses again walks at once', () => {
  const on = { ...still, forward: 1 };
  const sentBack = () => {
    const walker = createWalker(3, 0, 0);
    sendBack(walker, 3, 1);
    return run(walker, on, 0.4);
  };
  expect(run(sentBack(), on, 0.7).z).toBe(1);
  expect(run(sentBack(), on, 1.5).z).toBeLessThan(0.8);
  const released = sentBack();
  stepWalker(released, still, room, 1 / 60);
  expect(run(released, on, 0.5).z).toBeLessThan(0.8);
});

test('a corridor that the server has closed is asked for a few times in ten seconds, not at every step', () => {
  const walker = createWalker(3, 0, 0);
  let refusals = 0;
  for (let frame = 0; frame < 600; frame++) {
    stepWalker(walker, { ...still, forward: 1 }, room, 1 / 60);
    // Twenty poses a second, each answered after a tenth of a second.
    if (frame % 3 !== 0 || walker.correction.active || walker.z >= -0.1) continue;
    refusals += 3;
    sendBack(walker, 3, -0.1);
  }
  expect(refusals).toBeGreaterThan(3);
  expect(refusals).toBeLessThan(30);
});
