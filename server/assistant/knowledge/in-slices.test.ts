import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { inSlices } from './in-slices.ts';

test('while something long is worked at, others have their turn; what comes of it is the same', async () => {
  let turns = 0;
  let isDone = false;
  const others = (async () => {
    while (!isDone) {
      await setImmediate();
      turns += 1;
    }
  })();
  const sum = await inSlices(
    (function* () {
      let all = 0;
      const end = performance.now() + 60;
      for (; performance.now() < end; yield) all = 7;
      return all;
    })(),
  );
  isDone = true;
  await others;
  expect(sum).toBe(7);
  expect(turns).toBeGreaterThan(2);
});
