import { type House, newPerson, type Person } from './harness.ts';

const PHONE = { width: 360, height: 640, touch: true } as const;

/** On the phone: opens what the QR says and signs in; ends where the code is to be matched. */
export async function openOnPhone({ browser }: House, link: string, username: string): Promise<Person> {
  const phone = await newPerson(browser, PHONE);
  await phone.page.goto(link);
  await phone.page.getByLabel('Username').fill(username);
  await phone.page.getByLabel('Password').fill(`demo-${username}`);
  await phone.page.getByRole('button', { name: 'Sign in' }).click();
  await phone.page.getByRole('heading', { name: 'Let this device in?' }).waitFor();
  return phone;
}
