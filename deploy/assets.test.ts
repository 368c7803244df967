import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BESIDE_MODEL, signCalls } from '../assets/branch-report.ts';
import { isFarForm } from '../assets/far-forms.ts';
import { readModel, readModelCost } from '../assets/model-cost.ts';
import { misplacedIn } from '../assets/model-places.ts';
import { BranchPlan } from '../shared/branch.ts';
import { BUDGET } from './bench/client/figures.ts';

/** What is built and committed is what the manifest says, and stands where the plans say. */

const ASSETS = resolve(import.meta.dirname, '../assets');
const MOODS = ['day', 'evening'] as const;
const LICENSES = ['Apache-2.0', 'OFL-1.1'];

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
  const folders = ['avatars', 'fonts/built', 'sounds', ...ids.map((id) => `branches/${id}/model`)];
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

describe.each(ids)('the model of %s', (id) => {
  test.each(MOODS)(
    'has every desk, seat, kiosk, terminal, board and display where the plan has it, in the %s',
    async (mood) => {
      const model = await readModel(join(ASSETS, 'branches', id, 'model'), `core-${mood}.glb`);
      expect(misplacedIn(model, planOf(id))).toEqual([]);
      const elsewhere = planOf(id);
      elsewhere.kiosks.forEach(({ at }) => {
        at.heading += 1;
      });
      expect(misplacedIn(model, elsewhere)).toEqual(elsewhere.kiosks.map((kiosk) => kiosk.id));
    },
  );

  test.each(MOODS)('costs a headset at most 20 draw calls and 150,000 triangles in the %s', async (mood) => {
    const cost = await readModelCost(join(ASSETS, 'branches', id, 'model'), mood);
    expect(cost.drawCalls).toBeGreaterThan(15);
    expect(cost.drawCalls).toBeLessThanOrEqual(20);
    expect(cost.triangles).toBeGreaterThan(50_000);
    expect(cost.triangles).toBeLessThanOrEqual(150_000);
  });

  test.each(MOODS)('has simpler forms of what is seen from afar, of the same corners, in the %s', async (mood) => {
    const folder = join(ASSETS, 'branches', id, 'model');
    const names = readdirSync(folder).filter((name) => name.startsWith('rest-') && name.endsWith(`-${mood}.glb`));
    expect(names.length).toBe(3);
    const models = await Promise.all(names.map((name) => readModel(folder, name)));
    const meshes = models.map((model) => model.getRoot().listMeshes());
    const pairs = meshes.flatMap((all) =>
      all.filter(isFarForm).map((far) => [far, all.find((one) => `${one.getName()}-far` === far.getName())] as const),
    );
    expect(pairs.length).toBe(2);
    for (const [far, near] of pairs) {
      const [simple, fine] = [far.listPrimitives()[0], near?.listPrimitives()[0]];
      expect(simple?.getAttribute('POSITION'), far.getName()).toBe(fine?.getAttribute('POSITION'));
      const counts = [simple, fine].map((form) => form?.getIndices()?.getCount() ?? 0);
      expect(counts[0], far.getName()).toBeLessThan(0.8 * (counts[1] ?? 0));
    }
  });

  test('names in model.json what a browser will load, and how much it weighs', () => {
    const { bytes } = JSON.parse(read(id, 'model', 'model.json').toString()) as { bytes: Record<string, number> };
    const files = readdirSync(join(ASSETS, 'branches', id, 'model')).filter((name) => name !== 'model.json');
    expect(bytes).toEqual(Object.fromEntries(files.map((name) => [name, read(id, 'model', name).byteLength])));
  });
});

test('what a branch report takes to be beside the model is what the client bench holds a page to', () => {
  expect(BUDGET.drawCallsBesideModel).toBe(signCalls(planOf('flagship')) + BESIDE_MODEL.drawCalls);
  expect(BUDGET.trianglesBesideModel).toBe(BESIDE_MODEL.triangles);
});
