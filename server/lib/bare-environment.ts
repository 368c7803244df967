import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where the servers that tests start, some three hundred times, keep what Node has compiled of their scripts. */
export const COMPILE_CACHE = join(tmpdir(), 'atrium-compiled');

/**
 * All that a process of a test or a measurement has of ours: its settings are those it is told. It starts in half the time where one that ended by itself has
 * filled the cache before it; one that is killed writes nothing there.
 */
export function bareEnvironment(): { readonly PATH: string; readonly NODE_COMPILE_CACHE: string } {
  const { PATH = '', NODE_COMPILE_CACHE = COMPILE_CACHE } = process.env;
  return { PATH, NODE_COMPILE_CACHE };
}
