import { expect, test } from 'vitest';
import { PoseBatchReader } from '../../shared/pose/pose-batch.ts';
import { encodePose, POSE_BYTES } from '../../shared/pose/pose-packet.ts';
import { createPose, type Pose } from '../../shared/pose.ts';
import { FAR, HIDDEN, MIDDLE, NEAR } from './interest-rules.ts';
import { PoseRelay } from './pose-relay.ts';

const TICK_MS = 50;

/** A relay with people in it, each with a reader for what they are sent. */
function relayOf(...slots: number[]) {
  const relay = new PoseRelay();
  const readers = new Map(slots.map((slot) => [slot, new PoseBatchReader()]));
  for (const slot of slots) relay.enter(slot);
  for (const viewer of slots) for (const other of slots) if (viewer !== other) relay.show(viewer, other, NEAR);
  let nowMs = 1000;
  const put = (slot: number, x: number, change: Partial<Pose> = {}) => {
    const pose = { ...createPose(), ...change };
    pose.headPosition.x = x;
    const packet = new Uint8Array(POSE_BYTES);
    expect(encodePose(pose, nowMs, new DataView(packet.buffer), 0)).toBe(true);
    relay.put(slot, packet, pose.teleported, nowMs);
  };
  /** What each viewer read in this tick: x of each body by slot, and whether it jumped. */
  const tick = (takes: (viewer: number) => boolean = () => true) => {
    nowMs += TICK_MS;
    const got = new Map<number, Record<number, number>>();
    const jumped: string[] = [];
    const sizes = new Map<number, number>();
    const send = (viewer: number, bytes: Uint8Array) => {
      sizes.set(viewer, bytes.length);
      const seen: Record<number, number> = {};
      const timeMs = readers.get(viewer)?.read(bytes, (slot, pose) => {
        seen[slot] = Math.round(pose.headPosition.x * 100) / 100;
        if (pose.teleported) jumped.push(`${viewer}<${slot}`);
      });
      expect(timeMs).toBe(nowMs);
      got.set(viewer, seen);
    };
    relay.tick(nowMs, { isReady: takes, send });
    return { got: Object.fromEntries(got), jumped, sizes };
  };
  return { relay, put, tick };
}

test('each viewer is sent one batch with the poses of the others, never their own', () => {
  const { put, tick } = relayOf(1, 2, 3);
  for (const slot of [1, 2, 3]) put(slot, slot);
  expect(tick().got).toEqual({ 1: { 2: 2, 3: 3 }, 2: { 1: 1, 3: 3 }, 3: { 1: 1, 2: 2 } });
});

test('of several poses in one tick the latest wins, and a jump among them is told once', () => {
  const { put, tick } = relayOf(1, 2);
  for (let count = 0; count < 3; count++) {
    put(1, 0);
    tick();
  }
  put(1, 5, { teleported: true });
  put(1, 5.1);
  expect(tick()).toMatchObject({ got: { 2: { 1: 5.1 } }, jumped: ['2<1'] });
  put(1, 5.2);
  expect(tick()).toMatchObject({ got: { 2: { 1: 5.2 } }, jumped: [] });
});

test('what was sent is not sent again, and who is alone is sent nothing', () => {
  const { put, tick } = relayOf(1);
  put(1, 1);
  expect(tick().got).toEqual({});
  const two = relayOf(1, 2);
  two.put(1, 1);
  expect(two.tick().got).toEqual({ 2: { 1: 1 } });
  expect(two.tick().got).toEqual({});
});

test('after two whole poses only differences travel', () => {
  const { put, tick } = relayOf(1, 2);
  const sizes = Array.from({ length: 6 }, (_, step) => {
    put(1, step / 20);
    return tick().sizes.get(2) ?? 0;
  });
  expect(Math.min(...sizes.slice(0, 2))).toBeGreaterThan(15);
  expect(Math.max(...sizes.slice(2))).toBeLessThan(12);
});

test('who comes to see a body that moves is sent one whole pose, which tells of the one before it, and then differences', () => {
  const { relay, put, tick } = relayOf(1, 2, 3);
  const walk = (step: number) => {
    put(1, step / 20);
    return tick().sizes.get(2) ?? 0;
  };
  for (let step = 0; step < 4; step++) walk(step);
  relay.show(2, 1, HIDDEN);
  for (let step = 4; step < 8; step++) expect(walk(step)).toBe(0);
  relay.show(2, 1, NEAR);
  const [first, ...rest] = Array.from({ length: 4 }, (_, step) => walk(8 + step)) as [number, ...number[]];
  expect(first).toBeGreaterThan(15);
  expect(Math.max(...rest)).toBeLessThan(12);
});

