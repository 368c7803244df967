import type { Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { approveOnPhone } from './customer-phone.ts';
import { openHouse, readLedger } from './harness.ts';
import { frames, lookDown, pressFace } from './headset.ts';
import { enterVr, picture, pressByRay, typeByRay, untilSays, words } from './vr-person.ts';

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
  expect(await page.evaluate(() => (window.__atriumProbe?.drawCalls ?? 999) / 2)).toBeLessThanOrEqual(100);

  await pressByRay(page, 'ticket');
  await untilSays(page, 'What is it about?');
  await picture(page, 'vr-ticket-topics');
  await pressByRay(page, 'take:accounts');
  await untilSays(page, 'Your number');
  const { ticket } = await page.evaluate(async () => (await fetch('/api/branches/flagship/ticket')).json());
  expect(ticket.topic).toBe('accounts');
  expect(await words(page)).toContain(ticket.number);

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
  await frames(page, 3);
  await picture(page, 'vr-pay-approval');
  await lookDown(page, 35);
  await frames(page, 3);
  await picture(page, 'vr-phone-window');
  const open = await readAlpha(page);
  expect(open.inWindow).toBe(0);
  expect(open.empty).toBeGreaterThan(0.01);
  expect(open.empty).toBeLessThan(0.25);
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
