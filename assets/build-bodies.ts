import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Document, type Node as Joint, Logger, NodeIO } from '@gltf-transform/core';
import { EXTMeshoptCompression, KHRMeshQuantization } from '@gltf-transform/extensions';
import { reorder } from '@gltf-transform/functions';
import { MeshoptEncoder } from 'meshoptimizer';
import { writeManifest } from './manifest.ts';

/**
 * Builds `assets/avatars/bodies.glb` from the Blender scripts in `assets/blender/bodies`: `node assets/build-bodies.ts`.
 * With a file of numbers that Blender has written before, it only packs: `node assets/build-bodies.ts raw.json`.
 */
const HERE = import.meta.dirname;
const OUTPUT = join(HERE, 'avatars/bodies.glb');
/** Positions are kept as shares of this, in 16 bits: steps of 0.06 mm. */
const REACH_METRES = 2;

interface RawPart {
  readonly name: string;
  readonly positions: readonly number[];
  readonly normals: readonly number[];
  readonly slots: readonly number[];
  readonly light: readonly number[];
  readonly joints: readonly number[];
  readonly weights: readonly number[];
  readonly indices: readonly number[];
}
interface Raw {
  readonly bones: readonly string[];
  readonly rest: Readonly<Record<string, readonly [number, number, number]>>;
  readonly parts: readonly RawPart[];
}

function modelInBlender(): Raw {
  const folder = mkdtempSync(join(tmpdir(), 'atrium-bodies-'));
  const path = join(folder, 'raw.json');
  const script = join(HERE, 'blender/bodies/build_bodies.py');
  const blender = process.env.BLENDER_PATH ?? 'blender';
  const ran = spawnSync(blender, ['-b', '-t', '1', '--python-exit-code', '1', '-P', script, '--', path], {
    stdio: 'inherit',
  });
  if (ran.status !== 0) throw new Error('Blender failed; on Debian: apt-get install blender python3-numpy');
  const raw = JSON.parse(readFileSync(path, 'utf8')) as Raw;
  rmSync(folder, { recursive: true });
  return raw;
}

function packShares(values: readonly number[], width: number, greatest: number): Int16Array | Int8Array {
  const limit = width === 2 ? 32767 : 127;
  const out = width === 2 ? new Int16Array(values.length) : new Int8Array(values.length);
  for (let i = 0; i < values.length; i++) out[i] = Math.round(((values[i] ?? 0) / greatest) * limit);
  return out;
}

async function pack({ bones, rest, parts }: Raw): Promise<Uint8Array> {
  const document = new Document();
  document.setLogger(new Logger(Logger.Verbosity.WARN));
  document.createExtension(KHRMeshQuantization).setRequired(true);
  document
    .createExtension(EXTMeshoptCompression)
    .setRequired(true)
    .setEncoderOptions({ method: EXTMeshoptCompression.EncoderMethod.QUANTIZE });
  const buffer = document.createBuffer();
  const scene = document.createScene('bodies');
  const accessor = (type: 'SCALAR' | 'VEC3' | 'VEC4' | 'MAT4', array: Parameters<typeof setArray>[0]) =>
    setArray(array).setType(type).setBuffer(buffer);
  const setArray = (array: Int16Array | Int8Array | Uint8Array | Uint16Array | Float32Array) =>
    document.createAccessor().setArray(array as Float32Array<ArrayBuffer>);

  // Joints stand where they are at rest, none of them turned: a flat list is all the rig asks for.
  const joints: Joint[] = bones.map((bone) => document.createNode(bone).setTranslation([...(rest[bone] ?? [0, 0, 0])]));
  const inverse = new Float32Array(bones.length * 16);
  bones.forEach((bone, index) => {
    const [x, y, z] = rest[bone] ?? [0, 0, 0];
    inverse.set([REACH_METRES, 0, 0, 0, 0, REACH_METRES, 0, 0, 0, 0, REACH_METRES, 0, -x, -y, -z, 1], index * 16);
  });
  const skin = document.createSkin('body').setInverseBindMatrices(accessor('MAT4', inverse));
  for (const joint of joints) {
    skin.addJoint(joint);
    scene.addChild(joint);
  }
  for (const part of parts) {
    const primitive = document
      .createPrimitive()
      .setIndices(accessor('SCALAR', Uint16Array.from(part.indices)))
      .setAttribute('POSITION', accessor('VEC3', packShares(part.positions, 2, REACH_METRES)).setNormalized(true))
      .setAttribute('NORMAL', accessor('VEC3', packShares(part.normals, 1, 1)).setNormalized(true))
      .setAttribute('JOINTS_0', accessor('VEC4', Uint8Array.from(part.joints)))
      .setAttribute('WEIGHTS_0', accessor('VEC4', Uint8Array.from(part.weights)).setNormalized(true))
      // What a corner is made of (a place in the palette), and how much of the room's light comes to it, 0 to 255.
      .setAttribute('_SLOT', accessor('SCALAR', Uint8Array.from(part.slots)))
      .setAttribute(
        '_LIGHT',
        accessor(
          'SCALAR',
          Uint8Array.from(part.light, (share) => Math.round(share * 255)),
        ),
      );
    const mesh = document.createMesh(part.name).addPrimitive(primitive);
    scene.addChild(document.createNode(part.name).setMesh(mesh).setSkin(skin));
  }
  await MeshoptEncoder.ready;
  await document.transform(reorder({ encoder: MeshoptEncoder }));
  const io = new NodeIO()
    .registerExtensions([KHRMeshQuantization, EXTMeshoptCompression])
    .registerDependencies({ 'meshopt.encoder': MeshoptEncoder });
  return io.writeBinary(document);
}

const [known] = process.argv.slice(2);
const raw = known ? (JSON.parse(readFileSync(known, 'utf8')) as Raw) : modelInBlender();
const bytes = await pack(raw);
writeFileSync(OUTPUT, bytes);
writeManifest();
process.stdout.write(`avatars/bodies.glb: ${bytes.byteLength} bytes, ${raw.parts.length} parts\n`);
