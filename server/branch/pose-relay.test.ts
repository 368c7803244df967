import { expect, test } from 'vitest';
import { createPose, encodePose, POSE_BYTES, readBatch, saysTeleported } from '../../shared/pose.ts';
import { createPoseRelay } from './pose-relay.ts';

function poseBytes(x: number, teleported = false): Uint8Array {
  const pose = { ...createPose(), teleported };
  pose.headPosition.x = x;
  const bytes = new Uint8Array(POSE_BYTES);
  encodePose(pose, new DataView(bytes.buffer), 0);
  return bytes;
}

/** What a batch holds, copied out of the relay's own buffer. */
function unpack(batch: Uint8Array | null): Map<number, Uint8Array> {
  const poses = new Map<number, Uint8Array>();
  if (batch)
    readBatch(new DataView(batch.buffer, batch.byteOffset, batch.byteLength), (avatarId, offset) =>
      poses.set(avatarId, batch.slice(offset, offset + POSE_BYTES)),
    );
  return poses;
}
function tick(relay: ReturnType<typeof createPoseRelay>, viewers: number[], timeMs = 0) {
  const sent = new Map<number, Map<number, Uint8Array>>();
  relay.tick(viewers, timeMs, (viewerId, bytes) => sent.set(viewerId, unpack(bytes)));
  return sent;
}

test('each viewer is sent one batch with the poses of the others, never their own', () => {
  const relay = createPoseRelay();
  const poses = new Map([1, 2, 3].map((avatarId) => [avatarId, poseBytes(avatarId)]));
  for (const [avatarId, bytes] of poses) relay.put(avatarId, bytes);
  const sent = tick(relay, [1, 2, 4]);
  expect([...sent.keys()]).toEqual([1, 2, 4]);
  for (const [viewerId, batch] of sent)
    expect(batch).toEqual(new Map([...poses].filter(([avatarId]) => avatarId !== viewerId)));
});

test('of several poses in one tick the latest wins, and keeps a jump that was not sent yet', () => {
  const relay = createPoseRelay();
  relay.put(1, poseBytes(1, true));
  relay.put(1, poseBytes(2));
  expect(tick(relay, [2]).get(2)?.get(1)).toEqual(poseBytes(2, true));
  relay.put(1, poseBytes(3));
  const after = tick(relay, [2]).get(2)?.get(1);
  expect(after && saysTeleported(after)).toBe(false);
});

test('what was sent is not sent again, and someone alone is sent nothing', () => {
  const relay = createPoseRelay();
  relay.put(1, poseBytes(1));
  expect(tick(relay, [1]).size).toBe(0);
  relay.put(1, poseBytes(1));
  expect(tick(relay, [2]).size).toBe(1);
  expect(tick(relay, [2]).size).toBe(0);
});

test('a newcomer is given all that is known, and nothing of who left', () => {
  const relay = createPoseRelay();
  relay.put(1, poseBytes(1));
  relay.put(2, poseBytes(2));
  tick(relay, [1, 2]);
  expect([...unpack(relay.everything(3, 0)).keys()]).toEqual([1, 2]);
  expect([...unpack(relay.everything(2, 0)).keys()]).toEqual([1]);
  relay.remove(1);
  expect([...unpack(relay.everything(3, 0)).keys()]).toEqual([2]);
  relay.remove(2);
  expect(relay.everything(3, 0)).toBeNull();
});

test('the relay keeps a copy: the bytes of a message may be reused', () => {
  const relay = createPoseRelay();
  const bytes = poseBytes(1);
  relay.put(1, bytes);
  bytes.fill(0);
  expect(tick(relay, [2]).get(2)?.get(1)).toEqual(poseBytes(1));
});

test('a batch carries its time, and as many people as there are', () => {
  const relay = createPoseRelay();
  for (let avatarId = 1; avatarId <= 300; avatarId++) relay.put(avatarId, poseBytes(avatarId / 10));
  let time: number | null = null;
  relay.tick([1000], 1234.5, (_viewerId, bytes) => {
    time = readBatch(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), () => {});
    expect(unpack(bytes).get(300)).toEqual(poseBytes(30));
    expect(unpack(bytes).size).toBe(300);
  });
  expect(time).toBe(1234.5);
});
