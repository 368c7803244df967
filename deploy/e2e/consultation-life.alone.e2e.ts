import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { expectAccessible } from './accessibility.ts';
import { readTrail } from './consultation-trail.ts';
import { everythingSentTo } from './everything-sent.ts';
import { openHouse, screenshot } from './harness.ts';
import { pressFace } from './headset.ts';
import { arriving, connected, directions, type End, expectSilence, FAKE_MICROPHONE, untilHeard } from './hearing.ts';
import { type Cast, openCast, press, proposePayment, proposeProduct, say, wrapUp } from './life-cast.ts';
import { drawEvery } from './looking-on.ts';
import { expectKept, fillDocument, readTogether, signDocument } from './signed-document.ts';
import { picture, pressByRay, untilSays, words } from './vr-person.ts';

/**
 * The whole life of two consultations at once, each person in a browser of their own: Anna on the flat page, by way of Elena to
 * Priya; Maria in a headset, who waits, and is served by Priya; and James, who supervises. Each test goes on where the one before
 * left them.
 */
const house = openHouse(FAKE_MICROPHONE);
const PASSPORT = `CANARY${randomBytes(4).toString('hex')}`.toUpperCase();
const CANARY = /canary/i;
/** While the headset only waits, its frames leave the processor to the others. */
const SELDOM_MS = 400;
let cast: Cast;
/** Elena's and Priya's desks, James' floor, Anna's page, Maria's headset. */
let [desk, colleague, floor, page, vr] = [] as unknown as Cast['pages'];
let sent: readonly (() => Promise<string>)[];

beforeAll(async () => {
  cast = await openCast(house);
  [desk, colleague, floor, page, vr] = cast.pages;
  sent = [desk, page].map(everythingSentTo);
});
afterAll(() => cast?.close());
// Nothing goes on from what went wrong: without pages the rest fails at once.
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  for (const [index, shown] of cast.pages.entries()) await screenshot(shown, `life-failed-${index}`).catch(() => {});
  await house.browser.close();
});

const company = () => page.getByTestId('talk-company');
const oversee = (consultant: string, act: 'Listen' | 'Whisper' | 'Join' | 'Leave') =>
  floor
    .getByRole('group', { name: `Talk of ${consultant}` })
    .getByRole('button', { name: act })
    .click();

test('two take a ticket, one of them in a headset; the first is called, greeted and talked with, and a second consultant comes in and goes', async () => {
  await press(desk, 'Go on duty');
  await press(page, 'Take a ticket');
  await page.getByTestId('ticket-number').waitFor();
  await pressFace(vr, 'left');
  await pressByRay(vr, 'ticket');
  await pressByRay(vr, 'take:cards');
  await untilSays(vr, 'Your number');
  await drawEvery(vr, SELDOM_MS);
  await desk.getByText('2 people are waiting').waitFor();
  await desk.getByRole('button', { name: 'Call next' }).click();
  await page.getByRole('heading', { name: 'With Elena Markova' }).waitFor();
  await desk.getByText('Here, not greeted yet').waitFor();
  await say(page, 'canary before anybody listens', desk);
  await say(desk, 'Good day. One moment, please.', page);
  await desk.getByText('In talk').waitFor();

  await press(colleague, 'Go on duty');
  await colleague.getByText('On duty at Desk 2').waitFor();
  await press(desk, 'Ask a colleague in');
  await press(desk, 'Ask');
  await press(colleague, 'Come in');
  await company().getByText('Priya Raman, a consultant, takes part in this talk.').waitFor();
  await say(colleague, 'Savings are my field.', page);
  await screenshot(colleague, 'life-conference-colleague');
  await screenshot(desk, 'life-conference-consultant');
  await press(colleague, 'Leave the talk');
  await company().getByText('Priya Raman is no longer in this talk.').waitFor();
  expect(await colleague.content()).not.toMatch(CANARY);
  expect(await words(vr)).toContain('Your number');
});

test('a document is filled in, read and pointed at together, and signed with a passkey; a payment and a product are proposed', async () => {
  await fillDocument(desk, page, PASSPORT);
  await readTogether(desk, page);
  await signDocument(desk, page, 'anna');
  // The bank has asked who she is meanwhile; what was said before is still hers.
  await page.getByText('canary before anybody listens').waitFor();
  // Both have read it, and no answer or frame had a value of it: it comes by letters that the browser opens.
  for (const all of await Promise.all(sent.map((read) => read())))
    for (const value of [PASSPORT, 'Doctor']) expect(all).not.toContain(value);

  await proposePayment(desk, page);
  await proposeProduct(desk, page);
  await expectAccessible(desk);
  await screenshot(desk, 'documents-desk-proposal');
});

