import { describe, expect, test } from 'vitest';
import type { Schedule } from '../../../shared/payment.ts';
import { orderKindOf } from '../bank-adapter.ts';
import { type ContractTill, DAY_MS, must, refused } from './contract-till.ts';

const dayFromNow = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

/** Orders that wait for their day. */
export function describeLaterOrder(till: () => ContractTill): void {
  describe('an order for later', () => {
    test.each([
      ['a scheduled payment', { kind: 'once', on: dayFromNow(10) }],
      ['a weekly standing order', { kind: 'repeat', first: dayFromNow(10), every: 'week', payments: null }],
      ['a monthly standing order', { kind: 'repeat', first: dayFromNow(10), every: 'month', payments: 12 }],
    ] satisfies [string, Schedule][])(
      '%s is taken, and can be stopped before its day',
      async (_name, schedule) => {
        const { bank, order, approved, submit } = till();
        const { adapter } = bank;
        const asked = order(schedule);
        const kind = orderKindOf(schedule);
        const grant = await approved(asked);
        expect(await adapter.readPaymentConsent(grant.consentId, kind)).toEqual({ ok: true, value: 'authorised' });
        const { id, status } = must(await submit(asked, grant));
        expect(status).toBe('scheduled');
        expect(must(await adapter.readPayment(id, kind)).status).toBe('scheduled');
        for (const _again of [1, 2])
          expect(await adapter.capabilities.cancelOrder?.(id, kind)).toEqual({ ok: true, value: 'cancelled' });
        expect(await adapter.readPayment(id, kind)).toEqual({ ok: true, value: { id, status: 'cancelled' } });
      },
      30_000,
    );

    test('that was paid on its day says so, and is too late to stop', async () => {
      const { bank, order, approved, submit, until } = till();
      const asked = order({ kind: 'once', on: dayFromNow(2) });
      const { id } = must(await submit(asked, await approved(asked)));
      await bank.whenTimeHasPassed(3 * DAY_MS, async () => {
        await until(id, asked, 'booked');
        expect(await bank.adapter.capabilities.cancelOrder?.(id, 'scheduled-payment')).toEqual(refused('too-late'));
      });
    }, 30_000);
  });
}
