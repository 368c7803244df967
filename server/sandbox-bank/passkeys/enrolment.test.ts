import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestBank, type TestBank } from '../testing/test-bank.ts';
import { createTestPasskey, createTestPhone, readCode, type TestPhone } from '../testing/test-passkey.ts';

const START_MS = 90_000;
const TEN_MINUTES_MS = 10 * 60_000;
const HOUR_MS = 60 * 60_000;
let bank: TestBank;

beforeAll(async () => {
  bank = await startTestBank();
}, START_MS);
afterAll(() => bank?.close());

/** A signed-in customer who has given their password and been sent a code. Each test moves on by an hour: codes are counted. */
let hours = 0;
async function withCode(username = 'anna'): Promise<{ phone: TestPhone; csrf: string; code: string }> {
  hours += 1;
  bank.setClockOffsetMs(hours * HOUR_MS);
  const phone = createTestPhone(bank.url, username);
  await phone.open('/approvals');
  return { phone, ...(await askCode(phone, username)) };
}
async function askCode(phone: TestPhone, username = 'anna') {
  const form = await phone.open('/passkeys/new?again');
  const page = await phone.browser.submit(form, { password: `demo-${username}` });
  const csrf = /name="csrf" value="([^"]*)"/.exec(page.html)?.[1] ?? '';
  return { csrf, code: readCode(await phone.open('/sandbox/messages')), status: page.status };
}
const begin = (phone: TestPhone, csrf: string, code: string) =>
  // biome-ignore lint/suspicious/noExplicitAny: creation options, or what was refused.
  phone.browser.post<any>('/passkeys/options', { csrf, code });
const finish = async (phone: TestPhone, csrf: string, made: unknown) =>
  (await phone.browser.post<{ error?: string }>('/passkeys', { csrf, credential: JSON.stringify(made) })).body;
const wrongCode = (code: string) => (code === '000000' ? '111111' : '000000');
const hasPasskey = async (phone: TestPhone, id: string) => (await phone.open('/passkeys')).html.includes(id);

test('session, password and code together make a passkey, once for each code', async () => {
  const { phone, csrf, code } = await withCode();
  const begun = await begin(phone, csrf, code);
  expect(begun.body.rp).toEqual({ id: 'localhost', name: 'Sandbox Bank' });
  expect(begun.body.authenticatorSelection.userVerification).toBe('required');
  const made = phone.passkey.enrol(begun.body, bank.url);
  expect(await finish(phone, csrf, made)).toEqual({ enrolled: true });
  expect(await hasPasskey(phone, phone.passkey.credentialId)).toBe(true);
  expect((await phone.open('/sandbox/messages')).html).toContain('a passkey was added');
  expect(await finish(phone, csrf, made)).toEqual({ error: 'code-over' });
  expect((await begin(phone, csrf, code)).body).toEqual({ error: 'code-over' });
});

test('without the password no code is sent', async () => {
  const { phone } = await withCode();
  const before = readCode(await phone.open('/sandbox/messages'));
  const form = await phone.open('/passkeys/new?again');
  for (const password of ['', 'demo-oliver']) expect((await phone.browser.submit(form, { password })).status).toBe(401);
  expect(readCode(await phone.open('/sandbox/messages'))).toBe(before);
  expect((await askCode(phone)).status).toBe(200);
  expect(readCode(await phone.open('/sandbox/messages'))).not.toBe(before);
});

test('without the code nothing is made, also not with an answer that the bank did not ask for', async () => {
  const { phone, csrf, code } = await withCode();
  const options = {
    challenge: 'AAAA',
    rp: { id: 'localhost', name: '' },
    user: { id: 'YQ', name: '', displayName: '' },
  };
  const made = () => phone.passkey.enrol({ ...options, pubKeyCredParams: [] }, bank.url);
  expect(await finish(phone, csrf, made())).toEqual({ error: 'code-over' });
  expect((await begin(phone, csrf, wrongCode(code))).body).toEqual({ error: 'wrong-code' });
  expect(await finish(phone, csrf, made())).toEqual({ error: 'code-over' });
  const { body } = await begin(phone, csrf, code);
  expect(await finish(phone, csrf, made())).toEqual({ error: 'passkey-refused' });
  expect(await hasPasskey(phone, phone.passkey.credentialId)).toBe(false);
  expect(await finish(phone, csrf, phone.passkey.enrol(body, bank.url))).toEqual({ enrolled: true });
});