test('where a whole pose is too far from the one before to tell of it too, two are sent, and all can be read', () => {
  const { relay, put, tick } = relayOf(1, 2, 3);
  relay.show(2, 1, HIDDEN);
  /** Head and hands from one end of what a pose can say to the other, and turned. */
  const wave = (step: number) => {
    const side = step % 2 === 0 ? 1 : -1;
    const rotation = { x: 0.49 * side, y: -0.49 * side, z: 0.49 * side, w: Math.sqrt(1 - 3 * 0.49 ** 2) };
    const position = { x: 30 * side + 1.9 * side, y: -1.9 * side, z: 1.9 * side };
    const hand = { ...createPose().left, present: true, position, rotation };
    put(1, 30 * side, { headRotation: rotation, left: hand, right: { ...hand }, curled: true });
    return { ...tick(), x: 30 * side };
  };
  // Most of the time at rest.
  for (let step = 0; step < 12; step++) wave(0);
  relay.show(2, 1, NEAR);
  const sizes = [1, 1].map((step) => {
    const { got, sizes, x } = wave(step);
    expect(got[2]).toEqual({ 1: x });
    return sizes.get(2) ?? 0;
  });
  // The first is as long as a whole pose by itself, with time and slot.
  expect(sizes[0]).toBeLessThan(48);
  expect(Math.min(...sizes)).toBeGreaterThan(40);
  for (const step of [1, 1, 2, 3, 3]) {
    const { got, x } = wave(step);
    expect(got[2]).toEqual({ 1: x });
  }
});

test('people further away come at half and at a quarter of the rate', () => {
  const { relay, put, tick } = relayOf(1, 2, 3, 4);
  relay.show(4, 2, MIDDLE);
  relay.show(4, 3, FAR);
  const seen = { 1: 0, 2: 0, 3: 0 };
  for (let count = 0; count < 40; count++) {
    for (const slot of [1, 2, 3] as const) put(slot, count / 50);
    const got = tick().got[4] ?? {};
    for (const slot of [1, 2, 3] as const) if (slot in got) seen[slot]++;
  }
  expect(seen).toEqual({ 1: 40, 2: 20, 3: 10 });
});

test('who is hidden from a viewer is not sent to them at all, and who is shown again begins anew', () => {
  const { relay, put, tick } = relayOf(1, 2, 3);
  const walk = (x: number) => {
    put(1, x);
    return tick().got;
  };
  for (let step = 0; step < 4; step++) walk(step / 10);
  relay.show(2, 1, HIDDEN);
  for (let step = 4; step < 8; step++) expect(walk(step / 10)).toEqual({ 3: { 1: step / 10 } });
  relay.show(2, 1, NEAR);
  for (let step = 8; step < 14; step++) {
    const x = Math.round(step * 10) / 100;
    expect(walk(x)).toEqual({ 2: { 1: x }, 3: { 1: x } });
  }
});

test('who comes in sees those who stand still and send nothing', () => {
  const { relay, put, tick } = relayOf(1, 2);
  put(1, 3);
  tick();
  tick();
  relay.show(2, 1, HIDDEN);
  relay.show(2, 1, NEAR);
  expect(tick().got).toEqual({ 2: { 1: 3 } });
});

test('a viewer whose link was too slow, or who lost the thread, is sent whole poses again', () => {
  const { relay, put, tick } = relayOf(1, 2, 3);
  const walk = (x: number, takes?: (viewer: number) => boolean) => {
    put(1, x);
    return tick(takes).got;
  };
  for (let step = 0; step < 4; step++) walk(step / 10);
  walk(0.4, (viewer) => viewer !== 2);
  expect(walk(0.5)).toEqual({ 2: { 1: 0.5 }, 3: { 1: 0.5 } });
  relay.resync(3);
  for (let step = 6; step < 10; step++) expect(walk(step / 10)).toEqual({ 2: { 1: step / 10 }, 3: { 1: step / 10 } });
});

test('who could not be sent a body that stands still is sent it as soon as they can', () => {
  const { put, tick } = relayOf(1, 2);
  put(1, 3);
  for (let count = 0; count < 4; count++) tick(() => false);
  expect(tick().got).toEqual({ 2: { 1: 3 } });
});

test('who is behind does not have everyone sent to everyone', () => {
  const { put, tick } = relayOf(1, 2, 3);
  put(1, 3);
  put(3, 4);
  const others = (viewer: number) => viewer !== 2;
  expect(tick(others).got).toEqual({ 1: { 3: 4 }, 3: { 1: 3 } });
  for (let count = 0; count < 4; count++) expect(tick(others).got).toEqual({});
  expect(tick().got).toMatchObject({ 2: { 1: 3, 3: 4 } });
  expect(tick().got).toEqual({});
});

test('who leaves is sent to nobody, and their slot begins anew', () => {
  const { relay, put, tick } = relayOf(1, 2);
  for (let count = 0; count < 4; count++) {
    put(1, 1);
    tick();
  }
  relay.leave(1);
  put(1, 2);
  expect(tick().got).toEqual({});
  relay.enter(1);
  relay.show(2, 1, NEAR);
  put(1, 7);
  expect(tick().got).toEqual({ 2: { 1: 7 } });
});
