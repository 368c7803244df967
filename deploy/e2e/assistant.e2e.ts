import { expect, test } from 'vitest';
import { newPerson, openHouse, screenshot, signInAtBank } from './harness.ts';

const house = openHouse();

test('the AI answers a guest with its source, prepares a payment that waits for its owner, and hands over to a person', async () => {
  const customer = await newPerson(house.browser, { height: 1000 });
  const { page } = customer;
  const { branchUrl } = house.atrium;

  // A guest is answered, told that it is an AI, and has nothing prepared.
  await page.goto(`${branchUrl}/flat`);
  await page.getByRole('button', { name: 'Ask the AI' }).click();
  await page.getByText('I am an AI, not a person').waitFor();
  const question = page.getByLabel('Your question');
  await question.fill('My card was stolen, what now?');
  await question.press('Enter');
  await page.getByRole('link', { name: 'Lost or stolen card' }).click();
  await page.getByRole('heading', { name: 'Lost or stolen card' }).waitFor();
  await page.getByRole('button', { name: 'Back to the conversation' }).click();
  await question.fill('Please block my card');
  await question.press('Enter');
  await page.getByText('please sign in first').first().waitFor();
  expect(await page.locator('.draft-card').count()).toBe(0);
  await screenshot(page, 'assistant-guest');

  // For a customer a payment is filled in; it stays a draft until she opens it herself.
  await page.getByRole('banner').getByRole('button', { name: 'Sign in' }).click();
  await signInAtBank(page, 'anna');
  await page.getByText('Anna Petrova').first().waitFor();
  await page.getByRole('button', { name: 'Ask the AI' }).click();
  await question.fill('Pay £25.40 to Oliver Bennett, sort code 20-45-14 account 55779911');
  await question.press('Enter');
  const payment = page.locator('.draft-card');
  await payment.getByText('Draft', { exact: true }).waitFor();
  await screenshot(page, 'assistant-draft');
  await payment.getByRole('button', { name: 'Open the payment form' }).click();
  await page.getByLabel('Payee name').waitFor();
  expect(await page.getByLabel('Payee name').inputValue()).toBe('Oliver Bennett');
  expect(await page.getByLabel('Amount').inputValue()).toBe('25.40');
  expect(await page.getByLabel('Account number').inputValue()).toBe('55779911');
  await payment.getByText('Nothing has been sent yet').waitFor();
  await screenshot(page, 'assistant-payment-form');

  // An appointment has a free time of this branch; she takes another, and her own press books it.
  await question.fill('Book me an appointment about a mortgage tomorrow morning');
  await question.press('Enter');
  const appointment = page.locator('.draft-card', { hasText: 'Appointment, not booked' });
  const time = appointment.getByLabel('Time');
  await time.locator('option').nth(3).waitFor({ state: 'attached' });
  const found = await time.inputValue();
  expect(found).not.toBe('');
  await time.selectOption({ index: 3 });
  expect(await time.inputValue()).not.toBe(found);
  await screenshot(page, 'assistant-appointment');
  await appointment.getByRole('button', { name: 'Book it' }).click();
  await page.getByText('It is booked. Take a ticket').waitFor();

  // A person is asked for, and gets the talk with the ticket: at the call, and not before.
  const consultant = await newPerson(house.browser);
  const desk = consultant.page;
  await desk.goto(`${branchUrl}/desk`);
  await desk.getByRole('button', { name: 'Sign in' }).click();
  await signInAtBank(desk, 'elena');
  await desk.getByRole('button', { name: 'Go on duty' }).click();
  await page.getByRole('button', { name: 'Talk to a person' }).click();
  await page.getByLabel('Attach our conversation').waitFor();
  await screenshot(page, 'assistant-handover');
  await page.locator('.draft-card').getByRole('button', { name: 'Take a ticket' }).click();
  await page.getByTestId('ticket-number').waitFor();
  expect(await desk.getByText('From the AI assistant').count()).toBe(0);
  await desk.getByRole('button', { name: 'Call next' }).click();
  await desk.getByRole('heading', { name: 'From the AI assistant' }).waitFor();
  await desk.getByText('Show the conversation').click();
  await desk.getByText('Pay £25.40 to Oliver Bennett').waitFor();
  await screenshot(desk, 'assistant-desk');
  await desk.getByRole('button', { name: 'End consultation' }).click();
  await desk.getByRole('button', { name: 'Yes, end it' }).click();
  await desk.getByText('You no longer see this customer').waitFor();
  await desk.getByText('Pay £25.40 to Oliver Bennett').waitFor({ state: 'detached' });

  customer.expectClean();
  consultant.expectClean();
});
