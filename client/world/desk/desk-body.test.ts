import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { BranchPlan } from '../../../shared/branch.ts';
import { createPose, type Pose } from '../../../shared/pose.ts';
import { isWalkable } from '../../../shared/walkable.ts';
import { createDeskBodies } from './desk-bodies.ts';
import { createDeskBody, type DeskBody, poseDeskBody } from './desk-body.ts';
import { deskSeat, fromSeat } from './desk-seat.ts';

const read = (id: string) =>
  BranchPlan.parse(
    JSON.parse(readFileSync(new URL(`../../../assets/branches/${id}/branch.json`, import.meta.url), 'utf8')),
  );
const flagship = read('flagship');
const plans = [flagship, read('market-street')];
const desks = plans.flatMap((plan) => plan.desks.map((desk) => ({ plan, desk })));
const FRAME = 1 / 72;

function bodyAt({ plan, desk } = desks[0] as (typeof desks)[number]): DeskBody {
  const body = createDeskBody(deskSeat(plan, desk), 1, true);
  body.frameSeconds = FRAME;
  return body;
}
function live(body: DeskBody, seconds: number, watch: (pose: Pose) => void = () => {}): Pose | null {
  const pose = createPose();
  let isThere = true;
  for (let frame = 0; frame < seconds / FRAME; frame++) {
    isThere = poseDeskBody(body, pose);
    if (isThere) watch(pose);
  }
  return isThere ? pose : null;
}
/** Where a head looks along the floor, radians as a yaw. */
const yawOf = ({ headRotation: { x, y, z, w } }: Pose) => Math.atan2(2 * (x * z + w * y), 1 - 2 * (x * x + y * y));
const turnBetween = (a: number, b: number) => Math.abs(Math.atan2(Math.sin(a - b), Math.cos(a - b)));

test('who is at a desk sits on the consultant’s chair, faces the customer, and has hands before them on the desk', () => {
  for (const one of desks) {
    const body = bodyAt(one);
    const pose = live(body, 1) as Pose;
    const { seat } = body;
    expect(pose.seated).toBe(true);
    expect(pose.headPosition.y).toBeCloseTo(1.22, 1);
    expect(Math.hypot(pose.headPosition.x - seat.x, pose.headPosition.z - seat.z)).toBeLessThan(0.35);
    for (const hand of [pose.left, pose.right]) {
      expect(hand.present).toBe(true);
      // Over the desk's top, not in it, and within an arm's reach of the shoulders.
      expect(hand.position.y).toBeGreaterThan(0.77);
      expect(hand.position.y).toBeLessThan(0.86);
      expect(Math.hypot(hand.position.x - seat.x, hand.position.z - seat.z)).toBeGreaterThan(seat.deskMetres - 0.4);
      expect(Math.hypot(hand.position.x - seat.x, hand.position.z - seat.z)).toBeLessThan(seat.deskMetres - 0.2);
    }
  }
});

test('who speaks at the desk is looked at, also by who types', () => {
  const body = bodyAt();
  const { seat } = body;
  const customer = fromSeat(seat, 0.8, 1.9);
  Object.assign(body.attended, { ...customer, y: 1.5, isThere: true, isSpeaking: true });
  body.word.isTyping = true;
  const pose = live(body, 3) as Pose;
  const towards = Math.atan2(-(customer.x - seat.x), -(customer.z - seat.z));
  expect(turnBetween(yawOf(pose), towards)).toBeLessThan(0.15);
  // Once they are silent, it is the screen for the most part.
  body.attended.isSpeaking = false;
  let atScreen = 0;
  let frames = 0;
  live(body, 10, (each) => {
    frames += 1;
    if (turnBetween(yawOf(each), seat.yaw - 0.6) < 0.25) atScreen += 1;
  });
  expect(atScreen / frames).toBeGreaterThan(0.5);
});

