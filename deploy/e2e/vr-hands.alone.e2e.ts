import { afterEach, test } from 'vitest';
import { expectAccessible } from './accessibility.ts';
import { giveScreenLock } from './customer-phone.ts';
import { newPerson, openHouse, type Person, screenshot, signInAtBank } from './harness.ts';
import { holdPalmUp, pinch, pointHand, poke } from './headset.ts';
import { frames } from './looking-on.ts';
import { enterVr, picture, placeOf, untilSays } from './vr-person.ts';

const house = openHouse();

// A page that nobody looks at any more still draws, and here the processor draws all of them.
afterEach(() => Promise.all(house.browser.contexts().map((context) => context.close())));

/** Before whoever stands upright and looks ahead, in the room's metres; see `MenuSign.tsx`. */
const MENU_SIGN = [-0.24, 1.25, -0.52] as const;

/** On the flat page, in another browser window of the same person: the talk is there too, and what lies on its desk. */
async function signOnPhone({ context }: Person, branchUrl: string): Promise<void> {
  const phone = await context.newPage();
  await giveScreenLock(phone);
  await phone.goto(`${branchUrl}/flat`);
  await phone.getByRole('button', { name: 'Sign with my passkey' }).click();
  await phone.getByRole('button', { name: 'Make a passkey' }).click();
  await phone.getByRole('button', { name: 'Sign in once more' }).click();
  await signInAtBank(phone, 'oliver');
  for (const name of ['Sign with my passkey', 'Make a passkey', 'Sign with my passkey'])
    await phone.getByRole('button', { name }).click();
  await phone.getByText(/Signed on/).waitFor();
  await phone.close();
}

