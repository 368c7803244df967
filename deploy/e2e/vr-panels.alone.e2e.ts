import type { Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { expectAccessible } from './accessibility.ts';
import { approveOnPhone, giveScreenLock } from './customer-phone.ts';
import { drawPlace, newPerson, openHouse, type Person, readLedger, screenshot, signInAtBank } from './harness.ts';
import { frames, holdPalmUp, lookDown, pinch, pointHand, poke, pressFace, stick } from './headset.ts';
import { enterVr, findAndPress, picture, placeOf, pressByRay, typeByRay, untilSays, words } from './vr-person.ts';

const house = openHouse();

// A page that nobody looks at any more still draws, and here the processor draws all of them.
afterEach(() => Promise.all(house.browser.contexts().map((context) => context.close())));

/** Before whoever stands upright and looks ahead, in the room's metres; see `MenuSign.tsx`. */
const MENU_SIGN = [-0.24, 1.25, -0.52] as const;

/** A frame's alpha: in the middle of the phone window, at the panel, and how many pixels anywhere are not opaque. */
async function readAlpha(page: Page) {
  return page.evaluate(async () => {
    const probe = window.__atriumProbe;
    const drawn = await probe?.readFrame?.();
    if (!drawn || !probe?.pixelOf || !probe.ownPose) throw new Error('nothing was drawn');
    const { width, rgba } = drawn;
    const { x, y, z } = probe.ownPose.headPosition;
    // See `phone-window.ts`; nobody has turned yet, so that ahead is where the play space looks.
    const origin = probe.playSpace?.([x, y, z]) ?? [0, 0, 0];
    const down = (52 * Math.PI) / 180;
    const place = probe.worldOf?.([origin[0], origin[1] - 0.5 * Math.sin(down), origin[2] - 0.5 * Math.cos(down)]);
    const at = place && probe.pixelOf(place);
    if (!at) throw new Error('the window is out of sight');
    let empty = 0;
    for (let index = 3; index < rgba.length; index += 4) if ((rgba[index] ?? 255) < 250) empty += 1;
    return {
      inWindow: rgba[4 * (Math.round(at[1]) * width + Math.round(at[0])) + 3],
      empty: empty / (rgba.length / 4),
    };
  });
}

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

test('by controller, all in the headset: a ticket, the accounts, and money moved by the number pad, approved on the phone in a window', async () => {
  const person = await enterVr(house, { username: 'anna' });
  const { page } = person;
  expect(await page.evaluate(() => window.__atriumProbe?.mode)).toBe('immersive-ar');
  await pressFace(page, 'left');
  await untilSays(page, 'Menu');
  await picture(page, 'vr-menu');
  await drawPlace(page, true);
  await frames(page, 2);
  expect(await page.evaluate(() => (window.__atriumProbe?.drawCalls ?? 999) / 2)).toBeLessThanOrEqual(100);
  await drawPlace(page, false);

  // The AI answers, and names the article that it answers from.
  await pressByRay(page, 'assistant');
  await findAndPress(page, 'example:1');
  await untilSays(page, 'From the article: Lost or stolen card');
  await picture(page, 'vr-assistant-answer');
  await pressByRay(page, 'panel-back');

  await pressByRay(page, 'ticket');
  await untilSays(page, 'What is it about?');
  await pressByRay(page, 'take:accounts');
  await untilSays(page, 'Your number');
  const { ticket } = await page.evaluate(async () => (await fetch('/api/branches/flagship/ticket')).json());
  expect(ticket.topic).toBe('accounts');
  expect(await words(page)).toContain(ticket.number);
  await pressByRay(page, 'cancel');
  await untilSays(page, 'What is it about?');

  await pressByRay(page, 'panel-back');
  await pressByRay(page, 'accounts');
  await page.waitForFunction(() => window.__atriumProbe?.panel?.regions.some(({ id }) => id.startsWith('account:')));
  const { accounts } = await page.evaluate(async () => (await fetch('/api/accounts')).json());
  for (const { name } of accounts) expect(await words(page)).toContain(name);
  await pressByRay(page, `account:${accounts[0].id}`);
  await page.waitForFunction(() => (window.__atriumProbe?.panel?.texts.length ?? 0) > 20);
  await picture(page, 'vr-accounts');

  await pressByRay(page, 'pay');
  await pressByRay(page, 'kind:own');
  await pressByRay(page, 'check');
  await untilSays(page, 'Please write an amount');
  await picture(page, 'vr-pay-form');
  await pressByRay(page, 'step:amount');
  await typeByRay(page, '12.5');
  await untilSays(page, '12.5 GBP');
  await picture(page, 'vr-pay-amount');
  await pressByRay(page, 'done');
  // The emulated headset has a keyboard of its own, which types into a field of the page.
  await pressByRay(page, 'typed');
  await page.keyboard.type('From VR');
  await untilSays(page, 'From VR|');
  await pressByRay(page, 'done');
  await pressByRay(page, 'check');
  await untilSays(page, 'Is everything right?');
  await picture(page, 'vr-pay-check');
  expect((await readAlpha(page)).empty).toBe(0);
  await pressByRay(page, 'approve');
  await untilSays(page, 'Approve on your phone');
  await lookDown(page, 35);
  await frames(page, 3);
  await picture(page, 'vr-phone-window');
  const open = await readAlpha(page);
  expect(open.inWindow).toBe(0);
  expect(open.empty).toBeGreaterThan(0.01);
  expect(open.empty).toBeLessThan(0.25);
  await pressByRay(page, 'close-window');
  expect((await readAlpha(page)).empty).toBe(0);
  await pressByRay(page, 'open-window');
  const code = /\b[A-Z0-9]{3}-[A-Z0-9]{3}\b/.exec(await words(page))?.[0] ?? '';
  await page.evaluate(() => window.xrDevice.quaternion.set(0, 0, 0, 1));
  await approveOnPhone(person, house.atrium, { username: 'anna', code, payee: 'Anna Petrova', amount: '£12.50' });
  await page.bringToFront();
  await untilSays(page, 'Balance now');
  await lookDown(page, 35);
  await frames(page, 3);
  expect((await readAlpha(page)).empty).toBe(0);
  await lookDown(page, 0);
  await picture(page, 'vr-pay-receipt');
  const { entries } = await readLedger(house.atrium, '20451431926819');
  expect(entries.filter(({ reference }) => reference === 'From VR').map(({ amount }) => amount)).toEqual(['-12.50']);
  person.expectClean();
});

test('a guest with a headset that has no camera picture is told how to see the phone; and moves as settings say', async () => {
  const person = await enterVr(house, { locale: 'ru-RU', headset: { passthrough: false } });
  const { page } = person;
  expect(await page.evaluate(() => window.__atriumProbe?.mode)).toBe('immersive-vr');
  await pressFace(page, 'right');
  await untilSays(page, 'Меню');
  await pressByRay(page, 'accounts');
  await untilSays(page, 'Войти через телефон');
  await pressByRay(page, 'sign-in');
  await untilSays(page, 'дважды коснитесь шлема');
  await picture(page, 'vr-sign-in-ru');
  expect(await page.evaluate(async () => (await fetch('/api/accounts')).status)).toBe(401);
  await pressByRay(page, 'panel-back');
  await pressByRay(page, 'settings');

  // On a chair one's eyes are raised to where they would be standing.
  await page.evaluate(() => window.xrDevice.position.set(0, 1.15, 0));
  await findAndPress(page, 'seated-yes');
  await findAndPress(page, 'measure');
  await picture(page, 'vr-settings-ru');
  await page.waitForFunction(() => Math.abs((window.__atriumProbe?.ownPose?.headPosition.y ?? 0) - 1.62) < 0.02);

  const pose = async () => {
    const own = await page.evaluate(() => window.__atriumProbe?.ownPose);
    if (!own) throw new Error('no pose');
    const { headPosition, headRotation } = own;
    return { x: headPosition.x, z: headPosition.z, yaw: 2 * Math.atan2(headRotation.y, headRotation.w) };
  };
  /** How far a push of a stick walks, metres, and turns, degrees. */
  const push = async (side: 'left' | 'right', x: number, y: number) => {
    const before = await pose();
    await stick(page, side, x, y);
    await frames(page, 6);
    await stick(page, side, 0, 0);
    await frames(page, 2);
    const after = await pose();
    const turned = Math.abs(Math.atan2(Math.sin(after.yaw - before.yaw), Math.cos(after.yaw - before.yaw)));
    return { walked: Math.hypot(after.x - before.x, after.z - before.z), turned: (turned * 180) / Math.PI };
  };
  const choose = async (...ids: string[]) => {
    await pressFace(page, 'right');
    await pressByRay(page, 'settings');
    for (const id of ids) await findAndPress(page, id);
    await pressByRay(page, 'panel-close');
  };
  await pressByRay(page, 'panel-close');
  // As one comes: teleport, and turns by steps of 30 degrees.
  expect((await push('left', 0, -1)).walked).toBeLessThan(0.01);
  expect((await push('right', 1, 0)).turned).toBeCloseTo(30, 0);

  await choose('move-smooth', 'turn-smooth', 'hand-left');
  expect((await push('right', 0, -1)).walked).toBeGreaterThan(0.1);
  const turn = await push('left', -1, 0);
  expect(turn.turned).toBeGreaterThan(5);
  expect(turn.walked).toBeLessThan(0.05);
  await page.evaluate(() => {
    window.xrDevice.controllers.left.connected = false;
  });
  await frames(page, 3);
  expect((await push('right', 0, 1)).walked).toBeGreaterThan(0.1);
  expect((await push('right', 1, 0)).turned).toBeGreaterThan(5);
  await choose('move-spots');
  expect((await push('right', 0, -1)).walked).toBeLessThan(0.01);
  person.expectClean();
});

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
  await page.keyboard.type('Ab');
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
