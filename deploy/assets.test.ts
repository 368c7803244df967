import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BranchPlan, type Spot } from '../shared/branch.ts';

/** What is built and committed is what the manifest says, and stands where the plans say. */

const ASSETS = resolve(import.meta.dirname, '../assets');
const MOODS = ['day', 'evening'] as const;
const LICENSES = ['Apache-2.0'];

interface Listed {
  readonly path: string;
  readonly source: string;
  readonly license: string;
  readonly bytes: number;
  readonly sha256: string;
}
const manifest: { files: Listed[] } = JSON.parse(readFileSync(join(ASSETS, 'manifest.json'), 'utf8'));
const ids = readdirSync(join(ASSETS, 'branches'));
const read = (...path: string[]) => readFileSync(join(ASSETS, 'branches', ...path));
const planOf = (id: string) => BranchPlan.parse(JSON.parse(read(id, 'branch.json').toString()));

test('the manifest names every built file, with its source and a licence that lets it be passed on', () => {
  const folders = ['avatars', 'sounds', ...ids.map((id) => `branches/${id}/model`)];
  const built = folders.flatMap((folder) => readdirSync(join(ASSETS, folder)).map((name) => `${folder}/${name}`));
  expect(built.length).toBeGreaterThan(10);
  expect(manifest.files.map(({ path }) => path).sort()).toEqual(built.sort());
  for (const { path, source, license } of manifest.files) {
    expect(source, path).not.toBe('');
    expect(LICENSES, path).toContain(license);
  }
});

test('all sounds together are smaller than one picture of the city', () => {
  const sounds = manifest.files.filter(({ path }) => path.startsWith('sounds/'));
  expect(sounds.length).toBeGreaterThan(3);
  expect(sounds.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(120_000);
});

test('every built file is the one that the manifest was written for', () => {
  for (const { path, bytes, sha256 } of manifest.files) {
    const content = readFileSync(join(ASSETS, path));
    expect([content.byteLength, createHash('sha256').update(content).digest('hex')], path).toEqual([bytes, sha256]);
  }
});

interface Node {
  readonly name?: string;
  readonly translation?: number[];
  readonly rotation?: number[];
}
interface Model {
  readonly nodes: Node[];
  readonly meshes: { primitives: { indices: number }[] }[];
  readonly accessors: { count: number }[];
}

/** The JSON of a glTF binary, which no compression touches. */
function readModel(id: string, name: string): Model {
  const file = read(id, 'model', name);
  return JSON.parse(file.subarray(20, 20 + file.readUInt32LE(12)).toString());
}

/** The plan's things that the model has to have, by the name of their node. */
function placesOf(plan: BranchPlan): [string, Spot][] {
  return [
    ...plan.desks.flatMap(({ id, at, customerSeat, consultantSeat }): [string, Spot][] => [
      [id, at],
      [`${id}/customer`, customerSeat],
      [`${id}/consultant`, consultantSeat],
    ]),
    ...[...plan.kiosks, ...plan.selfService, ...plan.boards, ...(plan.displays ?? [])].map(
      ({ id, at }): [string, Spot] => [id, at],
    ),
  ];
}

describe.each(ids)('the model of %s', (id) => {
  test.each(MOODS)(
    'has every desk, seat, kiosk, terminal, board and display where the plan has it, in the %s',
    (mood) => {
      const { nodes } = readModel(id, `core-${mood}.glb`);
      for (const [name, { x, z, heading }] of placesOf(planOf(id))) {
        const node = nodes.find((one) => one.name === name);
        const [nodeX = Number.NaN, , nodeZ = Number.NaN] = node?.translation ?? (node ? [0, 0, 0] : []);
        expect([nodeX, nodeZ], name).toEqual([expect.closeTo(x, 3), expect.closeTo(z, 3)]);
        const [, sin = 0, , cos = 1] = node?.rotation ?? [];
        const turned = (-2 * Math.atan2(sin, cos) * 180) / Math.PI;
        expect((((turned - heading) % 360) + 540) % 360, `${name} heading`).toBeCloseTo(180, 2);
      }
    },
  );

  test.each(MOODS)('costs a headset at most 20 draw calls and 150,000 triangles in the %s', (mood) => {
    const models = [readModel(id, `core-${mood}.glb`), readModel(id, `rest-${mood}.glb`)];
    const parts = models.flatMap(({ meshes, accessors }) =>
      meshes.flatMap(({ primitives }) => primitives.map(({ indices }) => (accessors[indices]?.count ?? 0) / 3)),
    );
    expect(parts.length).toBeLessThanOrEqual(20);
    expect(parts.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(150_000);
  });

  test('names in model.json what a browser will load, and how much it weighs', () => {
    const { bytes } = JSON.parse(read(id, 'model', 'model.json').toString()) as { bytes: Record<string, number> };
    const files = readdirSync(join(ASSETS, 'branches', id, 'model')).filter((name) => name !== 'model.json');
    expect(bytes).toEqual(Object.fromEntries(files.map((name) => [name, read(id, 'model', name).byteLength])));
  });
});
