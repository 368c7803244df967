import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { copyPose, createPose, type Pose } from '../pose.ts';
import { arbitraryPose, degreesBetween, metresBetween } from './arbitrary-pose.ts';
import { BitReader } from './bits.ts';
import { PoseChainReader } from './pose-chain-reader.ts';
import { PoseChainWriter } from './pose-chain-writer.ts';
import { QUALITIES } from './quantised-pose.ts';

/** What a step of each quality promises: √3/2 of a step of place, 3.54 of a step of rotation (`SMALLEST_DROPPED`). */
const promises = QUALITIES.map(({ positionMetres, rotation, hands }) => ({
  hands,
  metres: (Math.sqrt(3) / 2) * positionMetres + 1e-9,
  degrees: (3.54 * rotation * 180) / Math.PI,
}));

function send(writer: PoseChainWriter, isKey = false): Uint8Array {
  return isKey || writer.deltaLength === 0
    ? writer.key.slice(0, writer.keyLength)
    : writer.delta.slice(0, writer.deltaLength);
}
function receive(reader: PoseChainReader, bytes: Uint8Array, into: Pose): boolean {
  const bits = new BitReader();
  bits.open(bytes, 0);
  const isRead = reader.read(bits, into);
  if (isRead) expect(bits.position).toBe(bytes.length);
  return isRead;
}
function expectSame(got: Pose, sent: Pose, quality: number): void {
  const { metres, degrees, hands } = promises[quality] as (typeof promises)[number];
  expect(metresBetween(got.headPosition, sent.headPosition)).toBeLessThanOrEqual(metres);
  expect(degreesBetween(got.headRotation, sent.headRotation)).toBeLessThanOrEqual(degrees);
  for (const side of ['left', 'right'] as const) {
    expect(got[side].present).toBe(hands && sent[side].present);
    if (!got[side].present) continue;
    if (sent.curled) expect(got[side].curls).toEqual(sent[side].curls);
    expect(metresBetween(got[side].position, sent[side].position)).toBeLessThanOrEqual(metres);
    expect(degreesBetween(got[side].rotation, sent[side].rotation)).toBeLessThanOrEqual(degrees);
  }
  expect(got.seated).toBe(sent.seated);
  expect(got.speaking).toBe(sent.speaking);
}

test('near poses are within 2 mm and half a degree', () => {
  expect(promises[0]?.metres).toBeLessThanOrEqual(0.002);
  expect(promises[0]?.degrees).toBeLessThanOrEqual(0.5);
});

describe.each([...QUALITIES.keys()])('quality %i', (quality) => {
  test('any poses in any order arrive as close as it promises', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(arbitraryPose, fc.nat(120)), { minLength: 1, maxLength: 12 }), (poses) => {
        const writer = new PoseChainWriter(quality);
        const reader = new PoseChainReader();
        const got = createPose();
        for (const [pose, ageMs] of poses) {
          writer.advance(pose, ageMs, 0);
          expect(receive(reader, send(writer), got)).toBe(true);
          expectSame(got, pose, quality);
          expect(Math.abs(reader.ageMs - ageMs)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  test('someone who drifts is followed by deltas, and who joins is on the chain after one key or two', () => {
    fc.assert(
      fc.property(
        arbitraryPose,
        fc.array(fc.double({ min: -0.05, max: 0.05, noNaN: true }), { minLength: 8, maxLength: 30 }),
        fc.nat(5),
        (start, drift, joinsAt) => {
          const writer = new PoseChainWriter(quality);
          const [early, late] = [new PoseChainReader(), new PoseChainReader()];
          const [got, gotLate] = [createPose(), createPose()];
          const pose = createPose();
          copyPose(start, pose);
          let deltas = 0;
          let isAmbiguous = false;
          let keys = 0;
          let isOnChain = false;
          drift.forEach((metres, tick) => {
            pose.headPosition.x += metres;
            pose.left.position.z += 2 * metres;
            pose.headRotation = turned(pose.headRotation, metres);
            isAmbiguous ||= largestComponents(pose).some((largest) => largest < CLEARLY_LARGEST);
            writer.advance(pose, 20, 0);
            if (writer.deltaLength > 0) deltas++;
            expect(receive(early, send(writer), got)).toBe(true);
            if (tick < joinsAt) return;
            expect(receive(late, send(writer, !isOnChain), gotLate)).toBe(true);
            if (!isOnChain) isOnChain = ++keys === 2 || writer.keyJoins;
            expect(gotLate).toEqual(got);
            expectSame(gotLate, pose, quality);
          });
          // Where all four components are nearly alike a guess may leave out too small a one: the chain may begin anew there.
          if (isAmbiguous) return;
          expect(deltas).toBe(drift.length - 2);
          // Of the first pose nobody can tell what was before it.
          expect(keys).toBe(joinsAt === 0 ? 2 : 1);
        },
      ),
    );
  });
});

/** Above ½ (the least that the largest of four can be) by more than a coarse step and a tick's drift together. */
const CLEARLY_LARGEST = 0.6;

function largestComponents(pose: Pose): number[] {
  return [pose.headRotation, pose.left.rotation, pose.right.rotation].map(({ x, y, z, w }) =>
    Math.max(...[x, y, z, w].map(Math.abs)),
  );
}

function turned(rotation: Pose['headRotation'], radians: number): Pose['headRotation'] {
  const { x, y, z, w } = rotation;
  const [s, c] = [Math.sin(radians), Math.cos(radians)];
  return { x: x * c + z * s, y: y * c + w * s, z: z * c - x * s, w: w * c - y * s };
}

test('a jump begins anew, and is told once', () => {
  const writer = new PoseChainWriter(0);
  const reader = new PoseChainReader();
  const got = createPose();
  const pose = createPose();
  const told: boolean[] = [];
  for (let tick = 0; tick < 8; tick++) {
    if (tick === 4) pose.headPosition.x = 7;
    writer.advance(pose, 0, tick < 4 ? 0 : 1);
    expect(receive(reader, send(writer), got)).toBe(true);
    told.push(got.teleported);
  }
  expect(told).toEqual([false, false, false, false, true, false, false, false]);
});

test('hands that come and go have no past', () => {
  const writer = new PoseChainWriter(0);
  const reader = new PoseChainReader();
  const got = createPose();
  const pose = createPose();
  for (let tick = 0; tick < 20; tick++) {
    pose.left.present = tick % 7 > 2;
    pose.right.present = tick % 5 > 1;
    writer.advance(pose, 0, 0);
    expect(receive(reader, send(writer), got)).toBe(true);
    expectSame(got, pose, 0);
  }
});

test('a delta to someone who is not on the chain is refused', () => {
  const writer = new PoseChainWriter(0);
  for (let tick = 0; tick < 3; tick++) writer.advance(createPose(), 0, 0);
  expect(writer.deltaLength).toBeGreaterThan(0);
  expect(receive(new PoseChainReader(), send(writer), createPose())).toBe(false);
});

test('no bytes at all make it throw, or a pose that is not finite', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 80 }), { maxLength: 6 }), (chunks) => {
      const reader = new PoseChainReader();
      const got = createPose();
      for (const chunk of chunks) {
        const bits = new BitReader();
        bits.open(chunk, 0);
        if (!reader.read(bits, got)) continue;
        const { x, y, z } = got.headPosition;
        expect(Number.isFinite(x + y + z + got.headRotation.w + got.left.position.x)).toBe(true);
      }
    }),
  );
});
