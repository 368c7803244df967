import { afterEach, expect, test } from 'vitest';
import { packAppearance, writeAppearance } from '../../shared/appearance.ts';
import { APPEARANCE, DESK_SIGNS } from '../../shared/branch.ts';
import { type DeskSigns, writeDeskSigns } from '../../shared/desk-signs.ts';
import type { StaffPrincipal } from '../lib/principal.ts';
import { anna, board, elena, enter, someCustomer } from './testing/live-hall.ts';
import { testPlan } from './testing/test-plan.ts';

type Entered = Awaited<ReturnType<typeof enter>>;
const oleg: StaffPrincipal = { ...elena, sessionId: 'oleg-session', subject: 'oleg-sub', pseudonym: 'Oleg' };
const speaks: DeskSigns = { speaking: true, typing: false };

/** The queue's word of who has the one desk of the branch. */
function staffIt(subject: string | null, isPaused = false) {
  const staff = new Map(subject === null ? [] : [['desk-1', { subject, isPaused }]]);
  board.show(testPlan.id, { desks: new Map(), waiting: 0, staff });
}
afterEach(() => staffIt(null));

const deskOf = ({ state }: Entered) => state().staff?.get('desk-1')?.toJSON();
const presenceOf = (viewer: Entered) => state(viewer)?.presence;
const state = ({ state }: Entered) => state().staff?.get('desk-1');
const signsOf = (viewer: Entered) => [state(viewer)?.speaking, state(viewer)?.typing];
const sign = ({ room }: Entered, signs: DeskSigns) => room.sendBytes(DESK_SIGNS, writeDeskSigns(signs));

test('who is on duty at the console is seen at their desk by everyone, under a pseudonym and the role of the server', async () => {
  staffIt(elena.subject);
  const customer = await enter(someCustomer());
  await expect.poll(() => presenceOf(customer)).toBe('away');
  const console = await enter(elena, 'bodiless');
  await expect
    .poll(() => deskOf(customer))
    .toEqual({
      deskId: 'desk-1',
      presence: 'seated',
      role: 'consultant',
      pseudonym: 'Elena',
      appearance: 0,
      speaking: false,
      typing: false,
    });
  // Nobody can be told apart by more: neither name nor subject is in what the room says.
  const told = JSON.stringify(customer.state().toJSON());
  expect(told).toContain('"Elena"');
  for (const secret of [elena.legalName, elena.subject, elena.sessionId]) expect(told).not.toContain(secret);
  expect(customer.state().people.get(String(console.avatarId))?.embodied).toBe(false);
});

test('who has the desk says that they speak and type, and it is over when their link is', async () => {
  staffIt(elena.subject);
  const customer = await enter(someCustomer());
  const console = await enter(elena, 'bodiless');
  sign(console, { speaking: true, typing: true });
  await expect.poll(() => signsOf(customer)).toEqual([true, true]);
  await console.room.leave();
  await expect.poll(() => [presenceOf(customer), ...signsOf(customer)]).toEqual(['away', false, false]);
});

test('nobody else can move the body at a desk', async () => {
  staffIt(elena.subject);
  const console = await enter(elena, 'bodiless');
  const viewer = await enter(someCustomer());
  sign(console, speaks);
  await expect.poll(() => signsOf(viewer)).toEqual([true, false]);
  const strangers = [
    // The customer who sits before it, a guest, a colleague without a desk, and one's own body in the hall.
    await enter(anna),
    await enter(),
    await enter(oleg, 'bodiless'),
  ];
  for (const stranger of strangers) {
    sign(stranger, { speaking: false, typing: true });
    expect(await stranger.refusal()).toEqual({ code: 'desk-not-yours' });
  }
  expect(signsOf(viewer)).toEqual([true, false]);
});

test('what is no sign, or comes too often, is refused and changes nothing', async () => {
  staffIt(elena.subject);
  const console = await enter(elena, 'bodiless');
  const viewer = await enter(someCustomer());
  sign(console, speaks);
  await expect.poll(() => signsOf(viewer)).toEqual([true, false]);
  sign(console, { speaking: false, typing: true });
  expect(await console.refusal()).toEqual({ code: 'message-too-frequent' });
  for (const bytes of [new Uint8Array(0), Uint8Array.of(4), Uint8Array.of(255), Uint8Array.of(1, 0)]) {
    console.room.sendBytes(DESK_SIGNS, bytes);
    expect(await console.refusal()).toEqual({ code: 'message-malformed' });
  }
  expect(signsOf(viewer)).toEqual([true, false]);
});

test('a pause, the end of duty and a desk that passes to a colleague are seen at the desk', async () => {
  staffIt(elena.subject);
  const console = await enter(elena, 'bodiless');
  const viewer = await enter(someCustomer());
  sign(console, speaks);
  await expect.poll(() => [presenceOf(viewer), ...signsOf(viewer)]).toEqual(['seated', true, false]);
  staffIt(elena.subject, true);
  await expect.poll(() => [presenceOf(viewer), ...signsOf(viewer)]).toEqual(['away', false, false]);
  staffIt(oleg.subject);
  await expect.poll(() => [presenceOf(viewer), state(viewer)?.pseudonym]).toEqual(['away', '']);
  await enter(oleg, 'bodiless');
  await expect.poll(() => [presenceOf(viewer), state(viewer)?.pseudonym]).toEqual(['seated', 'Oleg']);
  // Whose desk it was moves nothing there any more.
  sign(console, speaks);
  expect(await console.refusal()).toEqual({ code: 'desk-not-yours' });
  staffIt(null);
  await expect.poll(() => viewer.state().staff.size).toBe(0);
});

test('one person, one body: who walks about in the hall is not at the desk as well', async () => {
  staffIt(elena.subject);
  const viewer = await enter(someCustomer());
  await enter(elena, 'bodiless');
  await expect.poll(() => presenceOf(viewer)).toBe('seated');
  const body = await enter(elena, 'embodied');
  await expect.poll(() => presenceOf(viewer)).toBe('elsewhere');
  sign(body, speaks);
  expect(await body.refusal()).toEqual({ code: 'desk-not-yours' });
  expect(signsOf(viewer)).toEqual([false, false]);
  await body.room.leave();
  await expect.poll(() => presenceOf(viewer)).toBe('seated');
});

test('who is at the console looks as they have chosen, in uniform as ever', async () => {
  staffIt(elena.subject);
  const viewer = await enter(someCustomer());
  const console = await enter(elena, 'bodiless');
  const look = packAppearance({ build: 1, skin: 2, hair: 3, hairColour: 4, outfit: 3, colour: 5 });
  console.room.sendBytes(APPEARANCE, writeAppearance(look));
  await expect.poll(() => [state(viewer)?.appearance, state(viewer)?.role]).toEqual([look, 'consultant']);
});
