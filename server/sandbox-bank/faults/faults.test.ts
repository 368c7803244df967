import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createOperatorRouter } from '../operator-router.ts';
import { createTestFaults, FAULT_PATHS, type TestFault } from '../testing/test-faults.ts';
import { createFaultDraw, FaultPlan } from './fault-rules.ts';
import { createFaultSwitches, type FaultSwitches } from './fault-switches.ts';

/** For what comes soon, on a machine that is busy. */
const PATIENCE = { timeout: 10_000 };

const TOKEN = 'token-of-this-test';
const BALANCES = {
  Data: { Balance: [{ Type: 'ITBD', Amount: { Amount: '12.34', Currency: 'GBP' } }] },
  Links: { Self: 'https://bank.example/' },
};

let server: Server;
let url: string;
let booked: number;
let switches: FaultSwitches;
let faults: ReturnType<typeof createTestFaults>;

beforeEach(async () => {
  booked = 0;
  switches = createFaultSwitches();
  const app = express();
  app.use('/operator', createOperatorRouter(TOKEN, {} as Parameters<typeof createOperatorRouter>[1], switches));
  app.use(switches.middleware);
  app.post('/open-banking/v4.0/pisp/domestic-payments', (_request, response) => {
    booked += 1;
    response.status(201).json({ booked });
  });
  app.get('/open-banking/v4.0/aisp/accounts/:id/balances', (_request, response) => void response.json(BALANCES));
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  faults = createTestFaults(url, TOKEN);
});
afterEach(async () => {
  switches.stop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const pay = () => fetch(`${url}/open-banking/v4.0/pisp/domestic-payments`, { method: 'POST' });
const readBalances = () => fetch(`${url}/open-banking/v4.0/aisp/accounts/1/balances`);
const onPayments = (fault: TestFault['fault'], more: Partial<TestFault> = {}): TestFault => ({
  method: 'POST',
  path: FAULT_PATHS.payments,
  fault,
  ...more,
});

describe('the switches', () => {
  test('with no faults set every answer is the true one', async () => {
    expect(await (await pay()).json()).toEqual({ booked: 1 });
    expect(await (await readBalances()).json()).toEqual(BALANCES);
  });

  test('a dropped answer leaves the work done', async () => {
    await faults.set([onPayments({ kind: 'drop' })]);
    await expect(pay()).rejects.toThrow();
    expect(booked).toBe(1);
  });

  test('a request dropped before leaves nothing done', async () => {
    await faults.set([onPayments({ kind: 'drop', when: 'before' })]);
    await expect(pay()).rejects.toThrow();
    expect(booked).toBe(0);
  });

  test('a status before stands for work that was not done, one after for work that was', async () => {
    await faults.set([onPayments({ kind: 'status', status: 500 }, { times: 1 })]);
    expect((await pay()).status).toBe(500);
    expect(booked).toBe(0);
    await faults.set([onPayments({ kind: 'status', status: 500, when: 'after' }, { times: 1 })]);
    const answer = await pay();
    expect([answer.status, await answer.text()]).toEqual([500, '']);
    expect(booked).toBe(1);
    expect((await pay()).status).toBe(201);
  });

  test('429 says when to come back', async () => {
    await faults.set([onPayments({ kind: 'status', status: 429, retryAfterSeconds: 7 })]);
    const answer = await pay();
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '7']);
  });

  test('totals are off by what was said and nothing else is changed', async () => {
    await faults.set([{ path: FAULT_PATHS.balances, fault: { kind: 'wrong-totals', offByMinor: -1 } }]);
    const expected = structuredClone(BALANCES);
    Object.assign(expected.Data.Balance[0]?.Amount ?? {}, { Amount: '12.33' });
    expect(await (await readBalances()).json()).toEqual(expected);
    expect(await (await pay()).json()).toEqual({ booked: 1 });
  });

  test('a delay before holds the work back, a delay after the answer alone', async () => {
    for (const [when, done] of [
      ['before', 0],
      ['after', 1],
    ] as const) {
      booked = 0;
      await faults.set([onPayments({ kind: 'delay', delayMs: 60_000, when })]);
      const answer = pay();
      answer.catch(() => {});
      await expect.poll(async () => (await faults.counts())[0]?.struck, PATIENCE).toBe(1);
      expect(booked).toBe(done);
    }
    await faults.set([onPayments({ kind: 'delay', delayMs: 1 })]);
    expect((await pay()).status).toBe(201);
  });

  test('some are spared first, so many are struck, and clearing ends it', async () => {
    await faults.set([onPayments({ kind: 'status', status: 503 }, { skip: 1, times: 2 })]);
    const statuses: number[] = [];
    for (let call = 0; call < 4; call += 1) statuses.push((await pay()).status);
    expect(statuses).toEqual([201, 503, 503, 201]);
    expect(await faults.counts()).toEqual([{ matched: 4, struck: 2 }]);
    await faults.set([onPayments({ kind: 'status', status: 503 })]);
    await faults.clear();
    expect((await pay()).status).toBe(201);
    expect(await faults.counts()).toEqual([]);
  });

  test('another path or method is not struck', async () => {
    await faults.set([{ path: '/**', method: 'PUT', fault: { kind: 'drop' } }, onPayments({ kind: 'drop' })]);
    expect((await readBalances()).status).toBe(200);
  });
});

test('only the operator moves the switches, and only to what a plan may say', async () => {
  await faults.set([onPayments({ kind: 'drop' })]);
  await expect(createTestFaults(url, 'guessed').set([])).rejects.toThrow('401');
  await expect(faults.set([onPayments({ kind: 'status', status: 200 })])).rejects.toThrow('400');
  await expect(pay()).rejects.toThrow();
});

test('the same seed strikes the same requests, another seed others', () => {
  const struck = (seed: number) => {
    const plan = FaultPlan.parse({ seed, rules: [{ path: '/**', probability: 0.5, fault: { kind: 'drop' } }] });
    const draw = createFaultDraw(plan);
    return Array.from({ length: 64 }, () => draw.draw('GET', '/a').length).join('');
  };
  expect(struck(7)).toBe(struck(7));
  expect(struck(7)).not.toBe(struck(8));
  expect(struck(7)).toMatch(/0.*1|1.*0/);
});
