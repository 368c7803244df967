import type { Client } from '@colyseus/core';
import { expect, test } from 'vitest';
import { encodePose, POSE_BYTES } from '../../shared/pose/pose-packet.ts';
import { createPose } from '../../shared/pose.ts';
import type { Refused } from '../../shared/rooms.ts';
import type { Lane } from '../lib/message-lane.ts';
import type { RoomGuard } from '../lib/room-guard.ts';
import { createBranchService } from './branch-service.ts';
import { PoseLinks } from './pose-links.ts';
import { testPlan } from './testing/test-plan.ts';

function poseAt(x: number, z: number): Uint8Array {
  const pose = createPose();
  Object.assign(pose.headPosition, { x, y: 1.7, z });
  const bytes = new Uint8Array(POSE_BYTES);
  encodePose(pose, 0, new DataView(bytes.buffer), 0);
  return bytes;
}

/** A hall with bodies, and links that admit whatever comes; the time is the test's. */
function openHall() {
  const clock = { nowMs: 0 };
  const branch = createBranchService(testPlan);
  const refused: [Client, Refused][] = [];
  const guard = {
    straightFrom: (_client: Client, handle: (bytes: Uint8Array) => void) => handle,
    refuse: (client: Client, what: Refused) => void refused.push([client, what]),
  } as unknown as RoomGuard;
  const links = new PoseLinks({ branch, guard, nowMs: () => clock.nowMs });
  const enter = () => {
    const slot = branch.enter(clock.nowMs)?.slot;
    if (slot === undefined) throw new Error('full');
    let lane: Lane | undefined;
    const ref = {
      openLane(opened: Lane) {
        lane = opened;
      },
      closeLane() {
        lane = undefined;
      },
    };
    const client = { ref } as unknown as Client;
    const shown = { zone: 'hall' };
    links.enter(slot, client, shown);
    return { slot, client, shown, lane: () => lane };
  };
  return { clock, branch, links, refused, enter };
}

test('a pose counts when it is judged, by the time at which it came', () => {
  const { clock, branch, links, refused, enter } = openHall();
  const { slot, client, shown } = enter();
  const before = branch.placeOf(slot);
  clock.nowMs = 40;
  links.receive(client, slot, poseAt(-1, -1));
  expect(branch.placeOf(slot)).toEqual(before);
  links.judge();
  expect(branch.placeOf(slot)).toMatchObject({ x: expect.closeTo(-1, 2), z: expect.closeTo(-1, 2) });
  expect(shown.zone).toBe('lounge');
  // Six metres in 40 ms are too many, however late they are judged.
  clock.nowMs = 80;
  links.receive(client, slot, poseAt(-1, 5));
  clock.nowMs = 5000;
  links.judge();
  expect(refused.map(([whose, { code }]) => [whose === client, code])).toEqual([[true, 'pose-too-fast']]);
});

test('what somebody sent until they left is judged before they leave', () => {
  const { branch, links, enter } = openHall();
  const { slot, lane } = enter();
  lane()?.take(poseAt(-1, -1));
  links.leave(slot);
  // What they send from now on is nobody's.
  expect(lane()).toBeUndefined();
  expect(branch.leave(slot)).toEqual({ x: expect.closeTo(-1, 2), z: expect.closeTo(-1, 2) });
});

test('a pose for a slot that is another’s, nobody’s or none is refused, and so is one of another length or of no bytes', () => {
  const { branch, links, refused, enter } = openHall();
  const [one, other] = [enter(), enter()];
  const before = branch.placeOf(one.slot);
  links.receive(other.client, one.slot, poseAt(-1, -1));
  links.receive(other.client, 200, poseAt(-1, -1));
  links.receive(other.client, null, poseAt(-1, -1));
  links.receive(one.client, one.slot, poseAt(-1, -1).subarray(1));
  links.receive(one.client, one.slot, 'no bytes' as unknown as Uint8Array);
  links.judge();
  expect(refused.map(([, { code }]) => code)).toEqual(Array(5).fill('pose-malformed'));
  expect(branch.placeOf(one.slot)).toEqual(before);
});

test('more than there is room for is judged at once, in its turn', () => {
  const { clock, branch, links, refused, enter } = openHall();
  const { slot, client } = enter();
  for (let pose = 0; pose < 1000; pose++) {
    clock.nowMs += 50;
    links.receive(client, slot, poseAt(-1 - (pose % 2) / 10, -1));
  }
  expect(branch.placeOf(slot)).toMatchObject({ z: expect.closeTo(-1, 2) });
  links.judge();
  expect(branch.placeOf(slot)).toMatchObject({ x: expect.closeTo(-1.1, 2) });
  expect(refused).toEqual([]);
});