test('with bare hands: a palm opens the menu, a fingertip takes a ticket and writes to the consultant in two alphabets, a document is read and pointed at with them, a pinch goes to their desk', async () => {
  const desk = await newPerson(house.browser);
  await desk.page.goto(`${house.atrium.branchUrl}/api/sign-in/staff?returnTo=/desk`);
  await signInAtBank(desk.page, 'elena');
  await desk.page.getByRole('button', { name: 'Go on duty' }).click();

  const person = await enterVr(house, { username: 'oliver', headset: { systemKeyboard: false } });
  const { page } = person;
  await page.evaluate(() => {
    window.xrDevice.primaryInputMode = 'hand';
  });
  await frames(page, 3);
  await holdPalmUp(page, 'left');
  await untilSays(page, 'Menu');
  await picture(page, 'vr-menu-palm');
  await page.evaluate(() => window.xrDevice.hands.left.position.set(-0.3, 0.9, -0.1));

  const touch = async (id: string) => poke(page, 'right', await placeOf(page, id));
  await touch('ticket');
  await untilSays(page, 'What is it about?');
  await touch('take:accounts');
  await untilSays(page, 'Your number');
  await desk.page.getByRole('button', { name: 'Call next' }).click();
  // What the panel says of the link and of its keys moves its field.
  await untilSays(page, 'Safety code');
  await touch('field');
  for (const id of ['key:H', 'key:i', 'key-space', 'key-language', 'key:ж', 'key:ы', 'key-erase']) await touch(id);
  await untilSays(page, 'Hi ж|');
  await picture(page, 'vr-keyboard');
  await touch('send');
  await desk.page.getByText('Hi ж').waitFor();
  await desk.page.getByLabel('Message').fill('Добрый день');
  await desk.page.getByLabel('Message').press('Enter');
  await untilSays(page, 'Добрый день');
  await picture(page, 'vr-talk');

  // Their consultant sits at the desk, by way of the console, under their legal name for this customer alone.
  await page.waitForFunction(() => Object.keys(window.__atriumProbe?.remote ?? {}).some((id) => Number(id) >= 70_000));

  // A document is laid on the desk: read in the headset, and pointed at by both.
  await desk.page.getByRole('button', { name: 'Offer a document' }).click();
  await desk.page.getByLabel('Which document').selectOption({ label: 'Change of address' });
  await desk.page.getByRole('button', { name: 'Lay it on the desk' }).click();
  await touch('documents');
  await untilSays(page, 'Press a line to show it to your consultant.');
  await picture(page, 'vr-document');
  await touch('line:1');
  await untilSays(page, 'You point here');
  await desk.page.locator('.document-pointer[data-kind="partner"]').waitFor();
  await desk.page.getByRole('application').focus();
  await desk.page.keyboard.press('ArrowUp');
  await untilSays(page, 'Your consultant points here');
  await picture(page, 'vr-document-pointed');

  // Their part is filled in: a line by the drawn keys, a day by the pad, each also by the keys of a keyboard.
  await touch('fill-in');
  await touch('fill-step:newAddress');
  await touch('key:R');
  await page.keyboard.type('oad');
  await untilSays(page, 'Road|');
  await touch('fill-done');
  await page.keyboard.type('A B');
  await untilSays(page, 'A B|');
  await touch('fill-done');
  await page.keyboard.type('01022027');
  await untilSays(page, '01/02/2027');
  await touch('fill-done');
  await untilSays(page, '1 February 2027');
  await picture(page, 'vr-document-details');
  await touch('put-in');
  await desk.page.getByText('1 February 2027').first().waitFor({ state: 'attached' });

  // Asked to sign, one leaves the picture to where a passkey can be opened, and comes back to the document and the talk.
  await desk.page.getByRole('button', { name: 'Ask for the signature' }).click();
  await touch('sign');
  await untilSays(page, 'On your phone or computer');
  await picture(page, 'vr-document-sign');
  await touch('leave-to-sign');
  await page.getByRole('button', { name: 'Sign with my passkey' }).waitFor();
  await expectAccessible(page);
  await screenshot(page, 'vr-out-to-sign');
  await page.getByRole('button', { name: 'Back to VR' }).click();
  await untilSays(page, 'Your consultant asks you to sign.');
  // Signed on the phone meanwhile: the panel says so by itself.
  await signOnPhone(person, house.atrium.branchUrl);
  await page.bringToFront();
  await untilSays(page, 'Signed on');

  // A proposal is seen whole, and taken into one's own form, to be changed there.
  await desk.page.getByRole('button', { name: 'Propose a payment' }).click();
  await desk.page.getByLabel('To whom').fill('Anna Petrova');
  await desk.page.getByLabel('Sort code and number, or IBAN').fill('20-45-14 31926819');
  await desk.page.getByLabel('Amount').fill('4.40');
  await desk.page.getByLabel('Reference').fill('Tickets');
  await desk.page.getByRole('button', { name: 'Propose it' }).click();
  await touch('panel-back');
  await touch('proposals');
  await untilSays(page, '£4.40');
  await touch('accept');
  await untilSays(page, 'Account number 31926819');
  await desk.page.getByText('Taken up').waitFor();
  await touch('step:when');
  await touch('when:repeat');
  await touch('when-day');
  await picture(page, 'vr-pay-calendar');
  await touch('panel-back');
  await touch('panel-back');
  await touch('give-up');
  await touch('panel-back');
  await touch('talk');
  await untilSays(page, 'With Elena Markova');
  await touch('panel-back');
  await touch('hall');
  await untilSays(page, 'the bank runs no relay');

  const pinchAt = async (place: readonly [number, number, number]) => {
    await pointHand(page, 'right', [0.16, 1.15, -0.1], place);
    await frames(page, 3);
    await pinch(page, 'right', 1);
    await frames(page, 2);
    await pinch(page, 'right', 0);
    await frames(page, 2);
  };
  await pinchAt(await placeOf(page, 'panel-close'));
  await page.waitForFunction(() => window.__atriumProbe?.panel === null);
  await pinchAt(MENU_SIGN);
  await untilSays(page, 'Menu');
  await pinchAt(await placeOf(page, 'places'));
  await untilSays(page, 'Ticket kiosk');
  await pinchAt(await placeOf(page, 'desk-1'));
  const seat = { x: -5.4, z: -2.6 };
  await page.waitForFunction(({ x, z }) => {
    const head = window.__atriumProbe?.ownPose?.headPosition;
    return head !== undefined && Math.hypot(head.x - x, head.z - z) < 1.2;
  }, seat);
  await frames(page, 12);
  await picture(page, 'vr-at-desk');
  person.expectClean();
});
