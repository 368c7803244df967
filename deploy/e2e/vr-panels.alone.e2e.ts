import type { Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { approveOnPhone } from './customer-phone.ts';
import { openHouse, readLedger } from './harness.ts';
import { lookDown, pressFace, stick } from './headset.ts';
import { drawPlace, frames } from './looking-on.ts';
import { enterVr, findAndPress, picture, pressByRay, typeByRay, untilSays, words } from './vr-person.ts';

const house = openHouse();

// A page that nobody looks at any more still draws, and here the processor draws all of them.
afterEach(() => Promise.all(house.browser.contexts().map((context) => context.close())));

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

  // A code that hangs in the branch fills the form in, as if it had been scanned.
  await pressByRay(page, 'pay');
  await pressByRay(page, 'step:payeeKind');
  await pressByRay(page, 'step:code');
  await pressByRay(page, 'code:print-sale');
  await untilSays(page, 'Account number 55779911');
  expect(await words(page)).toMatch(/Oliver Bennett.*12\.00 GBP.*Print sale/);
  await pressByRay(page, 'give-up');
  // A code to be paid by.
  await pressByRay(page, 'receive');
  await untilSays(page, 'Anna Petrova');
  await picture(page, 'vr-receive');
  await pressByRay(page, 'panel-back');

  await pressByRay(page, 'pay');
  await pressByRay(page, 'step:payeeKind');
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
