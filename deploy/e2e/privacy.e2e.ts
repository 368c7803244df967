import { randomBytes, randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Endpoint } from '../../shared/endpoint.ts';
import type { Seat } from '../../shared/rooms.ts';
import { everyEndpoint } from './every-endpoint.ts';
import { newPerson, openHouse, signInAtBank } from './harness.ts';
import { call, upgradeStatus } from './own-client.ts';
import { createRecorder, type Recorder } from './stranger.ts';
import { hearWords, voiceSecrets, watchConnections } from './voice-secrets.ts';

/**
 * Somebody else tries every door of a consultation while it lasts, knowing all its ids: another customer, a guest, and a consultant
 * who serves somebody else. Nothing that is secret to the two is in any byte they are sent.
 */
const house = openHouse([
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  '--disable-features=WebRtcHideLocalIpsWithMdns',
]);

const canary = (name: string) => `canary-${name}-${randomBytes(6).toString('hex')}`;
const chat = canary('chat');
const answer = canary('answer');
const passport = randomBytes(5).toString('hex').toUpperCase();
const payee = canary('payee');
const file = canary('file');

const spoken = canary('spoken');
const ACCOUNT = '20451431926819';
const SHOWN_ACCOUNT = '••••6819';

/** Bodies that are in order, so that it is the person who is refused and not the form. */
const PROPOSAL = { kind: 'payment', hash: randomBytes(32).toString('base64url') };
const BODIES: Readonly<Record<string, unknown>> = {
  'POST /api/desk-consultations/:consultationId/actions': { action: 'hold' },
  'POST /api/desk-consultations/:consultationId/transfer': { to: { topic: 'cards' }, note: 'Privacy' },
  'POST /api/desk-consultations/:consultationId/close': { code: 'solved', notes: '' },
  'POST /api/desk-consultations/:consultationId/proposals': PROPOSAL,
  'POST /api/proposals/:proposalId/decision': { decision: 'accept' },
  'POST /api/desk-supervision/:consultationId': { mode: 'listening' },
  'POST /api/desk-consultations/:consultationId/conference': { consultantSubject: 's-40ad8c13' },
  'POST /api/consultations/:consultationId/rating': { skipped: true },
  'POST /api/consultations/:consultationId/shown-accounts': { act: 'read', accounts: 1 },
};
/** What the entitled are told of a document that is not signed yet, and that they read by the encrypted talk alone while it lasts. */
const ENTITLED_ANSWER: Readonly<Record<string, number>> = {
  'GET /api/documents/:documentId/signature.json': 409,
  'GET /api/documents/:documentId/document.pdf': 404,
};

const nameOf = ({ method, path }: Endpoint) => `${method} ${path}`;
type Ids = Readonly<Record<string, string>>;
const pathWith = (path: string, ids: Ids) => path.replace(/:(\w+)/g, (whole, name: string) => ids[name] ?? whole);

/** The customer lets the consultant see an account. Answers its balance, as the wire has it. */
async function showAccount(page: Page, desk: Page): Promise<string> {
  await page.getByRole('button', { name: 'Show my accounts' }).click();
  await page.getByLabel(SHOWN_ACCOUNT).check();
  await page.getByRole('button', { name: 'Show them' }).click();
  await desk.getByTestId('shown-accounts').getByText(SHOWN_ACCOUNT).waitFor();
  const { body } = await call(page, 'GET', '/api/accounts');
  const { accounts } = body as { accounts: { identification: string; available: { amount: string } }[] };
  const shown = accounts.find(({ identification }) => identification === ACCOUNT);
  const amount = shown?.available.amount ?? 'none';
  await expect(desk.getByTestId('shown-accounts').textContent()).resolves.toContain(
    Number(amount).toLocaleString('en-GB'),
  );
  return `"amount":"${amount}"`;
}

async function signedIn(username: string, path: '/flat' | '/desk') {
  const person = await newPerson(house.browser, {
    init: async (context) => {
      await context.addInitScript(watchConnections);
      await context.addInitScript(hearWords, spoken);
    },
  });
  const party = path === '/desk' ? 'staff' : 'customer';
  await person.page.goto(`${house.atrium.branchUrl}/api/sign-in/${party}?returnTo=${path}`);
  await signInAtBank(person.page, username);
  return person;
}

