import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Document, NodeIO } from '@gltf-transform/core';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import corner from '../docs/example-branch/corner/branch.json' with { type: 'json' };
import { BranchPlan } from '../shared/branch.ts';
import { costReport, reportOn } from './branch-report.ts';
import type { ModelCost } from './model-cost.ts';
import { placesOf } from './model-places.ts';

const EXAMPLE = join(import.meta.dirname, '../docs/example-branch/corner');
const plan = BranchPlan.parse(corner);
let folder: string;
let file: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'branch-')), 'corner');
  cpSync(EXAMPLE, folder, { recursive: true });
  file = join(folder, 'branch.json');
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

/** A model of one triangle, with the places of the plan; `shift`: so many metres to the east of them. */
async function writeModel(shift = 0): Promise<void> {
  const document = new Document();
  const buffer = document.createBuffer();
  const place = document.createAccessor().setType('VEC3').setArray(new Float32Array(9)).setBuffer(buffer);
  const corners = document
    .createAccessor()
    .setType('SCALAR')
    .setArray(new Uint16Array([0, 1, 2]))
    .setBuffer(buffer);
  const triangle = document.createPrimitive().setAttribute('POSITION', place).setIndices(corners);
  const scene = document
    .createScene()
    .addChild(document.createNode('hall').setMesh(document.createMesh('hall').addPrimitive(triangle)));
  for (const [name, { x, z, heading }] of placesOf(plan)) {
    const half = (-heading * Math.PI) / 360;
    const node = document.createNode(name).setTranslation([x + shift, 0, z]);
    scene.addChild(node.setRotation([0, Math.sin(half), 0, Math.cos(half)]));
  }
  const model = join(folder, 'model');
  mkdirSync(model, { recursive: true });
  for (const mood of ['day', 'evening']) await new NodeIO().write(join(model, `core-${mood}.glb`), document);
  const picture = sharp({ create: { width: 64, height: 32, channels: 3, background: '#888888' } });
  await picture.webp().toFile(join(model, 'oak.webp'));
  writeFileSync(join(model, 'model.json'), '{}');
}

test('a branch without a model may open in its bare shapes', async () => {
  expect(await reportOn(file)).toEqual({
    ok: true,
    lines: [expect.stringContaining('corner'), expect.stringContaining('no model yet')],
  });
});

test('a branch with a model may open, and each figure stands beside its budget', async () => {
  await writeModel();
  const { ok, lines } = await reportOn(file);
  expect(ok).toBe(true);
  const figures = lines.map((line) => line.replace(/ +/g, ' '));
  expect(figures).toContain('day:');
  expect(figures).toContain('evening:');
  expect(figures).toContainEqual(expect.stringMatching(/^ draw calls \d+ of 100 ok model 1,/));
  expect(figures).toContainEqual(expect.stringMatching(/^ triangles 60,001 of 350,000 ok model 1,/));
  // 64 by 32 points of four bytes, and a third more for its finer levels.
  expect(figures).toContainEqual(expect.stringMatching(/^ textures 36.0 MB of 128.0 MB ok 1 of the model 0.0 MB/));
  expect(figures).toContainEqual(expect.stringMatching(/^ first step \d+ kB of 1200 kB ok/));
});

test('a model that was built from another plan is refused by what it has elsewhere', async () => {
  await writeModel(0.01);
  const { ok, lines } = await reportOn(file);
  expect(ok).toBe(false);
  expect(lines.join('\n')).toContain(
    'built from another plan: it has desk-1, desk-1/customer, desk-1/consultant, kiosk-1',
  );
});

test.each([
  ['a field', () => JSON.stringify({ ...corner, ceilingMetres: 1 }), 'ceilingMetres: must be at least 2'],
  ['an id', () => JSON.stringify({ ...corner, id: 'other' }), "id: must be the folder's name, corner"],
  [
    'a logo',
    () => JSON.stringify({ ...corner, brand: { ...corner.brand, logo: 'a.png' } }),
    'brand.logo: a.png is not there',
  ],
  ['its JSON', () => '{', 'Expected property name'],
])('a branch that is wrong in %s may not open', async (_what, content, words) => {
  writeFileSync(file, content());
  const { ok, lines } = await reportOn(file);
  expect([ok, lines.join('\n')]).toEqual([false, expect.stringContaining(words)]);
});

test('a model that is none may not open', async () => {
  await writeModel();
  writeFileSync(join(folder, 'model/core-evening.glb'), 'glTF');
  const { ok, lines } = await reportOn(file);
  expect([ok, lines.join('\n')]).toEqual([false, expect.stringContaining('evening: core-evening.glb cannot be read')]);
});

const LIGHT: ModelCost = {
  triangles: 100_000,
  drawCalls: 15,
  textures: 9,
  textureBytes: 30e6,
  core: { raw: 600e3, brotli: 300e3 },
  rest: { raw: 600e3, brotli: 300e3 },
};

test('a branch within every budget passes', () => {
  expect(costReport(plan, LIGHT, 'day').ok).toBe(true);
});

test.each([
  ['draw calls', { drawCalls: 90 }],
  ['triangles', { triangles: 300_000 }],
  ['textures', { textureBytes: 100e6 }],
  ['first step', { core: { raw: 9e6, brotli: 700e3 } }],
])('a branch that breaks its budget of %s may not open', (name, more) => {
  const { ok, lines } = costReport(plan, { ...LIGHT, ...more }, 'day');
  expect(ok).toBe(false);
  expect(lines.filter((line) => line.includes('TOO MUCH'))).toEqual([expect.stringContaining(`  ${name} `)]);
});