test('the two hear each other, muted is silent, and a lost way of the sound is found again', async () => {
  const [annas, elenas]: [End, End] = [
    [page, 0],
    [desk, 0],
  ];
  await press(page, 'Join with voice');
  await page.getByText('Elena Markova has not joined by voice yet.').waitFor();
  await desk.getByText('Anna Petrova is here by voice.').waitFor();
  await screenshot(desk, 'voice-offered');
  await press(desk, 'Join with voice');
  await page.getByText('Elena Markova is here by voice').waitFor();
  await desk.getByText('Anna Petrova is here by voice').waitFor();
  await untilHeard(annas, elenas);
  await screenshot(page, 'voice-on');

  await desk.locator('h1').click();
  await desk.keyboard.press('m');
  await desk.getByText('Muted: nothing of what you say is sent.').waitFor();
  await page.getByText('Elena Markova is muted').waitFor();
  await expectSilence(annas);
  await screenshot(desk, 'voice-muted');
  await untilHeard(elenas);
  await desk.keyboard.press('m');
  await untilHeard(annas);

  // The way between them is cut: another is looked for by signals (an ICE restart), without anybody's doing, and found once there is one.
  const { attempt } = await arriving(annas);
  cast.sound.isCut = true;
  await page.getByText('the sound is lost').waitFor();
  await screenshot(page, 'voice-lost');
  await expect.poll(async () => (await arriving(annas)).attempt).not.toBe(attempt);
  cast.sound.isCut = false;
  await page.getByText('Elena Markova is here by voice').waitFor();
  await untilHeard(annas, elenas);
});

test('a supervisor listens, whispers and joins, never unseen, and learns nothing of before; who is on hold hears nobody', async () => {
  await oversee('Elena Markova', 'Listen');
  await company().getByText('James Whitfield, a supervisor, is listening').waitFor();
  await desk.getByText('James Whitfield, a supervisor, is listening. The customer is told.').waitFor();
  // As James' connections were made: to the customer, to the consultant; with each of them, his is the second.
  const [ofAnna, ofElena, toAnna, toElena]: [End, End, End, End] = [
    [floor, 0],
    [floor, 1],
    [page, 1],
    [desk, 1],
  ];
  await untilHeard(ofAnna, ofElena);
  const ends = [ofAnna, ofElena, toAnna, toElena];
  expect(await directions(...ends)).toEqual(['recvonly', 'recvonly', 'sendonly', 'sendonly']);
  // To be shown comes first, and the keys to what is said from then on after it.
  await floor.getByText(/End-to-end encrypted · \d members/).waitFor();
  await say(page, 'said while listened to', floor);
  expect(await floor.getByLabel('Message').count()).toBe(0);
  expect(await floor.content()).not.toMatch(CANARY);
  await expectAccessible(floor);
  await screenshot(floor, 'supervisor-listens');
  await screenshot(page, 'supervisor-listens-customer');

  // The consultant hears and reads a whisper, and to the customer goes not a packet, nor a word.
  await oversee('Elena Markova', 'Whisper');
  await company().getByText('may advise your consultant').waitFor();
  await untilHeard(toElena);
  await say(floor, 'Offer the other card', desk);
  await expectSilence(toAnna);
  expect(await page.getByText('Offer the other card').count()).toBe(0);
  expect(await arriving(toAnna)).toMatchObject({ packets: 0, energy: 0 });
  expect(await directions(...ends)).toEqual(['recvonly', 'sendrecv', 'sendonly', 'sendrecv']);
  await screenshot(desk, 'supervisor-whispers');

  // All hear all; on hold the customer hears nobody, and the other two go on.
  await oversee('Elena Markova', 'Join');
  await company().getByText('James Whitfield, a supervisor, takes part in this talk.').waitFor();
  await untilHeard(toAnna, toElena, ofAnna, ofElena, [page, 0]);
  await expectAccessible(page);
  await press(desk, 'Hold');
  await page.getByText('You are on hold').waitFor();
  await expect.poll(() => directions([page, 0], toAnna, [desk, 0])).toEqual(['inactive', 'inactive', 'inactive']);
  await untilHeard(toElena);
  await screenshot(page, 'supervisor-joined-hold');
  await press(desk, 'Back to the talk');
  await page.getByText('You are on hold').waitFor({ state: 'detached' });
  await untilHeard(toAnna, [page, 0], [desk, 0]);

  await oversee('Elena Markova', 'Leave');
  await company().getByText('James Whitfield is no longer in this talk.').waitFor();
  await floor.getByText('said while listened to').waitFor({ state: 'detached' });
  await expect.poll(() => Promise.all([page, desk, floor].map(connected))).toEqual([1, 1, 0]);
});

