import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';

/** Before the unit tests: an empty PGlite as a file, named by `TEST_PGLITE`, of which each suite begins with a copy. */
export default async function prepare(): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'atrium-pglite-'));
  const pglite = await PGlite.create();
  const dump = await pglite.dumpDataDir('none');
  await pglite.close();
  const file = join(folder, 'empty.tar');
  writeFileSync(file, new Uint8Array(await dump.arrayBuffer()));
  process.env.TEST_PGLITE = file;
  return () => rmSync(folder, { recursive: true, force: true });
}
