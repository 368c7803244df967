import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { alter, approved, ask, order, refused, replaying } from './attack-tools.ts';
import type { Between, SandboxHarness } from './sandbox-harness.ts';

/** Attacks on what the branch believes. Each first succeeds where the answer is the bank's. */
export function describeAnswerSafety(harnessOf: () => SandboxHarness): void {
  describe('an answer about a payment is believed', () => {
    const consents = /\/pisp\/domestic-payment-consents/;
    const alteredBy = (between: Between) => ask(harnessOf().connect({ between }));

    test('only as the bank has signed it', async () => {
      expect((await alteredBy(alter(consents, (body) => body))).ok).toBe(true);
      const changed = alter(consents, ({ Data, ...rest }) => ({ ...rest, Data: { ...Data, ConsentId: 'pc-other' } }));
      expect(await alteredBy(changed)).toEqual(refused('outcome-unknown'));
      const unsigned: Between = async (_request, send) => {
        const response = await send();
        response.headers.delete('x-jws-signature');
        return response;
      };
      expect(await alteredBy(unsigned)).toEqual(refused('outcome-unknown'));
    });

    test('a refusal too: what was refused may have been done, if it is not the bank that says so', async () => {
      const consentKey = randomUUID();
      const { adapter } = harnessOf().connect();
      await adapter.createPaymentConsent(order(), consentKey);
      expect(await adapter.createPaymentConsent(order(), consentKey)).toEqual(refused('bank-refused'));
      const forged: Between = async (request, send) =>
        consents.test(request.url)
          ? Response.json({ Errors: [{ ErrorCode: 'U002' }] }, { status: 400, headers: request.headers })
          : send();
      expect(await alteredBy(forged)).toEqual(refused('outcome-unknown'));
    });

    test('only in answer to this very request', async () => {
      const without: Between = async (_request, send) => {
        const response = await send();
        response.headers.delete('x-fapi-interaction-id');
        return response;
      };
      expect(await alteredBy(without)).toEqual(refused('outcome-unknown'));
    });

    test('only of the order that was asked for, signed or not', async () => {
      const { adapter } = harnessOf().connect({ between: replaying(consents) });
      const first = order();
      const consent = await adapter.createPaymentConsent(first, randomUUID());
      expect(consent.ok).toBe(true);
      expect(await adapter.createPaymentConsent(first, randomUUID())).toEqual(consent);
      for (const other of [
        order(),
        { ...first, amount: { minor: 1010n, currency: 'GBP' } },
        { ...first, creditor: { ...first.creditor, identification: '20451470872490' } },
        { ...first, isOwnTransfer: true },
      ])
        expect(await adapter.createPaymentConsent(other, randomUUID())).toEqual(refused('outcome-unknown'));
      const consentId = consent.ok ? consent.value : '';
      expect(await adapter.readPaymentConsent(consentId, 'payment')).toEqual({ ok: true, value: 'awaiting' });
      expect(await adapter.readPaymentConsent('pc-other', 'payment')).toEqual(refused('bank-unavailable'));
    });

    test('only of the payment that was sent, signed or not', async () => {
      const connected = harnessOf().connect({ between: replaying(/\/pisp\/domestic-payments/) });
      const { adapter } = connected;
      const approve = () => approved(connected, harnessOf().bank.url);
      const [first, second] = [await approve(), await approve()];
      const made = await adapter.submitPayment(first);
      expect(made.ok).toBe(true);
      expect(await adapter.submitPayment(first)).toEqual(made);
      expect(await adapter.submitPayment(second)).toEqual(refused('outcome-unknown'));
      expect((await adapter.readPayment(made.ok ? made.value.id : '', 'payment')).ok).toBe(true);
      expect(await adapter.readPayment('dp-other', 'payment')).toEqual(refused('bank-unavailable'));
    });
  });
}