test('typing moves hands and fingers over the keys; speaking lifts the hands off the desk', () => {
  const body = bodyAt();
  const quiet = live(body, 2)?.right.position.y ?? 0;
  body.word.isTyping = true;
  const curls = new Set<string>();
  live(body, 2, (pose) => curls.add(pose.right.curls.join()));
  expect(curls.size).toBeGreaterThan(10);
  body.word.isTyping = false;
  body.word.isSpeaking = true;
  let highest = 0;
  const pose = live(body, 4, (each) => {
    highest = Math.max(highest, each.right.position.y);
  });
  expect(pose?.speaking).toBe(true);
  expect(highest).toBeGreaterThan(quiet + 0.1);
});

test('who pauses gets up, goes aside on free floor without a jump, and is gone; and comes back the same way', () => {
  for (const one of desks) {
    const body = bodyAt(one);
    let last = { ...(live(body, 0.5) as Pose).headPosition };
    let stood = false;
    const watch = ({ headPosition, seated }: Pose) => {
      expect(Math.hypot(headPosition.x - last.x, headPosition.z - last.z)).toBeLessThan(0.06);
      if (headPosition.y > 1.55) {
        stood = true;
        expect(seated).toBe(false);
        expect(isWalkable(one.plan, headPosition.x, headPosition.z, 0.02)).toBe(true);
      }
      last = { ...headPosition };
    };
    body.word.isSeated = false;
    expect(live(body, 3.5, watch)).toBeNull();
    expect(stood).toBe(true);
    body.word.isSeated = true;
    expect(live(body, 3.5, watch)?.seated).toBe(true);
  }
});

const elena = {
  deskId: 'desk-1',
  presence: 'seated',
  role: 'consultant',
  pseudonym: 'owl-11',
  appearance: 0,
  speaking: false,
  typing: false,
};

test('who is seated is drawn under their pseudonym; the legal name is for the customer of their own talk', () => {
  const bodies = createDeskBodies(flagship);
  expect(bodies.show([elena], null)).toMatchObject([{ role: 'consultant', pseudonym: 'owl-11' }]);
  expect(bodies.show([elena], null)[0]).not.toHaveProperty('legalName');
  expect(bodies.partnerId()).toBeNull();
  const [person] = bodies.show([elena], { deskId: 'desk-1', consultantName: 'Elena Markova' });
  expect(person?.legalName).toBe('Elena Markova');
  expect(bodies.partnerId()).toBe(person?.avatarId);
  expect(bodies.show([elena], { deskId: 'desk-2', consultantName: 'James' })[0]).not.toHaveProperty('legalName');
});

test('one person, one body: who walks about is at once not at the desk; who pauses is seen to go', () => {
  const bodies = createDeskBodies(flagship);
  const pose = createPose();
  const [person] = bodies.show([elena], null);
  if (!person) throw new Error('nobody is there');
  bodies.beginFrame(createPose(), { oldTime: 0 });
  expect(bodies.sample(person, pose)).toBe(true);
  expect(bodies.show([{ ...elena, presence: 'elsewhere' }], null)).toEqual([]);
  expect(bodies.sample(person, pose)).toBe(false);
  expect(bodies.sample({ slot: 3 }, pose)).toBeNull();

  bodies.show([elena], null);
  for (let frame = 0; frame < 20; frame++) bodies.sample(person, pose);
  // Off duty, or with the console closed, when nobody knows their name any more.
  expect(bodies.show([{ ...elena, presence: 'away', pseudonym: '', role: '' }], null)).toMatchObject([
    { pseudonym: 'owl-11', role: 'consultant' },
  ]);
});

test('a colleague who takes the desk over is another body', () => {
  const bodies = createDeskBodies(flagship);
  const [first] = bodies.show([elena], null);
  const [second, ...others] = bodies.show([{ ...elena, pseudonym: 'swan-12' }], null);
  expect(others).toEqual([]);
  expect(second?.avatarId).not.toBe(first?.avatarId);
});
