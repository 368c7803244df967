import { z } from 'zod';

/** What is read of a VRM file before anything else touches it: a glTF binary, taken apart without trusting a number in it. */
const Index = z.number().int().min(0);
const Loose = z.record(z.string(), z.unknown());

const Primitive = z.object({
  attributes: z.object({ POSITION: Index }).catchall(Index),
  indices: Index.optional(),
  mode: z.number().int().optional(),
  targets: z.array(Loose).optional(),
});
const VrmMeta = z.object({
  name: z.string().max(256),
  authors: z.array(z.string().max(256)).min(1).max(64),
  licenseUrl: z.string().max(1024),
  avatarPermission: z.enum(['onlyAuthor', 'onlySeparatelyLicensedPerson', 'everyone']).default('onlyAuthor'),
});
export const Gltf = z.object({
  asset: z.object({ version: z.string() }),
  extensionsRequired: z.array(z.string()).optional(),
  buffers: z.array(z.object({ byteLength: Index, uri: z.string().optional() })).optional(),
  bufferViews: z.array(z.object({ buffer: Index, byteOffset: Index.optional(), byteLength: Index })).default([]),
  accessors: z.array(z.object({ count: Index, bufferView: Index.optional() })).default([]),
  images: z.array(z.object({ bufferView: Index.optional(), uri: z.string().optional() })).default([]),
  meshes: z.array(z.object({ primitives: z.array(Primitive) })).default([]),
  nodes: z.array(z.object({ mesh: Index.optional(), children: z.array(Index).optional() })).default([]),
  skins: z.array(z.object({ joints: z.array(Index) })).default([]),
  extensions: z.object({
    VRMC_vrm: z.object({
      specVersion: z.string(),
      meta: VrmMeta,
      humanoid: z.object({ humanBones: z.record(z.string(), z.object({ node: Index })) }),
    }),
  }),
});
export type Gltf = z.infer<typeof Gltf>;

export interface GlbParts {
  readonly json: unknown;
  readonly binary: Uint8Array;
}

const MAGIC = 0x46546c67;
const JSON_CHUNK = 0x4e4f534a;
const BINARY_CHUNK = 0x004e4942;

/** The two chunks of a glTF binary; null where it is none. */
export function readGlb(file: ArrayBuffer): GlbParts | null {
  if (file.byteLength < 20) return null;
  const view = new DataView(file);
  if (view.getUint32(0, true) !== MAGIC || view.getUint32(4, true) !== 2) return null;
  if (view.getUint32(8, true) !== file.byteLength || view.getUint32(16, true) !== JSON_CHUNK) return null;
  const jsonEnd = 20 + view.getUint32(12, true);
  if (jsonEnd > file.byteLength) return null;
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array(file, 20, jsonEnd - 20)));
  } catch {
    return null;
  }
  if (jsonEnd + 8 > file.byteLength) return { json, binary: new Uint8Array() };
  const length = view.getUint32(jsonEnd, true);
  if (view.getUint32(jsonEnd + 4, true) !== BINARY_CHUNK || jsonEnd + 8 + length > file.byteLength) return null;
  return { json, binary: new Uint8Array(file, jsonEnd + 8, length) };
}

/** Width and height of a PNG or a JPEG by its own header, pixels; null for anything else. */
export function imageSize(bytes: Uint8Array): { readonly width: number; readonly height: number } | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength >= 24 && view.getUint32(0) === 0x89504e47 && view.getUint32(12) === 0x49484452)
    return { width: view.getUint32(16), height: view.getUint32(20) };
  if (bytes.byteLength < 4 || view.getUint16(0) !== 0xffd8) return null;
  for (let at = 2; at + 9 < bytes.byteLength; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}
