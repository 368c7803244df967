import type { Page } from 'playwright-core';
import type { Atrium } from '../atrium-process.ts';
import { type Person, screenshot } from './harness.ts';

interface Phone {
  readonly page: Page;
  readonly setScreenLock: (opens: boolean) => Promise<void>;
}
const phones = new WeakMap<Person, Promise<Phone>>();

/** The customer's phone: a small page of its own, with a screen lock that opens by itself and keeps passkeys as long as it lives. */
export async function phoneOf(person: Person): Promise<Page> {
  const known = phones.get(person) ?? givePhone(person);
  phones.set(person, known);
  return (await known).page;
}

/** Whether the phone recognises its owner; where it does not, a passkey is refused by the phone itself. */
export async function setScreenLock(person: Person, opens: boolean): Promise<void> {
  await phoneOf(person);
  await (await phones.get(person))?.setScreenLock(opens);
}

async function givePhone({ context }: Person): Promise<Phone> {
  const page = await context.newPage();
  await page.setViewportSize({ width: 360, height: 640 });
  return { page, setScreenLock: await giveScreenLock(page) };
}

/** Gives a page's device a screen lock that opens by itself, and passkeys with it. Answers how to let it fail. */
export async function giveScreenLock(page: Page): Promise<Phone['setScreenLock']> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return async (opens) => {
    await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: opens });
  };
}

/** The newest code that the bank has sent to the customer's phone. */
export async function readTextedCode(person: Person, atrium: Atrium): Promise<string> {
  const messages = await person.context.newPage();
  await messages.goto(`${atrium.bankUrl}/sandbox/messages`);
  const newest = (await messages.locator('.messages li').first().textContent()) ?? '';
  await messages.close();
  return /\d{6}/.exec(newest)?.[0] ?? '';
}

/** From the question that wants a passkey to the same question again, with one. */
async function enrolPasskey(person: Person, atrium: Atrium, username: string): Promise<void> {
  const phone = await phoneOf(person);
  await phone.getByRole('link', { name: 'Set up a passkey' }).first().click();
  await phone.getByLabel('Your password').fill(`demo-${username}`);
  await phone.getByRole('button', { name: 'Send me the code' }).click();
  // The field comes with the answer; before it no code has been sent.
  await phone.getByLabel('Code').waitFor();
  await phone.getByLabel('Code').fill(await readTextedCode(person, atrium));
  await screenshot(phone, 'bank-passkey-code-phone');
  await phone.getByRole('button', { name: 'Create the passkey' }).click();
  await phone.waitForURL(/\/approvals$/);
}

export interface ExpectedRequest {
  readonly username: string;
  readonly code: string;
  readonly payee: string;
  readonly amount: string;
}

/** Opens the bank's approvals page as the customer who is signed in at the bank, and approves what waits with their passkey. */
export async function approveOnPhone(person: Person, atrium: Atrium, expected: ExpectedRequest): Promise<void> {
  const phone = await phoneOf(person);
  await phone.goto(`${atrium.bankUrl}/approvals`);
  const card = phone.locator('section.card', { hasText: expected.code });
  await card.waitFor();
  for (const shown of [expected.payee, expected.amount]) await card.getByText(shown).waitFor();
  if (await card.getByRole('link', { name: 'Set up a passkey' }).isVisible()) {
    await screenshot(phone, 'bank-approval-phone-without-passkey');
    await enrolPasskey(person, atrium, expected.username);
    await card.waitFor();
  }
  await screenshot(phone, 'bank-approval-phone');
  await card.getByRole('button', { name: 'Approve' }).click();
  await phone.getByRole('heading', { name: 'Approved' }).waitFor();
  await screenshot(phone, 'bank-approved-phone');
}
