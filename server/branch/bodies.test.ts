import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Bodies } from './bodies.ts';

const someSlot = fc.integer({ min: 0, max: 12 });
const somewhere = fc.double({ min: -2, max: 2, noNaN: true });
const someStep = fc.record({
  slot: someSlot,
  what: fc.constantFrom('enter', 'leave', 'move'),
  x: somewhere,
  z: somewhere,
});

test('whoever comes, goes or moves, those near a place are found, in the order they came', () => {
  fc.assert(
    fc.property(fc.array(someStep, { maxLength: 60 }), somewhere, somewhere, (steps, x, z) => {
      const bodies = new Bodies<{ slot: number; x: number; z: number }>();
      const expected = new Map<number, { slot: number; x: number; z: number }>();
      for (const { what, ...step } of steps) {
        const body = expected.get(step.slot);
        if (what === 'enter' && !body) {
          expected.set(step.slot, step);
          bodies.enter(step);
        } else if (what === 'leave') {
          expect(bodies.leave(step.slot)).toBe(body);
          expected.delete(step.slot);
        } else if (body) {
          Object.assign(body, step);
          bodies.moved(body);
        }
      }
      expect(bodies.all).toEqual([...expected.values()]);
      for (const { slot } of steps) expect(bodies.get(slot)).toBe(expected.get(slot));
      const [first] = bodies.all;
      if (!first) return;
      const near: typeof bodies.all = [first];
      bodies.near(x, z, 0.5, first, near);
      expect(near).toEqual(
        bodies.all.filter((body) => body !== first && Math.abs(body.x - x) <= 0.5 && Math.abs(body.z - z) <= 0.5),
      );
    }),
  );
});
