import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { type Document, NodeIO } from '@gltf-transform/core';
import { EXTMeshoptCompression, KHRMeshQuantization } from '@gltf-transform/extensions';
import { MeshoptDecoder } from 'meshoptimizer';
import sharp from 'sharp';
import { isFarForm } from './far-forms.ts';

/** What one mood of a branch's model costs a headset, counted in its files. */
export interface ModelCost {
  readonly triangles: number;
  readonly drawCalls: number;
  readonly textures: number;
  readonly textureBytes: number;
  /** What has to be there before one can walk in, as it lies on the disk and as it travels. */
  readonly core: FileBytes;
  readonly rest: FileBytes;
}
export interface FileBytes {
  readonly raw: number;
  readonly brotli: number;
}

/** Every finer level has a quarter of the points of the one above it. */
const MIPS = 4 / 3;
const BYTES_OF_POINT = 4;

/** Reads the files of a mood in a `model/` folder. Throws, naming the file, where one is none. */
export async function readModelCost(folder: string, mood: string): Promise<ModelCost> {
  const others = ['day', 'evening'].filter((one) => one !== mood).map((one) => `-${one}.`);
  const names = readdirSync(folder).filter((name) => !others.some((other) => name.includes(other)));
  const models = await Promise.all(
    names.filter((name) => name.endsWith('.glb')).map((name) => readModel(folder, name)),
  );
  const pictures = await Promise.all(
    names.filter((name) => name.endsWith('.webp')).map((name) => picturePoints(folder, name)),
  );
  const primitives = models
    .flatMap((document) => document.getRoot().listMeshes())
    // Drawn in the place of another, and lighter.
    .filter((mesh) => !isFarForm(mesh))
    .flatMap((mesh) => mesh.listPrimitives());
  const points = pictures.reduce((sum, count) => sum + count, 0);
  return {
    triangles: primitives.reduce((sum, primitive) => sum + (primitive.getIndices()?.getCount() ?? 0) / 3, 0),
    drawCalls: primitives.length,
    textures: pictures.length,
    textureBytes: points * BYTES_OF_POINT * MIPS,
    core: bytesOf(folder, names.filter(isCore)),
    rest: bytesOf(
      folder,
      names.filter((name) => !isCore(name)),
    ),
  };
}

/** As `client/world/model-files.ts` has it. */
const isCore = (name: string) => !/^(rest-|rug|art|city-)/.test(name);

export async function readModel(folder: string, name: string): Promise<Document> {
  await MeshoptDecoder.ready;
  const io = new NodeIO()
    .registerExtensions([EXTMeshoptCompression, KHRMeshQuantization])
    .registerDependencies({ 'meshopt.decoder': MeshoptDecoder });
  try {
    return await io.read(join(folder, name));
  } catch (error) {
    throw new Error(`${name} cannot be read: ${(error as Error).message}`);
  }
}

async function picturePoints(folder: string, name: string): Promise<number> {
  const { width, height } = await sharp(join(folder, name)).metadata();
  return width * height;
}

function bytesOf(folder: string, names: readonly string[]): FileBytes {
  let [raw, brotli] = [0, 0];
  for (const name of names) {
    const content = readFileSync(join(folder, name));
    raw += content.byteLength;
    // Pictures are compressed already.
    brotli += name.endsWith('.webp')
      ? content.byteLength
      : brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }).byteLength;
  }
  return { raw, brotli };
}
