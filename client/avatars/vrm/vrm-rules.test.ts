import { expect, test } from 'vitest';
import { imageSize } from './vrm-file-rules.ts';
import { writeTinyVrm } from './vrm-fixture.ts';
import { checkVrm } from './vrm-rules.ts';

const LIMITS = { maxBytes: 8_000_000, maxTriangles: 20_000 };
type Change = Parameters<typeof writeTinyVrm>[0];
const outcome = (change?: Change, limits = LIMITS) => {
  const answer = checkVrm(writeTinyVrm(change), limits);
  return answer.ok ? 'ok' : answer.error;
};

test('a VRM 1.0 within the limits that anyone may wear is taken, and said whose it is', () => {
  expect(checkVrm(writeTinyVrm(), LIMITS)).toEqual({
    ok: true,
    value: { name: 'Box', authors: ['Atrium'], triangles: 15 * 12 },
  });
});

test('more bytes or triangles than the branch allows are refused', () => {
  const bytes = writeTinyVrm().byteLength;
  expect(outcome(undefined, { ...LIMITS, maxBytes: bytes })).toBe('ok');
  expect(outcome(undefined, { ...LIMITS, maxBytes: bytes - 1 })).toBe('too-large');
  expect(outcome(undefined, { ...LIMITS, maxTriangles: 180 })).toBe('ok');
  expect(outcome(undefined, { ...LIMITS, maxTriangles: 179 })).toBe('too-many-triangles');
});

test('what is no glTF binary, no VRM, or a VRM of another version is refused', () => {
  for (const bytes of [new ArrayBuffer(0), new ArrayBuffer(64), writeTinyVrm().slice(0, 200)])
    expect(checkVrm(bytes, LIMITS)).toEqual({ ok: false, error: 'not-vrm-1' });
  expect(outcome((gltf) => Object.assign(gltf, { extensions: { VRM: {} } }))).toBe('not-vrm-1');
  expect(
    outcome((gltf) => {
      gltf.extensions.VRMC_vrm.specVersion = '1.0-beta';
    }),
  ).toBe('not-vrm-1');
});

test('a file that names another file is refused, also where it carries it as a data address', () => {
  expect(outcome((gltf) => gltf.images.push({ uri: 'https://elsewhere.example/skin.png' }))).toBe('outside-files');
  expect(outcome((gltf) => gltf.images.push({ uri: 'data:image/png;base64,AAAA' }))).toBe('outside-files');
  expect(outcome((gltf) => gltf.buffers.push({ byteLength: 4, uri: 'more.bin' }))).toBe('outside-files');
});

test('numbers that point at nothing, or promise more than there is, are refused', () => {
  const changes: Change[] = [
    (gltf) => gltf.bufferViews.push({ buffer: 0, byteOffset: 100, byteLength: 93 }),
    (gltf) => gltf.bufferViews.push({ buffer: 1, byteOffset: 0, byteLength: 1 }),
    (gltf) => gltf.accessors.push({ bufferView: 7, componentType: 5126, count: 1, type: 'SCALAR' }),
    (gltf) => gltf.accessors.push({ bufferView: 0, componentType: 5126, count: 2 ** 31, type: 'SCALAR' }),
    (gltf) => gltf.meshes.push({ primitives: [{ attributes: { POSITION: 9 } }] }),
    (gltf) => gltf.skins.push({ joints: [999] }),
    (gltf) => gltf.accessors.push({ componentType: 5126, count: 4_000_001, type: 'VEC3' }),
    (gltf) => Object.assign(gltf.nodes[2] ?? {}, { children: [0] }),
    (gltf) => Object.assign(gltf.nodes[2] ?? {}, { children: [3] }),
  ];
  for (const change of changes) expect(outcome(change), `${change}`).toBe('not-vrm-1');
});

test('a body lacks no bone, and has no more parts and bones than a headset draws', () => {
  expect(
    outcome((gltf) => {
      delete gltf.extensions.VRMC_vrm.humanoid.humanBones.leftHand;
    }),
  ).toBe('bones-missing');
  expect(outcome((gltf) => gltf.skins.push({ joints: Array(201).fill(0) }))).toBe('too-many-bones');
  const part = { attributes: { POSITION: 0 }, indices: 1 };
  expect(outcome((gltf) => gltf.meshes[0]?.primitives.push(part))).toBe('too-many-parts');
  expect(
    outcome((gltf) => {
      const [first] = gltf.meshes[0]?.primitives ?? [];
      if (first) first.targets = Array(65).fill({});
    }),
  ).toBe('too-many-parts');
});

test('pictures have at most 2048 pixels a side and 16 million together; what is no picture is refused', () => {
  const pictures =
    (count: number): Change =>
    (gltf) => {
      for (let index = 0; index < count; index++) gltf.images.push({ bufferView: 2, mimeType: 'image/png' });
    };
  expect(outcome(pictures(4))).toBe('ok');
  expect(outcome(pictures(5))).toBe('textures-too-large');
  expect(outcome((gltf) => gltf.images.push({ bufferView: 0 }))).toBe('textures-too-large');
  const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 17, 8, 0x10, 0, 0x08, 1, 0, 0]);
  expect(imageSize(jpeg)).toEqual({ width: 2049, height: 4096 });
  expect(imageSize(new Uint8Array([0xff, 0xd8, 0xff, 0xe0]))).toBeNull();
});

test('a model that its author keeps to themselves, or says nothing of, is refused', () => {
  for (const avatarPermission of ['onlyAuthor', 'onlySeparatelyLicensedPerson', undefined])
    expect(outcome((gltf) => Object.assign(gltf.extensions.VRMC_vrm.meta, { avatarPermission }))).toBe('not-permitted');
});