test('a code is tried five times at most, also by tries at the same time', async () => {
  const { phone, csrf, code } = await withCode();
  const tries = await Promise.all(Array.from({ length: 8 }, () => begin(phone, csrf, wrongCode(code))));
  expect(tries.filter(({ body }) => body.error === 'wrong-code')).toHaveLength(4);
  expect((await begin(phone, csrf, code)).body).toEqual({ error: 'code-over' });
  const next = await askCode(phone);
  expect((await begin(phone, next.csrf, next.code)).status).toBe(200);
});

test('a code is good for ten minutes', async () => {
  const { phone, csrf, code } = await withCode();
  expect((await begin(phone, csrf, code)).status).toBe(200);
  bank.setClockOffsetMs(hours * HOUR_MS + TEN_MINUTES_MS + 1000);
  expect((await begin(phone, csrf, code)).body).toEqual({ error: 'code-over' });
});

test('five codes an hour are sent, and then no more', async () => {
  const { phone } = await withCode();
  for (let sent = 1; sent < 5; sent++) expect((await askCode(phone)).status).toBe(200);
  const form = await phone.open('/passkeys/new?again');
  expect((await phone.browser.submit(form, { password: 'demo-anna' })).status).toBe(429);
  bank.setClockOffsetMs(++hours * HOUR_MS);
  expect((await askCode(phone)).status).toBe(200);
});

test('a code is worth nothing in another session, even of the same customer, and to another customer', async () => {
  const { phone, csrf, code } = await withCode();
  const [second, oliver] = [createTestPhone(bank.url, 'anna'), createTestPhone(bank.url, 'oliver')];
  for (const other of [second, oliver]) {
    const page = await other.open('/passkeys/new');
    expect(page.html).toContain('Send me the code');
    const own = /name="csrf" value="([^"]*)"/.exec(page.html)?.[1] ?? '';
    expect((await begin(other, own, code)).body).toEqual({ error: 'code-over' });
    expect((await begin(other, csrf, code)).body).toEqual({ error: 'signed-out' });
  }
  expect((await begin(phone, csrf, code)).status).toBe(200);
});

test('a passkey without a verified person, for another site or of another page is not taken', async () => {
  const { phone, csrf, code } = await withCode();
  const { body } = await begin(phone, csrf, code);
  const { passkey } = phone;
  for (const made of [
    passkey.enrol(body, bank.url, { isUserVerified: false }),
    passkey.enrol(body, 'http://evil.localhost'),
    passkey.enrol(body, bank.url, { rpId: 'evil.localhost' }),
    {},
    null,
  ])
    expect(await finish(phone, csrf, made)).toEqual({ error: 'passkey-refused' });
  expect(await finish(phone, csrf, passkey.enrol(body, bank.url))).toEqual({ enrolled: true });
});

test("a passkey that is a customer's already is nobody else's", async () => {
  const passkey = createTestPasskey();
  const { phone, csrf, code } = await withCode();
  expect(await finish(phone, csrf, passkey.enrol((await begin(phone, csrf, code)).body, bank.url))).toEqual({
    enrolled: true,
  });
  const oliver = await withCode('oliver');
  const { body } = await begin(oliver.phone, oliver.csrf, oliver.code);
  expect(await finish(oliver.phone, oliver.csrf, passkey.enrol(body, bank.url))).toEqual({ error: 'passkey-refused' });
  expect(await finish(oliver.phone, oliver.csrf, oliver.phone.passkey.enrol(body, bank.url))).toEqual({
    enrolled: true,
  });
});

test('what is not signed in sees no passkeys and no messages', async () => {
  const phone = createTestPhone(bank.url, 'anna');
  for (const path of ['/passkeys', '/passkeys/new', '/sandbox/messages'])
    expect((await phone.browser.open(path)).html).toContain('action="/approvals/sign-in"');
  await phone.open('/approvals');
  expect((await phone.open('/sandbox/messages')).html).toContain('Text messages');
});
