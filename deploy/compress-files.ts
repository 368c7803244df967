import { copyFileSync, existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

/** What compresses; pictures and fonts for browsers are compressed already. */
export const COMPRESSIBLE = /\.(js|css|html|glb|json|ttf|wasm|svg)$/;
export const BROTLI_PARAMS = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
export const GZIP_LEVEL = 9;

/** Copies the files that match to where they are served from, with a `.br` and a `.gz` beside each that compresses. Leaves what has not changed. */
export async function copyCompressed(pattern: string, from: string, to: string): Promise<void> {
  const files = globSync(pattern, { cwd: from }).filter((file) => statSync(join(from, file)).isFile());
  await Promise.all(files.map((file) => copyOne(join(from, file), join(to, file))));
}

async function copyOne(source: string, target: string): Promise<void> {
  if (existsSync(target) && statSync(target).mtimeMs >= statSync(source).mtimeMs) return;
  mkdirSync(dirname(target), { recursive: true });
  if (COMPRESSIBLE.test(source)) {
    const bytes = readFileSync(source);
    writeFileSync(`${target}.br`, await toBrotli(bytes, { params: BROTLI_PARAMS }));
    writeFileSync(`${target}.gz`, await toGzip(bytes, { level: GZIP_LEVEL }));
  }
  // Last: where it is there and newer, so is what was made of it.
  copyFileSync(source, target);
}
