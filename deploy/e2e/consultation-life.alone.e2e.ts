import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CuttableNetwork, createCuttableNetwork } from './cuttable-network.ts';
import { newPerson, openHouse, screenshot, signInAtBank } from './harness.ts';
import { enterVr, picture, pressByRay, untilSays, words } from './vr-person.ts';

/** The whole life of a consultation: two customers, one of them in a headset, a consultant, and a supervisor who serves too. */
const house = openHouse();
let network: CuttableNetwork;
beforeAll(async () => {
  network = await createCuttableNetwork();
});
afterAll(() => network?.close());

const write = async (page: Page, text: string) => {
  await page.getByLabel('Message').fill(text);
  await page.getByLabel('Message').press('Enter');
};
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

async function atDesk(username: string): Promise<ReturnType<typeof newPerson>> {
  const person = await newPerson(house.browser, { width: 1440, height: 1000 });
  await person.page.goto(`${house.atrium.branchUrl}/api/sign-in/staff?returnTo=/desk`);
  await signInAtBank(person.page, username);
  await person.page.getByRole('button', { name: 'Go on duty' }).waitFor();
  return person;
}

test('called, talked, held, overheard, cut off, joined by a colleague, passed on, called again, ended, wrapped up; and nobody learns more than they may', async () => {
  const [elena, james, anna] = await Promise.all([
    atDesk('elena'),
    atDesk('james'),
    newPerson(house.browser, { width: 900, height: 900, proxy: network.server }),
  ]);
  const [desk, floor, page] = [elena.page, james.page, anna.page];
  await press(desk, 'Go on duty');
  await page.goto(`${house.atrium.branchUrl}/api/sign-in/customer?returnTo=/flat`);
  await signInAtBank(page, 'anna');
  await press(page, 'Take a ticket');
  await desk.getByRole('button', { name: 'Call next' }).click();
  await page.getByRole('heading', { name: 'With Elena Markova' }).waitFor();
  await write(page, 'canary before anybody listens');
  await desk.getByText('canary before anybody listens').waitFor();
  await write(desk, 'Good day. One moment, please.');
  await page.getByText('One moment, please.').waitFor();
  await desk.getByRole('button', { name: 'Hold' }).click();
  await page.getByText('You are on hold').waitFor();
  await desk.getByRole('button', { name: 'Back to the talk' }).click();
  await page.getByText('You are on hold').waitFor({ state: 'detached' });

  // A supervisor listens: told to both, they read what is said from now on, and have no field to write in.
  const company = page.getByTestId('talk-company');
  await press(floor, 'Listen');
  await company.getByText('James Whitfield, a supervisor, is listening').waitFor();
  // To be shown comes first, and the keys to what is said from then on after it.
  await floor.getByText('End-to-end encrypted · 3 members').waitFor();
  await write(page, 'said while listened to');
  await floor.getByText('said while listened to').waitFor();
  expect(await floor.getByLabel('Message').count()).toBe(0);
  expect(await floor.content()).not.toContain('canary');

  // The customer is cut off in mid-talk, and comes back to it as it stands by then.
  network.cut();
  await desk.getByText('Not connected at the moment').waitFor();
  await press(floor, 'Join');
  await write(floor, 'James here: I shall look into it.');
  network.restore();
  await page.getByText('James here: I shall look into it.').waitFor();
  await company.getByText('James Whitfield, a supervisor, takes part in this talk.').waitFor();
  await write(page, 'Back again');
  await desk.getByText('Back again').waitFor();
  await press(floor, 'Leave');
  await expect.poll(() => company.textContent()).toBe('James Whitfield is no longer in this talk.');
  await floor.getByText('said while listened to').waitFor({ state: 'detached' });

  // A second consultant is asked in, comes, and goes.
  await press(floor, 'Go on duty');
  await floor.getByText('On duty at Desk 2').waitFor();
  await press(desk, 'Ask a colleague in');
  await press(desk, 'Ask');
  await press(floor, 'Come in');
  await company.getByText('James Whitfield, a consultant, takes part in this talk.').waitFor();
  await write(floor, 'Loans are my field.');
  await page.getByText('Loans are my field.').waitFor();
  await screenshot(floor, 'life-conference-colleague');
  await screenshot(desk, 'life-conference-consultant');
  await press(floor, 'Leave the talk');
  await expect.poll(() => company.textContent()).toBe('James Whitfield is no longer in this talk.');
  expect(await floor.content()).not.toContain('canary');

  // Passed on to another topic with a note, wrapped up, called again by who serves it.
  await press(desk, 'Pass on');
  await desk.getByLabel('To', { exact: true }).selectOption('topic:loans');
  await desk.getByLabel('Note for whoever takes over').fill('Wants a loan for a boat.');
  await press(desk, 'Pass on');
  await desk.getByText('You no longer see this customer.').waitFor();
  expect(await desk.content()).not.toContain('canary');
  await desk.getByRole('radio', { name: 'Advice given' }).check();
  await press(desk, 'Save');
  await floor.getByRole('button', { name: 'Call next' }).click();
  await page.getByRole('heading', { name: 'With James Whitfield' }).waitFor();
  await floor.getByText('Wants a loan for a boat.').waitFor();
  expect(await floor.content()).not.toContain('canary');
  await write(page, 'Now with James');
  await floor.getByText('Now with James').waitFor();
  await press(page, 'End consultation');
  await press(page, 'Yes, end it');
  await page.getByText('The consultation has ended.').waitFor();
  await page.getByText('Now with James').waitFor();
  await floor.getByRole('radio', { name: 'Solved', exact: true }).check();
  await press(floor, 'Save');
  await anna.context.close();

  // In a headset one is shown it as well, whatever else is open.
  const maria = await enterVr(house, { username: 'maria' });
  const vr = maria.page;
  await vr.evaluate(() =>
    fetch('/api/branches/flagship/ticket', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ topic: 'cards' }),
    }),
  );
  await desk.getByRole('button', { name: 'Call next' }).click();
  await untilSays(vr, 'With Elena Markova');
  await pressByRay(vr, 'panel-close');
  await press(floor, 'Whisper');
  await untilSays(vr, 'James Whitfield, a supervisor, is listening and may advise your consultant.');
  await picture(vr, 'life-vr-whisper');
  await floor.getByRole('button', { name: 'Sign out' }).click();
  await expect.poll(() => words(vr), { timeout: 30_000 }).not.toContain('supervisor');
  await press(desk, 'End consultation');
  await press(desk, 'Yes, end it');
  await untilSays(vr, 'The consultation has ended.');
  for (const person of [elena, james, anna, maria]) person.expectClean();
});
