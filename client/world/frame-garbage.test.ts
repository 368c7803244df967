import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** What asking for the size of the heap leaves on it, and a little. One fraction for each of fifty bodies would be 800. */
const OF_MEASURING_BYTES = 200;

/** So large that what is young is hardly ever collected. */
const FLAGS = ['--max-semi-space-size=128', '--min-semi-space-size=128'];

function run(script: string, ...flags: string[]): number {
  const file = fileURLToPath(import.meta.resolve(`./testing/${script}.ts`));
  return Number(execFileSync(process.execPath, [...FLAGS, ...flags, file], { encoding: 'utf8' }));
}

test('a frame of fifty people, of who is at desks, and of one’s own body leaves nothing on the heap, whatever shapes other scripts of the page have', () => {
  const bytes = run('frame-garbage');
  expect(bytes).toBeGreaterThanOrEqual(0);
  expect(bytes).toBeLessThan(OF_MEASURING_BYTES);
});

test('what is done once in a frame leaves nothing on the heap long before V8’s last compiler has had it', () => {
  const bytes = run('once-a-frame-garbage', '--maglev', '--no-turbofan');
  expect(bytes).toBeGreaterThanOrEqual(0);
  // A fraction would be 12, or 16 without compressed pointers.
  expect(bytes).toBeLessThan(1);
});
