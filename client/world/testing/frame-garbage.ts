import { readFileSync } from 'node:fs';
import { getHeapStatistics } from 'node:v8';
import { Matrix4 } from 'three';
import type { BranchPlan } from '../../../shared/branch.ts';
import { writeTime } from '../../../shared/pose/pose-batch.ts';
import { PoseChainWriter } from '../../../shared/pose/pose-chain-writer.ts';
import { copyPose, createPose } from '../../../shared/pose.ts';
import type { FloorPoint } from '../../../shared/walkable.ts';
import { createAvatarCrowd, type Figure } from '../../avatars/avatar-crowd.ts';
import { FLOATS_PER_BODY, writeBody } from '../../avatars/body/body-matrices.ts';
import { lookOf } from '../../avatars/body/looks.ts';
import { createNameTags } from '../../avatars/name-tags.ts';
import { PoseBuffers } from '../../avatars/pose-buffer.ts';
import { createPoseSender } from '../../avatars/pose-sender.ts';
import { createPoseSource } from '../../avatars/pose-source.ts';
import { Moment, RoomClock } from '../../net/room-clock.ts';
import { TickClock } from '../../net/tick-clock.ts';
import { createWalker, stepWalker } from '../../xr/locomotion.ts';
import { sampleFlatPose } from '../../xr/sample-pose.ts';
import { readFrameTime } from '../../xr/use-steady-clock.ts';
import { ASSISTANT_BODY, poseAssistant, whoToLookAt } from '../assistant-body.ts';
import { createDeskBodies } from '../desk/desk-bodies.ts';

/**
 * Shows fifty people for many frames and prints how many bytes the quieter half of the last frames left on the heap. Run by
 * `frame-garbage.test.ts` in a process of its own, with so large a young generation that it is hardly ever collected.
 */
const PEOPLE = 50;
const TICK_MS = 50;
const FRAMES_PER_TICK = 4;
// What runs once a frame, and not for each of fifty, is compiled as late as this.
const WARM_UP_TICKS = 1700;
const TICKS = 100;

/** What a page has beside us: schemas name their fields as we do, and hold objects in them (see `createPose`). */
export const SCHEMAS = [
  { x: {}, z: {} },
  { x: {}, y: {}, z: {} },
  { x: {}, y: {}, z: {}, w: {} },
  { x: {}, z: {}, yaw: {}, size: {}, seconds: {} },
  { radians: {} },
  { left: {} },
];

// Nothing is painted: neither shades nor names.
const canvas = { getContext: () => null };
Object.assign(globalThis, { document: { createElement: () => canvas } });

const buffers = new PoseBuffers();
const crowd = createAvatarCrowd();
const tags = createNameTags(PEOPLE);
const matrices = new Float32Array(PEOPLE * FLOATS_PER_BODY);
const shown = createPose();
const eye = new Matrix4().setPosition(0, 1.62, 6);
const uniform = { primary: '#000000', accent: '#000000' };

function enter(slot: number) {
  const figure = crowd.enter({ avatarId: slot, slot }, lookOf(slot * 7919, slot, false, uniform));
  if (!figure) throw new Error('the crowd is full');
  return { figure, chain: new PoseChainWriter(0), sent: createPose() };
}
const people = Array.from({ length: PEOPLE }, (_, slot) => enter(slot));

const plan = JSON.parse(
  readFileSync(new URL('../../../assets/branches/flagship/branch.json', import.meta.url), 'utf8'),
) as BranchPlan;
const assistantAt = plan.assistant ?? { x: 0, z: 0, heading: 0 };
const atDesks = createDeskBodies(plan);
const staff = atDesks
  .show(
    plan.desks.slice(0, 2).map(({ id }, index) => ({
      deskId: id,
      presence: 'seated' as const,
      role: 'consultant',
      pseudonym: `owl-${index}`,
      appearance: 0,
      speaking: index === 0,
      typing: index === 1,
    })),
    null,
  )
  .map((person) => ({ person, figure: crowd.enter(person, lookOf(0, person.slot, true, uniform)) as Figure }));
