import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { writeManifest } from './manifest.ts';

/** Makes `assets/fonts/built` anew; see `fonts/subset.py`. */
const ROOT = join(import.meta.dirname, '..');
const { status } = spawnSync(
  '/usr/bin/python3',
  ['assets/fonts/subset.py', 'node_modules/@fontsource-variable/onest/files', 'assets/fonts/built'],
  { cwd: ROOT, stdio: 'inherit' },
);
if (status !== 0) process.exit(1);
writeManifest();
