import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ASSETS = import.meta.dirname;
const OURS = 'Apache-2.0';

/** Folders of built files below `assets/`, the scripts that build them, and on what terms they may be passed on. */
function builtFolders(): readonly (readonly [folder: string, source: string, license: string])[] {
  const branches = readdirSync(join(ASSETS, 'branches'))
    .map((id) => `branches/${id}/model`)
    .filter((folder) => existsSync(join(ASSETS, folder)));
  return [
    ['avatars', 'assets/blender/bodies', OURS],
    ['fonts/built', 'assets/fonts (subsets of Onest)', 'OFL-1.1'],
    ['sounds', 'assets/build-sounds.ts', OURS],
    ...branches.toSorted().map((folder) => [folder, 'assets/blender', OURS] as const),
  ];
}

/** Writes `assets/manifest.json`: of every built file where it comes from, on what terms, and what it is. */
export function writeManifest(): void {
  const files = builtFolders().flatMap(([folder, source, license]) =>
    readdirSync(join(ASSETS, folder))
      .toSorted()
      .map((name) => {
        const path = `${folder}/${name}`;
        const content = readFileSync(join(ASSETS, path));
        const sha256 = createHash('sha256').update(content).digest('hex');
        return { path, source, license, bytes: content.byteLength, sha256 };
      }),
  );
  writeFileSync(join(ASSETS, 'manifest.json'), `${JSON.stringify({ files }, null, 2)}\n`);
}
