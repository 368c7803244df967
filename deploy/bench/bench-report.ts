import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One measured number. With a goal it is judged; without one it is there to read the others by. */
export interface Figure {
  readonly figure: string;
  readonly value: number;
  readonly unit: string;
  readonly goal?:
    | { readonly atLeast: number }
    | { readonly atMost: number }
    | { readonly between: readonly [low: number, high: number] };
}

/** Prints the figures as a table, writes them to `artifacts/NAME.json` as `[{figure, value, unit, goal, met}]` and answers whether every goal is met. */
export function reportFigures(name: string, figures: readonly Figure[]): boolean {
  const judged = figures.map(judge);
  const rows = judged.map(({ figure, value, unit, goal, ratio, met }) => [
    figure,
    `${format(value)} ${unit}`.trim(),
    goal ?? '',
    ratio === null ? '' : format(ratio),
    met === null ? '' : met ? 'met' : 'NOT met',
  ]);
  process.stdout.write(`${table([['figure', 'value', 'goal', 'value/goal', ''], ...rows])}\n`);
  mkdirSync('artifacts', { recursive: true });
  const kept = judged.map(({ ratio: _, ...rest }) => rest);
  writeFileSync(join('artifacts', `${name}.json`), `${JSON.stringify(kept, null, 2)}\n`);
  return judged.every(({ met }) => met !== false);
}

/** Whether it has a goal that it does not meet. */
export const isMissed = (figure: Figure): boolean => judge(figure).met === false;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

function judge({ figure, value, unit, goal }: Figure) {
  if (!goal) return { figure, value, unit, goal: null, ratio: null, met: null };
  if ('between' in goal) {
    const [low, high] = goal.between;
    return { figure, value, unit, goal: `${low} to ${high}`, ratio: null, met: value >= low && value <= high };
  }
  const [sign, bound, met] =
    'atLeast' in goal ? ['≥', goal.atLeast, value >= goal.atLeast] : ['≤', goal.atMost, value <= goal.atMost];
  // Of a goal of nothing at all there is no ratio.
  const ratio = bound === 0 ? null : value / (bound as number);
  return { figure, value, unit, goal: `${sign} ${bound}`, ratio, met: met as boolean };
}

function format(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(2);
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