const assistant = crowd.enter(ASSISTANT_BODY, lookOf(ASSISTANT_BODY.appearance, 0, false, uniform)) as Figure;
const passersBy = people.map((_, slot) => ({ avatarId: slot, slot }));
const places = new Map<number, FloorPoint>();
const levels = new Map<number, number>();
const own = createPose();
const clock = { oldTime: 0.5 };
const roomClock = new RoomClock();
const ticks = new TickClock();
const moment = new Moment();
const link = {
  tellTime(asked: Moment) {
    roomClock.tell(asked);
    ticks.tell(asked);
  },
};
const source = createPoseSource(link, buffers, { slots: new Set(people.map((_, slot) => slot)), places });
const walker = createWalker(0, 6, 0);
const steering = { forward: 0, sideways: 0, turn: 0 };
let sent = 0;
const sender = createPoseSender(
  (into) => {
    copyPose(own, into);
    return true;
  },
  () => sent++,
);

/** Everyone walks about, every other one moves their hands, every tenth sits. */
function batchOf(tick: number): Uint8Array {
  const bytes: number[] = [0, 0, 0, 0];
  for (const [slot, { chain, sent }] of people.entries()) {
    const phase = tick / 9 + slot;
    const { headPosition: head, headRotation: turn } = sent;
    head.x = Math.sin(phase) + slot / 10;
    head.y = 1.62 + Math.sin(phase * 2) / 50;
    head.z = Math.cos(phase) - slot / 10;
    turn.y = Math.sin(phase / 2);
    turn.w = Math.cos(phase / 2);
    for (const hand of [sent.left, sent.right]) {
      hand.present = slot % 2 === 0;
      hand.position.x = head.x + (hand === sent.left ? -0.2 : 0.2);
      hand.position.y = 1.1 + Math.sin(phase * 3) / 10;
      hand.position.z = head.z - 0.3;
      hand.rotation.x = Math.sin(phase);
      hand.rotation.w = Math.cos(phase);
    }
    sent.seated = slot % 10 === 9;
    chain.advance(sent, 0, 0);
    const isKey = chain.deltaLength === 0;
    const bits = isKey ? chain.key.subarray(0, chain.keyLength) : chain.delta.subarray(0, chain.deltaLength);
    bytes.push(slot, ...bits);
  }
  const batch = Uint8Array.from(bytes);
  writeTime(batch, tick * TICK_MS);
  return batch;
}

/** What the page does once in a frame: its owner's body, who sits at desks, the assistant, and the poses it sends. */
function liveFrame(): void {
  stepWalker(walker, steering, plan, 1 / 80);
  sampleFlatPose(eye, own);
  readFrameTime(clock, moment);
  link.tellTime(moment);
  sender.frame(moment);
  atDesks.beginFrame(own, clock);
  for (let index = 0; index < staff.length; index++) {
    const { person, figure } = staff[index] as (typeof staff)[number];
    if (atDesks.sample(person, shown)) crowd.place(figure, shown, eye, 1 / 80);
  }
  poseAssistant(assistantAt, whoToLookAt(assistantAt, own.headPosition, passersBy, places, levels), true, shown);
  crowd.place(assistant, shown, eye, 1 / 80);
}

/** What `RemoteAvatars` does, and what the batch does for bodies in sight. */
function drawFrame(): void {
  source.beginFrame(clock);
  for (let index = 0; index < PEOPLE; index++) {
    const figure = people[index]?.figure as Figure;
    if (!source.sample(figure.person, shown)) continue;
    crowd.place(figure, shown, eye, 1 / 80);
    tags.put(figure.place, shown.headPosition, eye, false);
    writeBody(figure.state, figure.shape, matrices, index * FLOATS_PER_BODY);
  }
  crowd.commit();
  tags.commit();
}

/** Bytes a frame of one tick; what reads them leaves some itself. */
function playTick(tick: number): number {
  if (!buffers.receive(batchOf(tick), tick * TICK_MS)) throw new Error('a batch was not read');
  const before = getHeapStatistics().used_heap_size;
  for (let frame = 0; frame < FRAMES_PER_TICK; frame++) {
    clock.oldTime = (tick + frame / FRAMES_PER_TICK) * TICK_MS + 0.3;
    drawFrame();
    liveFrame();
  }
  return (getHeapStatistics().used_heap_size - before) / FRAMES_PER_TICK;
}

roomClock.learn(0, 0, 1);
ticks.learn(TICK_MS);
for (let tick = 0; tick < WARM_UP_TICKS; tick++) playTick(tick);
if (sent < WARM_UP_TICKS - 1) throw new Error(`${sent} poses were sent in ${WARM_UP_TICKS} ticks`);
const left = Array.from({ length: TICKS }, (_, index) => playTick(WARM_UP_TICKS + index)).sort((a, b) => a - b);
process.stdout.write(`${left[TICKS / 2]}\n`);
