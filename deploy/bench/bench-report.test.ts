import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { median, reportFigures } from './bench-report.ts';

const here = process.cwd();
let printed = '';

beforeEach(() => {
  printed = '';
  process.chdir(mkdtempSync(join(tmpdir(), 'atrium-bench-')));
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += text;
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  process.chdir(here);
});

test('a goal is met on its own side of the bound, and what has none is not judged', () => {
  const fast = { figure: 'rate', value: 0.9, unit: '', goal: { atLeast: 0.8 } };
  const slow = { figure: 'p99', value: 1.2, unit: '', goal: { atMost: 1.3 } };
  expect(reportFigures('bench', [fast, slow, { figure: 'memory', value: 120, unit: 'MiB' }])).toBe(true);
  expect(JSON.parse(readFileSync('artifacts/bench.json', 'utf8'))).toEqual([
    { figure: 'rate', value: 0.9, unit: '', goal: '≥ 0.8', met: true },
    { figure: 'p99', value: 1.2, unit: '', goal: '≤ 1.3', met: true },
    { figure: 'memory', value: 120, unit: 'MiB', goal: null, met: null },
  ]);
  expect(reportFigures('bench', [{ ...fast, value: 0.79 }])).toBe(false);
  expect(printed).toMatch(/rate +0\.79 +≥ 0\.8 +0\.99 +NOT met/);
  expect(reportFigures('bench', [{ ...slow, value: 1.31 }])).toBe(false);
  expect(reportFigures('bench', [{ ...fast, value: Number.NaN }])).toBe(false);
});

test('a goal with two ends is met between them', () => {
  const share = (value: number) => ({ figure: 'held', value, unit: '%', goal: { between: [70, 90] as const } });
  expect([70, 90, 69.9, 90.1, Number.NaN].map((value) => reportFigures('bench', [share(value)]))).toEqual([
    ...[true, true],
    ...[false, false, false],
  ]);
  reportFigures('bench', [share(80)]);
  expect(JSON.parse(readFileSync('artifacts/bench.json', 'utf8'))).toEqual([
    { figure: 'held', value: 80, unit: '%', goal: '70 to 90', met: true },
  ]);
});

test('the median is the middle, or between the two in the middle', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([9, 1, 5, 7])).toBe(6);
});
