import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { refuse } from '../../shared/result.ts';
import { createEvents } from '../events.ts';
import { createSealedBox } from '../lib/sealed-box.ts';
import { testDatabases } from '../lib/test-databases.ts';
import { createLogger } from '../logger.ts';
import { createPaymentWorker, type PaymentWorker } from './payment-worker.ts';
import { scriptedBank, usePaymentHouse } from './testing/payment-house.ts';

/** For what comes soon, on a machine that is busy. */
const PATIENCE = { timeout: 10_000 };

describe.each(testDatabases())('a bank that wants a pause, on $name', (database) => {
  const { house, time, created, until } = usePaymentHouse(database);
  let worker: PaymentWorker | undefined;
  afterEach(() => worker?.stop());

  /** A payment and its worker; the test says how long the bank wants to be left alone. */
  async function begin(scripted = scriptedBank()) {
    const built = house(scripted);
    const pause = { ms: 0 };
    worker = createPaymentWorker({
      store: built.store,
      bank: scripted.bank,
      box: createSealedBox(randomBytes(32)),
      clock: () => new Date(time.now),
      events: createEvents(createLogger('test', 'silent')),
      logger: createLogger('test', 'silent'),
      bankPauseMs: () => pause.ms,
    });
    const payment = await created(built.service);
    const dueInMs = async () => Number((await built.store.find(payment.id))?.due_at) - time.now;
    return { ...built, payment, pause, dueInMs, start: () => worker?.start() };
  }

  test('is not called, and no attempt is counted: the payment waits where it is', async () => {
    const { store, payment, pause, dueInMs, calls, start } = await begin();
    pause.ms = 600_000;
    start();
    await expect.poll(dueInMs, PATIENCE).toBe(600_000);
    expect(calls.consentKeys).toEqual([]);
    expect(await store.find(payment.id)).toMatchObject({ state: 'draft', attempts: 0 });
    pause.ms = 0;
    time.now += 600_000;
    await until(store, payment.id, 'booked');
  });

  test('is left alone for no less than it asked when it asks in an answer', async () => {
    const scripted = scriptedBank();
    const { pause, dueInMs, start } = await begin({
      ...scripted,
      bank: {
        ...scripted.bank,
        createPaymentConsent: async () => {
          pause.ms = 600_000;
          return refuse('outcome-unknown');
        },
      },
    });
    start();
    await expect.poll(dueInMs, PATIENCE).toBe(600_000);
  });

  test('is asked for approval once more where it surely did not hear, and never where it may have', async () => {
    for (const [answer, state, asked] of [
      ['not-asked', 'booked', 2],
      ['outcome-unknown', 'expired', 1],
    ] as const) {
      const scripted = scriptedBank();
      const { requestApproval } = scripted.bank;
      let questions = 0;
      const { store, payment, start } = await begin({
        ...scripted,
        bank: {
          ...scripted.bank,
          requestApproval: async (request) => {
            questions += 1;
            return questions === 1 ? refuse(answer) : requestApproval(request);
          },
        },
      });
      start();
      await until(store, payment.id, state);
      expect(questions).toBe(asked);
      await worker?.stop();
    }
  });
});