/** The two talk, by word and voice, with a document and a proposal between them. */
async function openConsultation(page: Page, desk: Page): Promise<Ids> {
  await desk.getByRole('button', { name: 'Go on duty' }).click();
  await page.getByRole('button', { name: 'Take a ticket' }).click();
  await page.getByTestId('ticket-number').waitFor();
  await desk.getByRole('button', { name: 'Call next' }).click();
  await page.getByLabel('Message').fill(chat);
  await page.getByLabel('Message').press('Enter');
  await desk.getByText(chat).waitFor();
  await desk.getByLabel('Message').fill(answer);
  await desk.getByLabel('Message').press('Enter');
  await page.getByText(answer).waitFor();
  await page.getByRole('button', { name: 'Join with voice' }).click();
  await desk.getByRole('button', { name: 'Join with voice' }).click();
  await page.getByText('James Whitfield is here by voice').waitFor();
  await page.getByLabel('Write down what I say').check();
  await desk.getByText(spoken).waitFor();

  const passed = page.waitForResponse((response) => /\/files$/.test(response.url()));
  await page.locator('.composer input[type=file]').setInputFiles({
    name: `${file}.txt`,
    mimeType: 'text/plain',
    buffer: Buffer.from(file),
  });
  const { fileId } = (await (await passed).json()) as { fileId: string };
  await desk.getByText(`${file}.txt`).first().waitFor();

  const { body } = await call(desk, 'GET', '/api/desk/flagship/queue');
  const { consultationId } = body as { consultationId: string };
  await desk.getByRole('button', { name: 'Offer a document' }).click();
  await desk.getByLabel('Which document').selectOption({ label: 'Savings account agreement' });
  await desk.getByLabel('Account', { exact: true }).selectOption({ label: 'Easy access' });
  await desk.getByLabel('Interest a year').fill('3.1 %');
  await desk.getByRole('button', { name: 'Lay it on the desk' }).click();
  await page.getByLabel('Date of birth').fill('1990-01-31');
  await page.getByLabel('Passport number').fill(passport);
  await page.getByLabel('Tax number').fill('77 01');
  await page.getByLabel('Occupation').fill('Doctor');
  await page.getByRole('button', { name: 'Put into the document' }).click();
  await page.getByText(passport).waitFor({ state: 'attached' });
  await desk.getByRole('button', { name: 'Ask for the signature' }).click();
  const signing = await page.getByRole('heading', { name: 'Sign' }).getAttribute('id');
  await desk.getByRole('button', { name: 'Propose a payment' }).click();
  await desk.getByLabel('To whom').fill(payee);
  await desk.getByLabel('Sort code and number, or IBAN').fill('20-45-14 55779911');
  await desk.getByLabel('Amount').fill('1.00');
  await desk.getByLabel('Reference').fill('Privacy');
  await desk.getByRole('button', { name: 'Propose it' }).click();
  await page.getByText(payee).waitFor();
  const listed = await call(page, 'GET', pathWith('/api/consultations/:consultationId/proposals', { consultationId }));
  const { proposals } = listed.body as { proposals?: { id: string }[] };
  const documentId = signing?.replace('sign-', '') ?? '';
  return { consultationId, fileId, documentId, proposalId: proposals?.[0]?.id ?? '' };
}

