import { useCallback, useEffect, useState } from 'react';
import { ClampToEdgeWrapping, LinearMipmapLinearFilter, RepeatWrapping, SRGBColorSpace, Texture } from 'three';
import type { BranchPlan } from '../../shared/branch.ts';
import type { BranchTextures } from './branch-materials.ts';
import { type BranchMesh, parseModel } from './branch-model.ts';
import { filesOf, type ModelFiles, openModelFiles } from './model-files.ts';
import type { Mood } from './mood.ts';

/** A branch's model on its way: the core can be walked in, the rest follows by itself. */
export type BranchModel =
  | { readonly kind: 'loading'; readonly loadedBytes: number; readonly totalBytes: number }
  | { readonly kind: 'failed'; readonly retry: () => void }
  /** There is none: bare shapes are all there is to see. */
  | { readonly kind: 'bare' }
  | {
      readonly kind: 'ready';
      readonly mood: Mood;
      readonly meshes: readonly BranchMesh[];
      /** What is outside the windows, once it has come. */
      readonly city: Texture | null;
    };

const AT_START: BranchModel = { kind: 'loading', loadedBytes: 0, totalBytes: 0 };

export function useBranchModel(plan: BranchPlan, mood: Mood): BranchModel {
  const [model, setModel] = useState<BranchModel>(AT_START);
  const [attempt, setAttempt] = useState(0);
  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt reads again
  useEffect(() => {
    const visit = new AbortController();
    const made: { dispose(): void }[] = [];
    const show = (next: BranchModel) => {
      if (!visit.signal.aborted) setModel(next);
    };
    show(AT_START);
    loadModel(plan, mood, visit.signal, made, show).catch((error: unknown) => {
      if (visit.signal.aborted) return;
      console.error('the model of the branch did not load', error);
      // What is walkable stays; only a branch that never came is a failure to its visitor.
      setModel((now) => (now.kind === 'ready' ? now : { kind: 'failed', retry }));
    });
    return () => {
      visit.abort();
      for (const thing of made) thing.dispose();
    };
  }, [plan, mood, attempt]);
  return model;
}

async function loadModel(
  plan: BranchPlan,
  mood: Mood,
  signal: AbortSignal,
  made: { dispose(): void }[],
  show: (model: BranchModel) => void,
): Promise<void> {
  const files = await openModelFiles(plan.id, signal);
  if (!files) return show({ kind: 'bare' });
  const { core, rest } = filesOf(mood);
  const totalBytes = files.bytesOf(core);
  let loadedBytes = 0;
  const count = (bytes: number) => {
    loadedBytes += bytes;
    show({ kind: 'loading', loadedBytes: Math.min(loadedBytes, totalBytes), totalBytes });
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
  const coreMeshes = keepMeshes(await parseModel(coreFile, plan, textures));
  show({ kind: 'ready', mood, meshes: coreMeshes, city: null });

  const uncounted = () => {};
  const [city, restFile, ...more] = await Promise.all([
    picture(`city-${mood}.webp`, uncounted),
    files.read(`rest-${mood}.glb`, uncounted),
    ...rest.filter((name) => /^(rug|art)\.webp$/.test(name)).map((name) => picture(name, uncounted)),
  ]);
  for (const texture of more) surfaces.set(texture.name, texture);
  const restMeshes = keepMeshes(await parseModel(restFile, plan, textures));
  show({ kind: 'ready', mood, meshes: [...coreMeshes, ...restMeshes], city });
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
