import { randomUUID } from 'node:crypto';
import { Client, type Room } from '@colyseus/sdk';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { encodePose, POSE_BYTES } from '../../shared/pose/pose-packet.ts';
import { createPose, type Pose } from '../../shared/pose.ts';
import type { Refused, Seat } from '../../shared/rooms.ts';
import { newPerson, openHouse, readLedger, signInAtBank } from './harness.ts';

/** What bad input gets, over the wire and against the started system: its own error, and no effect. */
const ANNA = '20451431926819';

const house = openHouse();
let anna: Page;
let oliver: Page;
let elena: Page;

beforeAll(async () => {
  const signIn = async (username: string, path: string) => {
    const { page } = await newPerson(house.browser);
    await page.goto(
      `${house.atrium.branchUrl}/api/sign-in/${path === '/desk' ? 'staff' : 'customer'}?returnTo=${path}`,
    );
    await signInAtBank(page, username);
    return page;
  };
  anna = await signIn('anna', '/flat');
  oliver = await signIn('oliver', '/flat');
  elena = await signIn('elena', '/desk');
});

interface Answer {
  readonly status: number;
  readonly body: { readonly [key: string]: unknown; readonly code?: string };
}

/** Calls the API as the page's own script would, session and Origin included. */
function call(page: Page, method: string, path: string, body?: unknown): Promise<Answer> {
  return page.evaluate(
    async ({ method, path, body }) => {
      const json =
        body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
      const response = await fetch(path, { method, ...json });
      return { status: response.status, body: await response.json() };
    },
    { method, path, body },
  ) as Promise<Answer>;
}

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
  await expect
    .poll(async () => (await states()).every(({ state }) => state === 'cancelled'), { timeout: 20_000 })
    .toBe(true);
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
    expect((await call(oliver, 'GET', '/api/accounts/acc-oliver-current/transactions')).status).toBe(200);
    expect(await call(oliver, 'GET', '/api/accounts/acc-anna-current/transactions')).toMatchObject({
      status: 403,
      body: { code: 'account-forbidden' },
    });
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
    expect(await upgradeStatus(await reserveSeat(), 'https://evil.test')).toBe(403);
    expect(await upgradeStatus(await reserveSeat(), house.atrium.branchUrl)).toBe(101);
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

async function reserveSeat(page = anna): Promise<Seat> {
  return (await call(page, 'POST', '/api/branches/flagship/enter', { presence: 'embodied' })).body.seat as Seat;
}

/** The HTTP status with which the server answers a socket. */
function upgradeStatus(seat: Seat, origin: string): Promise<number> {
  return new Promise((answered, failed) => {
    const url = `ws://127.0.0.1:${house.atrium.place.branchPort}/rooms/${seat.processId}/${seat.roomId}?sessionId=${seat.sessionId}`;
    const socket = new WebSocket(url, { headers: { origin } });
    socket.once('open', () => {
      socket.close();
      answered(101);
    });
    socket.once('unexpected-response', (_request, response) => answered(response.statusCode ?? 0));
    socket.once('error', failed);
  });
}

/** Comes in over the public protocol, as a client of one's own making would. */
async function join(seat: Seat) {
  const client = new Client(`http://127.0.0.1:${house.atrium.place.branchPort}/rooms`, {
    headers: { origin: house.atrium.branchUrl },
  });
  const room: Room = await client.consumeSeatReservation(seat);
  room.reconnection.enabled = false;
  const refusals: Refused[] = [];
  room.onMessage('refused', (refused: Refused) => refusals.push(refused));
  room.onMessage('*', () => {});
  const closed = new Promise<number>((left) => room.onLeave((code) => left(code)));
  return {
    room,
    refusals,
    closed,
    async refusal(count = 1) {
      while (refusals.length < count) await new Promise((resume) => setTimeout(resume, 20));
      return refusals.splice(0).map(({ code }) => code);
    },
  };
}

function poseBytes(change: (pose: Pose) => void): Uint8Array {
  const pose = createPose();
  Object.assign(pose.headPosition, { x: 0, y: 1.7, z: 5.4 });
  pose.teleported = true;
  change(pose);
  const bytes = new Uint8Array(POSE_BYTES);
  encodePose(pose, 2 ** 32 - 1, new DataView(bytes.buffer), 0);
  return bytes;
}

