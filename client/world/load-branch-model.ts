import { ClampToEdgeWrapping, LinearMipmapLinearFilter, RepeatWrapping, SRGBColorSpace, Texture } from 'three';
import type { BranchPlan } from '../../shared/branch.ts';
import type { FloorPoint } from '../../shared/walkable.ts';
import type { BranchTextures } from './branch-materials.ts';
import { type BranchMesh, type NearAndFar, pairForms, parseModel } from './branch-model.ts';
import { coreFiles, type ModelFiles, openModelFiles } from './model-files.ts';
import type { Mood } from './mood.ts';
import { nearestPart } from './place-order.ts';

/** What of a branch's model is there to be drawn. */
export interface LoadedModel {
  readonly mood: Mood;
  readonly meshes: readonly BranchMesh[];
  /** Those of them that have a simpler form, to be drawn from afar. */
  readonly pairs: readonly NearAndFar[];
  /** What is outside the windows, once it has come. */
  readonly city: Texture | null;
  readonly isWhole: boolean;
}

interface Loading {
  readonly plan: BranchPlan;
  readonly mood: Mood;
  readonly signal: AbortSignal;
  /** Where the visitor is: what stands nearest comes next. */
  readonly where: () => Readonly<FloorPoint>;
  /** Is kept filled with what has to be thrown away. */
  readonly made: { dispose(): void }[];
  readonly onCount: (loadedBytes: number, totalBytes: number) => void;
  readonly onModel: (model: LoadedModel) => void;
}

/** Loads the core, shows it, and then the rest part by part. Answers false where the branch has no model. */
export async function loadModel({ plan, mood, signal, where, made, onCount, onModel }: Loading): Promise<boolean> {
  const files = await openModelFiles(plan.id, signal);
  if (!files) return false;
  const totalBytes = files.bytesOf(coreFiles(mood));
  let loadedBytes = 0;
  const count = (bytes: number) => {
    loadedBytes += bytes;
    onCount(Math.min(loadedBytes, totalBytes), totalBytes);
  };
  const keep = <T extends { dispose(): void }>(thing: T): T => {
    made.push(thing);
    return thing;
  };
  const keepMeshes = (meshes: readonly BranchMesh[]) => {
    for (const { geometry, material } of meshes) made.push(geometry, material);
    return meshes;
  };
  const picture = async (name: string, onBytes = count) => keep(await readTexture(files, name, onBytes));
  const [coreFile, light, room, ...stuffs] = await Promise.all([
    files.read(`core-${mood}.glb`, count),
    picture(`light-${mood}.webp`),
    picture(`room-${mood}.webp`),
    ...['terrazzo', 'plaster', 'oak', 'fabric'].map((name) => picture(`${name}.webp`)),
  ]);
  const surfaces = new Map(stuffs.map((texture) => [texture.name, texture]));
  const textures: BranchTextures = { light, room, surfaces };
  let model: LoadedModel = {
    mood,
    meshes: keepMeshes(await parseModel(coreFile, plan, textures)),
    pairs: [],
    city: null,
    isWhole: false,
  };
  onModel(model);

  await nextFrames();
  const uncounted = () => {};
  const [city, ...more] = await Promise.all(
    [`city-${mood}.webp`, 'rug.webp', 'art.webp'].map((name) => picture(name, uncounted)),
  );
  for (const texture of more) surfaces.set(texture.name, texture);
  const left = [...files.restOf(mood)];
  model = { ...model, city: city ?? null, isWhole: left.length === 0 };
  onModel(model);
  for (let next = nearestPart(plan, left, where()); next; next = nearestPart(plan, left, where())) {
    left.splice(left.indexOf(next), 1);
    const part = keepMeshes(await parseModel(await files.read(next, uncounted), plan, textures));
    model = {
      ...model,
      meshes: [...model.meshes, ...part],
      pairs: [...model.pairs, ...pairForms(part)],
      isWhole: left.length === 0,
    };
    onModel(model);
  }
  return true;
}

const MOST_WAIT_MS = 2000;

/** Until the core has been seen: what follows it must not keep it waiting. In a headset the page has no frames of its own, but time. */
function nextFrames(): Promise<void> {
  return new Promise((seen) => {
    requestAnimationFrame(() => requestAnimationFrame(() => seen()));
    setTimeout(seen, MOST_WAIT_MS);
  });
}

/** What is seen at a low angle and far away: the floor above all. */
const ANISOTROPY = 4;

/** A model stores places on these textures as 0..1 of so many tiles. */
const TILES = 32;
const TILED: ReadonlySet<string> = new Set(['terrazzo', 'plaster', 'oak', 'fabric']);

async function readTexture(files: ModelFiles, name: string, onBytes: (count: number) => void): Promise<Texture> {
  const bytes = await files.read(name, onBytes);
  const stuff = name.replace(/\.webp$/, '');
  const isLight = /^(light|room)-/.test(stuff);
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/webp' }), {
    imageOrientation: isLight ? 'none' : 'flipY',
    premultiplyAlpha: 'none',
    colorSpaceConversion: 'none',
  });
  const texture = new Texture(bitmap as unknown as HTMLImageElement);
  texture.name = stuff;
  texture.flipY = false;
  texture.colorSpace = isLight ? '' : SRGBColorSpace;
  const wrap = isLight ? ClampToEdgeWrapping : RepeatWrapping;
  if (TILED.has(stuff)) texture.repeat.set(TILES, TILES);
  texture.wrapS = wrap;
  texture.wrapT = wrap;
  texture.minFilter = LinearMipmapLinearFilter;
  texture.anisotropy = isLight ? 1 : ANISOTROPY;
  if (isLight && stuff.startsWith('light')) texture.channel = 1;
  texture.needsUpdate = true;
  return texture;
}
