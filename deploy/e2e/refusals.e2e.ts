import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { newPerson, openHouse, readLedger, signInAtBank } from './harness.ts';
import { call, reserveSeat, signIn, upgradeStatus } from './own-client.ts';

/** What bad input gets, over the wire and against the started system: its own error, and no effect. */
const ANNA = '20451431926819';

const house = openHouse();
let anna: Page;
let oliver: Page;

beforeAll(async () => {
  anna = await signIn(house, 'anna', '/flat');
  oliver = await signIn(house, 'oliver', '/flat');
});

const intent = (changes: object = {}) => ({
  debtorAccountId: 'acc-anna-current',
  payee: { kind: 'account', name: 'Oliver Bennett', identification: '20451455779911' },
  amount: '1.00',
  currency: 'GBP',
  reference: 'Refusals',
  schedule: { kind: 'now' },
  ...changes,
});
const pay = (changes: object = {}, key = randomUUID()) =>
  call(anna, 'POST', '/api/payments', { key, intent: intent(changes) });

/** Cancels what can be, and waits until the bank has heard of it. */
async function cancelAll(page: Page): Promise<void> {
  const states = async () => {
    const { payments } = (await call(page, 'GET', '/api/payments')).body as unknown as {
      payments: { id: string; state: string; cancellable: boolean }[];
    };
    return payments;
  };
  for (const { id, cancellable } of await states())
    if (cancellable) await call(page, 'POST', `/api/payments/${id}/cancel`);
  await expect.poll(async () => (await states()).every(({ state }) => state === 'cancelled')).toBe(true);
}