describe('the branch room', () => {
  test('a malformed, unknown, impossible or jumping message is refused with its code, and others see nothing of it', async () => {
    const one = await join(await reserveSeat());
    const other = await join(await reserveSeat(oliver));
    let seen = 0;
    other.room.onMessage('poses', () => {
      seen += 1;
    });
    one.room.sendBytes(
      'pose',
      poseBytes(() => {}),
    );
    while (seen === 0) await new Promise((resume) => setTimeout(resume, 20));
    const quiet = seen;

    one.room.send('no-such-message', { a: 1 });
    expect(await one.refusal()).toEqual(['message-unknown']);
    one.room.sendBytes('pose', new Uint8Array(3));
    expect(await one.refusal()).toEqual(['pose-malformed']);
    const impossible = poseBytes(() => {});
    impossible.fill(255, 13, 19);
    one.room.sendBytes('pose', impossible);
    expect(await one.refusal()).toEqual(['pose-malformed']);
    one.room.sendBytes(
      'pose',
      poseBytes((pose) => {
        pose.teleported = false;
        pose.headPosition.x = 9;
        pose.headPosition.z = -6;
      }),
    );
    expect(await one.refusal()).toEqual(['pose-too-fast']);
    one.room.sendBytes(
      'pose',
      poseBytes((pose) => {
        pose.headPosition.x = 40;
      }),
    );
    expect(await one.refusal()).toEqual(['pose-out-of-bounds']);
    expect(seen).toBe(quiet);
    await one.room.leave();
    await other.room.leave();
  });

  test('an oversize message closes the link with 1009, a flood with 4429', async () => {
    const big = await join(await reserveSeat());
    big.room.sendBytes('pose', new Uint8Array(8192));
    expect(await big.closed).toBe(1009);
    const flood = await join(await reserveSeat());
    for (let count = 0; count < 400; count++)
      flood.room.sendBytes(
        'pose',
        poseBytes(() => {}),
      );
    expect(await flood.closed).toBe(4429);
  });

  test('a seat is good for one link, and a made-up one for none', async () => {
    const seat = await reserveSeat();
    const first = await join(seat);
    await expect(join(seat)).rejects.toThrow();
    await expect(join({ ...(await reserveSeat()), sessionId: 'made-up' })).rejects.toThrow();
    await first.room.leave();
  });

  test('signing out closes the link within a second', async () => {
    const { page } = await newPerson(house.browser);
    await page.goto(`${house.atrium.branchUrl}/api/sign-in/customer?returnTo=/flat`);
    await signInAtBank(page, 'maria');
    const maria = await join(await reserveSeat(page));
    await call(page, 'POST', '/api/sign-out/customer');
    const late = new Promise<string>((resolve) => setTimeout(() => resolve('still open'), 1000));
    expect(await Promise.race([maria.closed, late])).toBe(4401);
  });
});

describe('a consultation', () => {
  test('is open to its two people and to nobody else, before and after its end', async () => {
    await call(elena, 'PUT', '/api/desk/flagship/duty', { deskId: 'desk-1' });
    await call(anna, 'POST', '/api/branches/flagship/ticket', { topic: 'cards' });
    const { consultationId } = (await call(elena, 'POST', '/api/desk/flagship/calls', {})).body as {
      consultationId: string;
    };
    const path = `/api/consultations/${consultationId}`;
    expect((await call(anna, 'GET', path)).body).toMatchObject({
      customerName: 'Anna Petrova',
      consultantName: 'Elena Markova',
    });
    expect((await call(elena, 'GET', `/api/desk-consultations/${consultationId}`)).status).toBe(200);

    const unknown = await call(oliver, 'POST', `/api/consultations/${randomUUID()}/enter`);
    expect(unknown).toMatchObject({ status: 404, body: { code: 'consultation-unknown' } });
    for (const [method, suffix] of [
      ['GET', ''],
      ['POST', '/enter'],
      ['POST', '/end'],
      ['GET', '/transcript'],
    ] as const) {
      expect(await call(oliver, method, path + suffix)).toEqual(unknown);
    }
    const mine = await join((await call(anna, 'POST', `${path}/enter`)).body.seat as Seat);
    // Knowing the room is not being let in: a seat of the hall does not fit, and a made-up one neither.
    const { sessionId } = await reserveSeat(oliver);
    await expect(join({ name: 'consultation', roomId: mine.room.roomId, processId: 'x', sessionId })).rejects.toThrow();

    mine.room.send('chat', { text: 5 });
    expect(await mine.refusal()).toEqual(['message-malformed']);
    mine.room.send('chat', { text: 'a'.repeat(2001) });
    expect(await mine.refusal()).toEqual(['message-malformed']);
    for (let count = 0; count < 8; count++) mine.room.send('chat', { text: `line ${count}` });
    expect(new Set(await mine.refusal())).toEqual(new Set(['message-too-frequent']));
    const { lines } = (await call(anna, 'GET', `${path}/transcript`)).body as unknown as { lines: { text: string }[] };
    expect(lines.every(({ text }) => text.startsWith('line '))).toBe(true);
    expect(lines.length).toBeLessThanOrEqual(5);

    await call(elena, 'POST', `/api/desk-consultations/${consultationId}/end`);
    expect(await mine.closed).toBe(4410);
    expect(await call(elena, 'GET', `/api/desk-consultations/${consultationId}`)).toMatchObject({
      status: 404,
      body: { code: 'consultation-unknown' },
    });
    expect(await call(anna, 'POST', `${path}/enter`)).toMatchObject({
      status: 409,
      body: { code: 'consultation-ended' },
    });
    expect((await call(anna, 'GET', `${path}/transcript`)).status).toBe(200);
  });
});