test('the customer is cut off in mid-talk, and comes back to it as it stands by then, by word and by voice', async () => {
  cast.network.cut();
  cast.sound.isCut = true;
  await desk.getByText('Not connected at the moment').waitFor();
  await oversee('Elena Markova', 'Join');
  await say(floor, 'James here: I shall look into it.', desk);
  cast.network.restore();
  cast.sound.isCut = false;
  await page.getByText('James here: I shall look into it.').waitFor();
  await company().getByText('James Whitfield, a supervisor, takes part in this talk.').waitFor();
  await say(page, 'Back again', desk, floor);
  await oversee('Elena Markova', 'Leave');
  await expect.poll(() => Promise.all([page, desk, floor].map(connected))).toEqual([1, 1, 0]);
  await untilHeard([page, 0], [desk, 0]);
});

test('the one in the headset is served meanwhile, hears and is heard, and is shown a whisper whatever else is open', async () => {
  await colleague.getByRole('button', { name: 'Call next' }).click();
  await untilSays(vr, 'With Priya Raman');
  await say(colleague, 'Good day, Maria.');
  await untilSays(vr, 'Good day, Maria.');
  await drawEvery(vr, 0);
  await pressByRay(vr, 'voice:join');
  await colleague.getByText('Мария Соколова is here by voice.').waitFor();
  await press(colleague, 'Join with voice');
  await untilHeard([vr, 0], [colleague, 0], [page, 0], [desk, 0]);
  // In the headset the voice comes from the body at the desk.
  expect((await arriving([vr, 0])).placed).toBeGreaterThan(0);
  await pressByRay(vr, 'panel-close');
  await oversee('Priya Raman', 'Whisper');
  await untilSays(vr, 'James Whitfield, a supervisor, is listening and may advise your consultant.');
  await picture(vr, 'life-vr-whisper');
  await drawEvery(vr, SELDOM_MS);
  // To sign out is to leave.
  await floor.getByRole('button', { name: 'Sign out' }).click();
  await expect.poll(() => words(vr)).not.toContain('supervisor');
  await say(page, 'canary beside another talk', desk);
  expect(await colleague.content()).not.toMatch(CANARY);
  expect(await words(vr)).not.toMatch(CANARY);
});

test('passed on to a colleague with a note, called by them, ended, wrapped up and rated; of the customer nothing is left at either desk', async () => {
  await press(desk, 'Pass on');
  await desk.getByLabel('To', { exact: true }).selectOption({ label: 'Priya Raman' });
  await desk.getByLabel('Note for whoever takes over').fill('Wants to save for a boat.');
  await press(desk, 'Pass on');
  await desk.getByText('You no longer see this customer.').waitFor();
  await desk.getByText('On the desk').waitFor({ state: 'detached' });
  expect(await desk.content()).not.toMatch(CANARY);
  await wrapUp(desk, 'Advice given');
  await expect.poll(() => Promise.all([page, desk].map(connected))).toEqual([0, 0]);

  await press(colleague, 'End consultation');
  await press(colleague, 'Yes, end it');
  await untilSays(vr, 'The consultation has ended.');
  await wrapUp(colleague, 'Solved');
  await colleague.getByRole('button', { name: 'Call next' }).click();
  await page.getByRole('heading', { name: 'With Priya Raman' }).waitFor();
  await colleague.getByText('Wants to save for a boat.').waitFor();
  expect(await colleague.content()).not.toMatch(CANARY);
  await say(colleague, 'Now with Priya', page);
  await say(page, 'canary for Priya', colleague);
  await press(page, 'End consultation');
  await press(page, 'Yes, end it');
  await page.getByText('The consultation has ended.').waitFor();
  await page.getByText('canary for Priya').waitFor();
  await colleague.getByText('You no longer see this customer.').waitFor();
  expect(await colleague.content()).not.toMatch(CANARY);
  await wrapUp(colleague, 'Solved');
  const rating = page.getByRole('form', { name: 'How was it?' });
  await rating.getByRole('radio', { name: '5 (very)' }).check();
  await rating.getByRole('button', { name: 'Send' }).click();
  await page.getByText('Thank you.').waitFor();
  await expectKept(page);
  cast.expectClean();
});

test('the trail in the database has each step of it, and by whom', async () => {
  await house.browser.close();
  await house.atrium.stop();
  expect(await readTrail(house.atrium.place)).toEqual({
    'anna with elena': [
      'elena called',
      'anna greeted',
      'elena begun',
      'elena colleague-invited',
      'priya colleague-joined',
      'priya colleague-left: left',
      'james supervised: listening',
      'james supervised: whispering',
      'james supervised: joined',
      'elena held',
      'elena resumed',
      'james supervision-ended: left',
      'james supervised: joined',
      'james supervision-ended: left',
      'elena transferred',
      'elena closed: advice-given',
    ],
    'maria with priya': [
      'priya called',
      'maria greeted',
      'priya begun',
      'james supervised: whispering',
      'james supervision-ended: signed-out',
      'priya ended',
      'priya closed: solved',
    ],
    'anna with priya': ['priya called', 'anna greeted', 'priya begun', 'anna ended', 'priya closed: solved'],
  });
});