test('who is no part of a consultation gets nothing of it by any door, whatever ids they know', async () => {
  // Zoe has never paid Anna, and knows neither her name nor her account.
  const [anna, james, zoe, elena] = [
    await signedIn('anna', '/flat'),
    await signedIn('james', '/desk'),
    await signedIn('zoe', '/flat'),
    await signedIn('elena', '/desk'),
  ];
  const ids = await openConsultation(anna.page, james.page);
  const balance = await showAccount(anna.page, james.page);
  // A consultant of the same branch, on duty at another desk.
  const onDuty = await call(elena.page, 'PUT', '/api/desk/flagship/duty', { deskId: 'desk-2' });
  expect(onDuty.status).toBe(200);
  expect(Object.values(ids).every((id) => id.length > 20)).toBe(true);
  const [customer, consultant] = [createRecorder(house, anna.context), createRecorder(house, james.context)];
  const strangers: Readonly<Record<string, Recorder>> = {
    'another customer': createRecorder(house, zoe.context),
    'another consultant': createRecorder(house, elena.context),
    'a guest': createRecorder(house, null),
  };
  const [voiceOfAnna, voiceOfJames] = [await voiceSecrets(anna.page), await voiceSecrets(james.page)];
  const secrets = {
    chat,
    answer,
    file,
    passport,
    payee,
    spoken,
    'name of the customer': 'Anna Petrova',
    'account of the customer': ACCOUNT,
    balance,
    'ICE password of the customer': voiceOfAnna.password,
    'ICE password of the consultant': voiceOfJames.password,
    'DTLS fingerprint of the customer': voiceOfAnna.fingerprint,
    'DTLS fingerprint of the consultant': voiceOfJames.fingerprint,
  };
  expect(Object.values(secrets).every((secret) => secret.length >= 8)).toBe(true);

  // Every operation of the contract that names the consultation or what lies in it: what the entitled read, and strangers do not.
  const endpoints = await everyEndpoint();
  const named = endpoints.filter(({ path }) => Object.keys(ids).some((id) => path.includes(`:${id}`)));
  expect(named.length).toBeGreaterThan(25);
  for (const endpoint of named.filter(({ method }) => method === 'GET')) {
    const entitled = endpoint.audience === 'staff' ? consultant : customer;
    const { status } = await entitled.call('GET', pathWith(endpoint.path, ids));
    expect([nameOf(endpoint), status]).toEqual([nameOf(endpoint), ENTITLED_ANSWER[nameOf(endpoint)] ?? 200]);
  }
  await customer.call('GET', '/api/documents');
  for (const entitled of [customer, consultant]) {
    expect(entitled.found(secrets)).toContain('name of the customer');
    // What is said, captioned, proposed, shown of accounts and on the desk comes by the encrypted talk alone, to the two as well: their pages have shown it.
    expect(entitled.found({ chat, answer, spoken, payee, passport, balance })).toEqual([]);
  }
  const opened: string[] = [];
  for (const [who, stranger] of Object.entries(strangers))
    for (const endpoint of named) {
      const body = endpoint.body.safeParse(undefined).success ? undefined : (BODIES[nameOf(endpoint)] ?? {});
      const { status } = await stranger.call(endpoint.method, pathWith(endpoint.path, ids), body);
      if (status < 400 || status >= 500) opened.push(`${who}: ${nameOf(endpoint)} answered ${status}`);
    }
  expect(opened).toEqual([]);

  // Whatever they may read of their own has nothing of others' in it.
  const lists = endpoints.filter(
    ({ method, path }) => method === 'GET' && !path.replace(':branchId', '').includes(':'),
  );
  expect(lists.length).toBeGreaterThan(10);
  for (const stranger of Object.values(strangers))
    for (const { path } of lists) await stranger.call('GET', pathWith(path, { branchId: 'flagship' }));

  // The rooms: the entitled are let in; a seat of the hall, a made-up one and a token of another's link are not.
  const enter = pathWith('/api/desk-consultations/:consultationId/enter', ids);
  const seat = (await consultant.call('POST', enter)).body.seat as Seat;
  const room = await consultant.join(seat);
  const token = room.reconnectionToken;
  await room.leave();
  for (const [who, stranger] of Object.entries(strangers)) {
    const audience = who === 'another consultant' ? 'desk' : 'branches';
    const entered = await stranger.call('POST', `/api/${audience}/flagship/enter`, { presence: 'bodiless' });
    const hallSeat = entered.body.seat as Seat;
    const hall = await stranger.join(hallSeat);
    const { sessionId } = (await stranger.call('POST', `/api/${audience}/flagship/enter`, { presence: 'bodiless' }))
      .body.seat as Seat;
    await expect(stranger.join({ ...seat, sessionId })).rejects.toThrow();
    await expect(stranger.join({ ...seat, sessionId: randomUUID() })).rejects.toThrow();
    await expect(stranger.join(seat)).rejects.toThrow();
    await expect(stranger.reconnect(token)).rejects.toThrow();
    await expect(stranger.reconnect(`${seat.roomId}:${randomUUID()}`)).rejects.toThrow();
    expect(await upgradeStatus(house, seat, 'https://elsewhere.example')).not.toBe(101);

    // What the consultation's room understands, said in the hall: refused, and passed on to nobody.
    const refusals: unknown[] = [];
    hall.onMessage('refused', (refused) => refusals.push(refused));
    const messages = [
      ['chat', { text: 'let me in', consultationId: ids.consultationId }],
      ['voice', { kind: 'join', call: ids.consultationId, muted: false }],
      ['voice', { kind: 'signal', to: ids.consultationId, signal: { candidates: [] } }],
      ['hall-voice', { kind: 'signal', to: 1, signal: { candidates: [] } }],
      ['talk', { kind: 'hello', member: randomUUID(), seen: null }],
    ] as const;
    for (const [type, message] of messages) hall.send(type, message);
    await expect.poll(() => refusals.length).toBe(messages.length);
    // All the while the two go on, and the hall hears of it what everybody may.
    const later = canary('later');
    await anna.page.getByLabel('Message').fill(later);
    await anna.page.getByLabel('Message').press('Enter');
    await james.page.getByText(later).waitFor();
    expect(stranger.found({ later })).toEqual([]);
    await hall.leave();
  }

  for (const [who, stranger] of Object.entries(strangers)) {
    expect(stranger.received).toBeGreaterThan(5_000);
    expect([who, stranger.found(secrets)]).toEqual([who, []]);
  }

  // What the customer shows is theirs to stop.
  await anna.page.getByRole('button', { name: 'Stop showing' }).click();
  await james.page.getByTestId('shown-accounts').waitFor({ state: 'detached' });

  // What was refused to them is still as the two left it, and is theirs to end.
  expect((await consultant.call('POST', pathWith('/api/desk-consultations/:consultationId/end', ids))).status).toBe(
    200,
  );
  await anna.page.getByText('The consultation has ended.').waitFor();
  // And what the customer filled in is in their own folder now, where the same search finds it.
  await customer.call('GET', '/api/documents');
  expect(customer.found({ passport })).toEqual(['passport']);
  expect((await customer.call('GET', pathWith('/api/documents/:documentId/document.pdf', ids))).status).toBe(200);
  expect((await consultant.call('GET', pathWith('/api/desk-consultations/:consultationId', ids))).status).toBe(404);
});
