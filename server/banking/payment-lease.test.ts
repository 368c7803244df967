import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createEvents } from '../events.ts';
import { createSealedBox } from '../lib/sealed-box.ts';
import { testDatabases } from '../lib/test-databases.ts';
import { createLogger } from '../logger.ts';
import { createPaymentStore } from './payment-store.ts';
import { createPaymentWorker } from './payment-worker.ts';
import { usePaymentHouse } from './testing/payment-house.ts';

describe.each(testDatabases())('the lease of a payment on $name', (database) => {
  const { house, created, time, db } = usePaymentHouse(database);
  const at = (ms: number) => new Date(time.now + ms);

  test('keeps others off as long as it is renewed, and no longer', async () => {
    const store = createPaymentStore(db(), 1000);
    await created(house().service);
    const mine = await store.claimDue(randomUUID(), at(0));
    if (!mine) throw new Error('nothing was due');
    await store.renew(mine, at(900));
    expect(await store.claimDue(randomUUID(), at(1500))).toBeUndefined();
    expect(await store.claimDue(randomUUID(), at(1901))).toMatchObject({ id: mine.id });
  });

  test('is not renewed by who has lost it', async () => {
    const store = createPaymentStore(db(), 1000);
    await created(house().service);
    const lost = await store.claimDue(randomUUID(), at(0));
    const mine = await store.claimDue(randomUUID(), at(1001));
    if (!lost || !mine) throw new Error('nothing was due');
    await store.renew(lost, at(5000));
    expect(await store.find(mine.id)).toMatchObject({ lease: mine.lease, leased_until: mine.leased_until });
  });

  test('outlives a call that takes longer: what is under way is not sent by another', async () => {
    const store = createPaymentStore(db(), 400);
    const { bank, calls, service } = house();
    time.now = Date.now();
    const payment = await created(service);
    const { submitPayment } = bank;
    bank.submitPayment = async (submission) => {
      const answer = submitPayment(submission);
      await new Promise((resume) => setTimeout(resume, 1200));
      return answer;
    };
    const logger = createLogger('test', 'silent');
    const shared = {
      store,
      bank,
      clock: () => new Date(),
      events: createEvents(logger),
      box: createSealedBox(key),
      logger,
    };
    const workers = [createPaymentWorker(shared), createPaymentWorker(shared)];
    for (const worker of workers) worker.start();
    for (let turn = 0; turn < 800 && (await store.find(payment.id))?.state !== 'booked'; turn++)
      await new Promise((resume) => setTimeout(resume, 25));
    await Promise.all(workers.map((worker) => worker.stop()));
    expect((await store.find(payment.id))?.state).toBe('booked');
    expect(calls.sent.length).toBe(1);
  });
});

const key = randomBytes(32);
