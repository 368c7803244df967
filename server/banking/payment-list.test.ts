import { describe, expect, test } from 'vitest';
import { ok } from '../../shared/result.ts';
import { testDatabases } from '../lib/test-databases.ts';
import { anna, scriptedBank, usePaymentHouse } from './testing/payment-house.ts';

const LISTED = 20;

describe.each(testDatabases())('the list of payments on $name', (database) => {
  const { house, until, created, time } = usePaymentHouse(database);

  test('the newest are listed, and every order that waits for its day, however long ago it was given', async () => {
    const scripted = scriptedBank();
    scripted.script.submitted = [ok({ id: 'dsp-1', status: 'scheduled' })];
    scripted.script.outcome = ok({ id: 'dsp-1', status: 'scheduled' });
    const { service, store, startWorker } = house(scripted);
    const order = await created(service, { schedule: { kind: 'once', on: '2026-12-01' } });
    const worker = startWorker();
    await until(store, order.id, 'scheduled');
    await worker.stop();

    const later: string[] = [];
    for (let count = 0; count <= LISTED; count += 1) {
      time.now += 1000;
      const payment = await created(service);
      await service.cancel(anna, payment.id);
      later.unshift(payment.id);
    }
    const listed = await service.list(anna);
    expect(listed.map(({ id }) => id)).toEqual([...later.slice(0, LISTED), order.id]);
    expect(await service.list({ ...anna, subject: 'c-oliver' })).toEqual([]);
  });
});
