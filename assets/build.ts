import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { NodeIO, PropertyType } from '@gltf-transform/core';
import { EXTMeshoptCompression, KHRMeshQuantization } from '@gltf-transform/extensions';
import { dedup, meshopt, prune, weld } from '@gltf-transform/functions';
import { MeshoptDecoder, MeshoptEncoder, MeshoptSimplifier } from 'meshoptimizer';
import sharp from 'sharp';
import { addFarForms } from './far-forms.ts';
import { writeManifest } from './manifest.ts';

/**
 * `npm run assets`: rebuilds every branch's model from the scripts in `assets/blender/`. Needs Debian's `blender` and
 * `python3-numpy`, and most of an hour of one core; what it builds is committed, so nothing else needs them.
 * `--branch=ID` builds one of them, `--folder=DIR` a bank's own branch wherever it is.
 * `node assets/build.ts --keep-bakes` joins and compresses anew what is in `artifacts/assets/` from the last time.
 */
const ROOT = resolve(import.meta.dirname, '..');
const BRANCHES = join(ROOT, 'assets/branches');
const SCRIPTS = join(ROOT, 'assets/blender');
const LIGHTS = ['sky', 'sun', 'ceiling', 'accent'];
const MAP_TEXELS = '1024';
const MAP_SAMPLES = '14';
const CORNER_SAMPLES = '20';
/** Light is smooth and is looked at closely; stone and wood hide what a stronger compression does. */
const QUALITY: Readonly<Record<string, number>> = {
  light: 90,
  room: 80,
  sky: 82,
  art: 82,
  city: 90,
  plaster: 70,
  oak: 70,
};

function run(command: string, args: readonly string[]): void {
  const { status } = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) throw new Error(`${command} ended with ${status}`);
}

function blender(script: string, args: readonly string[]): void {
  run('blender', ['-b', '-t', process.env.BLENDER_THREADS ?? '1', '-P', join(SCRIPTS, script), '--', ...args]);
}

/** A minute or three for each group; the noise that is left `compose.py` takes out. */
function bake(plan: string, folder: string): void {
  for (const group of LIGHTS) {
    const quality = ['--size', MAP_TEXELS, '--map-samples', MAP_SAMPLES, '--corner-samples', CORNER_SAMPLES];
    blender('build_branch.py', ['--plan', plan, '--out', folder, '--group', group, ...quality]);
  }
}

/** The same city is outside of every branch. */
function bakeCity(folder: string): void {
  for (const mood of ['day', 'evening']) blender('city.py', ['--out', folder, '--mood', mood]);
}

async function compressModel(from: string, to: string): Promise<void> {
  const io = new NodeIO()
    .registerExtensions([EXTMeshoptCompression, KHRMeshQuantization])
    .registerDependencies({ 'meshopt.encoder': MeshoptEncoder, 'meshopt.decoder': MeshoptDecoder });
  const document = await io.read(from);
  await document.transform(
    // Materials differ by their names alone, and those count.
    dedup({ propertyTypes: [PropertyType.ACCESSOR, PropertyType.MESH] }),
    weld(),
    // Empty nodes are the places of things.
    prune({ keepLeaves: true, keepAttributes: true }),
    meshopt({
      encoder: MeshoptEncoder,
      level: 'high',
      quantizePosition: 14,
      quantizeTexcoord: 14,
      quantizationVolume: 'scene',
    }),
    // One is always in the hall.
    ...(/^rest-(?!hall)/.test(basename(from)) ? [addFarForms] : []),
  );
  await io.write(to, document);
}

async function compress(folder: string, target: string): Promise<void> {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  await Promise.all([MeshoptEncoder.ready, MeshoptSimplifier.ready]);
  for (const name of readdirSync(folder).sort()) {
    if (name.endsWith('.glb')) await compressModel(join(folder, name), join(target, name));
    if (!name.endsWith('.png')) continue;
    const kind = name.split(/[-.]/)[0] ?? '';
    const picture = sharp(join(folder, name)).webp({
      quality: QUALITY[kind] ?? 60,
      effort: 6,
      smartSubsample: kind === 'light',
    });
    await picture.toFile(join(target, name.replace('.png', '.webp')));
  }
}

const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** `model.json`: what a browser needs to know before it asks for the files. */
function writeModelFile(target: string): void {
  const files = readdirSync(target).sort();
  const contents = files.map((name) => readFileSync(join(target, name)));
  const version = hash(Buffer.concat(contents)).slice(0, 12);
  const bytes = Object.fromEntries(files.map((name, index) => [name, contents[index]?.byteLength ?? 0]));
  writeFileSync(join(target, 'model.json'), `${JSON.stringify({ version, bytes }, null, 2)}\n`);
}

const keepBakes = process.argv.includes('--keep-bakes');
const argument = (name: string) => process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
const only = argument('branch');
const ownFolder = argument('folder');
const folders = ownFolder ? [resolve(ownFolder)] : readdirSync(BRANCHES).map((id) => join(BRANCHES, id));
const city = join(ROOT, 'artifacts/assets/city');
if (!keepBakes) bakeCity(city);
for (const folder of folders) {
  const id = basename(folder);
  if (only && id !== only) continue;
  const plan = join(folder, 'branch.json');
  const work = join(ROOT, 'artifacts/assets', id);
  if (!keepBakes) bake(plan, work);
  run('python3', [join(SCRIPTS, 'compose.py'), '--plan', plan, '--bakes', work, '--out', join(work, 'out')]);
  cpSync(join(city, 'out'), join(work, 'out'), { recursive: true });
  await compress(join(work, 'out'), join(folder, 'model'));
  writeModelFile(join(folder, 'model'));
}
if (!ownFolder) writeManifest();
