import { expect, test } from 'vitest';
import { measureSettled } from './settled.ts';

const ENOUGH = 200;

/** Windows that allocate so much, and as much as the last for ever after. */
function windowsOf(...bytes: readonly number[]) {
  let index = 0;
  return async () => {
    const own = bytes[Math.min(index++, bytes.length - 1)] as number;
    return { own, ownBetween: 0, others: 0, places: [] };
  };
}

test('what is compiled already is measured thrice, and the least of it told', async () => {
  const { allocation, windows } = await measureSettled(windowsOf(50, 48, 52), ENOUGH);
  expect(windows).toEqual([50, 48, 52]);
  expect(allocation.own).toBe(48);
});

test('as long as windows allocate less and less, the steady state is not there', async () => {
  const { allocation, windows } = await measureSettled(windowsOf(580, 300, 290, 120, 52, 51, 53), ENOUGH);
  expect(windows).toEqual([580, 300, 290, 120, 52, 51, 53]);
  expect(allocation.own).toBe(51);
});

test('one window without a step down is not yet calm', async () => {
  expect((await measureSettled(windowsOf(580, 575, 60), ENOUGH)).allocation.own).toBe(60);
});

test('calm at too much is waited out: another function may be compiled yet', async () => {
  const { allocation, windows } = await measureSettled(windowsOf(580, 580, 580, 580, 60), ENOUGH);
  expect(windows).toEqual([580, 580, 580, 580, 60, 60, 60]);
  expect(allocation.own).toBe(60);
});

test('nothing is as little as there can be', async () => {
  expect((await measureSettled(windowsOf(0), ENOUGH)).windows).toEqual([0, 0, 0]);
});

test('what is allocated in every frame is told, however many windows there are', async () => {
  let bytes = 1e9;
  const { allocation, windows } = await measureSettled(async () => {
    bytes /= 2;
    return { own: bytes, ownBetween: 0, others: 0, places: [] };
  }, ENOUGH);
  expect(windows).toHaveLength(16);
  expect(allocation.own).toBe(bytes);
  expect((await measureSettled(windowsOf(640), ENOUGH)).allocation.own).toBe(640);
});
