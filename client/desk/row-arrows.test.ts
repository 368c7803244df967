import { expect, test } from 'vitest';
import { nextPlace } from './row-arrows.ts';

/** A row of one thing to press, one of three, one of two. */
const ROWS = [1, 3, 2];
const from = (row: number, column: number, key: string) => {
  const place = nextPlace(ROWS, { row, column }, key);
  return place && [place.row, place.column];
};

test('up and down go to the same column of the next row, or to its last', () => {
  expect(from(0, 0, 'ArrowDown')).toEqual([1, 0]);
  expect(from(1, 2, 'ArrowDown')).toEqual([2, 1]);
  expect(from(1, 1, 'ArrowUp')).toEqual([0, 0]);
});

test('left and right stay in the row, Home and End go to the first and the last', () => {
  expect(from(1, 0, 'ArrowRight')).toEqual([1, 1]);
  expect(from(1, 1, 'ArrowLeft')).toEqual([1, 0]);
  expect(from(2, 1, 'Home')).toEqual([0, 0]);
  expect(from(0, 0, 'End')).toEqual([2, 0]);
});

test('beyond the ends, by any other key, and where there is no row nothing happens', () => {
  expect(from(0, 0, 'ArrowUp')).toBeNull();
  expect(from(2, 0, 'ArrowDown')).toBeNull();
  expect(from(1, 2, 'ArrowRight')).toBeNull();
  expect(from(1, 0, 'ArrowLeft')).toBeNull();
  expect(from(1, 0, 'Tab')).toBeNull();
  expect(nextPlace([], { row: -0.5, column: 0 }, 'ArrowDown')).toBeNull();
  expect(nextPlace([], { row: -0.5, column: 0 }, 'End')).toBeNull();
});

test('from a heading one comes to the row beside it', () => {
  expect(from(-0.5, 0, 'ArrowDown')).toEqual([0, 0]);
  expect(from(-0.5, 0, 'ArrowUp')).toBeNull();
  expect(from(1.5, 0, 'ArrowDown')).toEqual([2, 0]);
  expect(from(1.5, 0, 'ArrowUp')).toEqual([1, 0]);
  expect(from(1.5, 0, 'ArrowRight')).toBeNull();
});