describe('money', () => {
  test('a guest is told to sign in, for accounts, payments and tickets alike', async () => {
    const { page } = await newPerson(house.browser);
    await page.goto(`${house.atrium.branchUrl}/flat`);
    for (const [method, path, body] of [
      ['GET', '/api/accounts'],
      ['POST', '/api/payments', { key: randomUUID(), intent: intent() }],
      ['POST', '/api/branches/flagship/ticket', { topic: 'payments' }],
      ['GET', '/api/desk/flagship/queue'],
    ] as const) {
      expect(await call(page, method, path, body)).toMatchObject({ status: 401, body: { code: 'sign-in-required' } });
    }
  });

  test('bad amounts, payees and accounts are refused, each with its own code, and nothing is begun or booked', async () => {
    const begun = await pay();
    expect(begun).toMatchObject({ status: 200, body: { payment: { amount: { amount: '1.00' } } } });
    await cancelAll(anna);
    const before = {
      ledger: await readLedger(house.atrium, ANNA),
      payments: (await call(anna, 'GET', '/api/payments')).body,
    };
    const refused: readonly (readonly [object, number, string])[] = [
      [{ amount: '-1.00' }, 422, 'amount-not-positive'],
      [{ amount: '0' }, 422, 'amount-not-positive'],
      [{ amount: '1.001' }, 422, 'amount-too-precise'],
      [{ amount: 'lots' }, 422, 'amount-malformed'],
      [{ amount: '9999999' }, 422, 'amount-over-limit'],
      [{ amount: '9999' }, 422, 'insufficient-funds'],
      [{ currency: 'EUR' }, 422, 'currency-mismatch'],
      [{ debtorAccountId: 'acc-nobody' }, 404, 'account-unknown'],
      [{ debtorAccountId: 'acc-oliver-current' }, 403, 'account-forbidden'],
      [{ debtorAccountId: '../accounts' }, 400, 'request-malformed'],
      [{ payee: { kind: 'account', name: 'Me', identification: ANNA } }, 422, 'payee-is-debtor'],
      [{ payee: { kind: 'account', name: 'Eve\u202e', identification: '20451455779911' } }, 400, 'request-malformed'],
      [
        { payee: { kind: 'account', name: 'a'.repeat(10_000), identification: '20451455779911' } },
        400,
        'request-malformed',
      ],
      [
        { payee: { kind: 'account', name: 'a'.repeat(20_000), identification: '20451455779911' } },
        413,
        'request-too-large',
      ],
    ];
    for (const [changes, status, code] of refused) {
      expect(await pay(changes), JSON.stringify(changes).slice(0, 80)).toMatchObject({ status, body: { code } });
    }
    expect({
      ledger: await readLedger(house.atrium, ANNA),
      payments: (await call(anna, 'GET', '/api/payments')).body,
    }).toEqual(before);
  });

  test('a second submit of one form answers the same payment; the key with other words is refused', async () => {
    const key = randomUUID();
    const answers = await Promise.all([pay({}, key), pay({}, key), pay({}, key)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const ids = new Set(answers.map(({ body }) => (body.payment as { id: string }).id));
    expect(ids.size).toBe(1);
    expect(await pay({ amount: '2.00' }, key)).toMatchObject({ status: 409, body: { code: 'key-reused' } });
    await cancelAll(anna);
  });

  test('another customer can neither read nor cancel a payment, nor read an account', async () => {
    const { payment } = (await pay()).body as unknown as { payment: { id: string } };
    expect((await call(anna, 'GET', `/api/payments/${payment.id}`)).status).toBe(200);
    expect(await call(oliver, 'GET', `/api/payments/${payment.id}`)).toMatchObject({
      status: 404,
      body: { code: 'payment-unknown' },
    });
    expect(await call(oliver, 'POST', `/api/payments/${payment.id}/cancel`)).toMatchObject({
      status: 404,
      body: { code: 'payment-unknown' },
    });
    for (const what of ['transactions', 'latest-transactions']) {
      expect((await call(oliver, 'GET', `/api/accounts/acc-oliver-current/${what}`)).status).toBe(200);
      expect(await call(oliver, 'GET', `/api/accounts/acc-anna-current/${what}`)).toMatchObject({
        status: 403,
        body: { code: 'account-forbidden' },
      });
    }
    await cancelAll(anna);
  });
});

describe('origin', () => {
  test('a page of another origin changes nothing and opens no socket', async () => {
    const cookies = (await anna.context().cookies(house.atrium.branchUrl))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
    const enter = (origin: string) =>
      fetch(`http://127.0.0.1:${house.atrium.place.branchPort}/api/branches/flagship/enter`, {
        method: 'POST',
        headers: { origin, cookie: cookies, 'content-type': 'application/json' },
        body: JSON.stringify({ presence: 'embodied' }),
      });
    expect((await enter(house.atrium.branchUrl)).status).toBe(200);
    const foreign = await enter('https://evil.test');
    expect([foreign.status, ((await foreign.json()) as { code: string }).code]).toEqual([403, 'origin-forbidden']);
    expect(await upgradeStatus(house, await reserveSeat(anna), 'https://evil.test')).toBe(403);
    expect(await upgradeStatus(house, await reserveSeat(anna), house.atrium.branchUrl)).toBe(101);
  });

  test('a way back from the bank that this browser did not begin signs nobody in', async () => {
    const { page } = await newPerson(house.browser);
    await page.goto(`${house.atrium.branchUrl}/api/sign-in/callback/customer?code=forged&state=forged`);
    expect(new URL(page.url()).pathname).toBe('/');
    expect((await call(page, 'GET', '/api/session')).body).toEqual({ customer: null, staff: null });
    // Nor does it lead out of the branch.
    await page.goto(`${house.atrium.branchUrl}/api/sign-in/customer?returnTo=${encodeURIComponent('//evil.test/x')}`);
    await signInAtBank(page, 'maria');
    expect(new URL(page.url()).host).toBe(new URL(house.atrium.branchUrl).host);
  });

  test('the matchmaker does not exist for a client', async () => {
    for (const method of ['create', 'join', 'joinOrCreate', 'joinById', 'reconnect']) {
      const response = await fetch(`http://127.0.0.1:${house.atrium.place.branchPort}/matchmake/${method}/branch`, {
        method: 'POST',
        headers: { origin: house.atrium.branchUrl },
        body: '{}',
      });
      expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([403, 'matchmaker-closed']);
    }
  });
});
