import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as THREE from 'three';
import { expect, test } from 'vitest';
import { SCENE_CATALOGUE } from './scene-catalogue.ts';

const CLIENT = join(import.meta.dirname, '..');
/** What is also a name of three.js, and is SVG's. */
const OTHERS = new Set(['Path']);

test('everything that scenes are written of is in the catalogue', () => {
  const used = globSync('**/*.tsx', { cwd: CLIENT })
    .flatMap((file) => [...readFileSync(join(CLIENT, file), 'utf8').matchAll(/<([a-z]\w*)/g)])
    .map(([, word = '']) => word.charAt(0).toUpperCase() + word.slice(1))
    .filter((name) => name in THREE && !OTHERS.has(name));
  expect(used).toContain('Mesh');
  expect([...new Set(used)].filter((name) => !(name in SCENE_CATALOGUE))).toEqual([]);
});
