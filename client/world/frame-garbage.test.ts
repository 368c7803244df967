import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** What asking for the size of the heap leaves on it, and a little. One fraction for each of fifty bodies would be 800. */
const OF_MEASURING_BYTES = 200;

test('a frame of fifty people, of who is at desks, and of one’s own body leaves nothing on the heap, whatever shapes other scripts of the page have', () => {
  const flags = ['--max-semi-space-size=128', '--min-semi-space-size=128'];
  const script = fileURLToPath(import.meta.resolve('./testing/frame-garbage.ts'));
  const bytes = Number(execFileSync(process.execPath, [...flags, script], { encoding: 'utf8' }));
  expect(bytes).toBeGreaterThanOrEqual(0);
  expect(bytes).toBeLessThan(OF_MEASURING_BYTES);
});
