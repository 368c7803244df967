import { describe, expect, test } from 'vitest';
import type { BankAccount } from '../bank-adapter.ts';
import { type ContractTill, must, partyOf, refused } from './contract-till.ts';

const APPROVAL_IS_OVER_MS = 20 * 60_000;

/** How a payment is consented to, approved and made. */
export function describePayment(till: () => ContractTill): void {
  describe('a payment', () => {
    test('goes from consent by approval to the books, and consent and payment are made once for each key', async () => {
      const { bank, debtor, savings, order, newKey, askFor, submit, until } = till();
      const { adapter, payer } = bank;
      const asked = order();
      const [consentKey, key] = [newKey(), newKey()];
      const consentId = must(await adapter.createPaymentConsent(asked, consentKey));
      expect(await adapter.createPaymentConsent(asked, consentKey)).toEqual({ ok: true, value: consentId });
      expect(
        await adapter.createPaymentConsent({ ...asked, amount: order(undefined, 102n).amount }, consentKey),
      ).toEqual(refused('bank-refused'));
      expect(await adapter.readPaymentConsent(consentId, 'payment')).toEqual({ ok: true, value: 'awaiting' });
      const request = must(await askFor(consentId));
      expect(await adapter.readApproval(request)).toEqual(refused('approval-pending'));
      await payer.decide(consentId, 'approve');
      const grant = must(await adapter.readApproval(request));
      expect(grant).toMatchObject({ subject: payer.subject, consentId });
      expect(await adapter.readPaymentConsent(consentId, 'payment')).toEqual({ ok: true, value: 'authorised' });

      const changed = { ...asked, creditor: { ...asked.creditor, identification: savings.identification } };
      expect(await submit(changed, grant)).toEqual(refused('bank-refused'));
      const made = must(await submit(asked, grant, key));
      expect(['accepted', 'booked']).toContain(made.status);
      expect(must(await submit(asked, grant, key)).id).toBe(made.id);
      expect(await submit(changed, grant, key)).toEqual(refused('bank-refused'));
      expect(await submit(asked, grant)).toEqual(refused('bank-refused'));
      await until(made.id, asked, 'booked');
      expect(await adapter.readPaymentConsent(consentId, 'payment')).toEqual({ ok: true, value: 'consumed' });
      const [newest] = must(await adapter.listTransactions(payer.access, debtor.id));
      expect(newest).toMatchObject({ amount: { minor: -101n, currency: debtor.currency } });
    }, 30_000);

    test('goes between accounts of one customer', async () => {
      const { savings, approved, submit, until, order } = till();
      const own = { ...order(), creditor: { ...partyOf(savings), name: savings.name }, isOwnTransfer: true };
      const made = must(await submit(own, await approved(own)));
      await until(made.id, own, 'booked');
    }, 30_000);

    test('goes in the currency of its accounts, and in no other', async () => {
      const { bank, debtor, accountsOf, newKey, approved, submit, until, order } = till();
      const [from, to] = (await accountsOf(bank.abroad)) as [BankAccount, BankAccount];
      expect(from.currency).not.toBe(debtor.currency);
      const own = {
        ...order(),
        debtor: partyOf(from),
        creditor: { ...partyOf(to), name: to.name },
        amount: { minor: 1234n, currency: from.currency },
        isOwnTransfer: true,
      };
      const made = must(await submit(own, await approved(own, bank.abroad)));
      await until(made.id, own, 'booked');
      const [newest] = must(await bank.adapter.listTransactions(bank.abroad.access, from.id));
      expect(newest?.amount).toEqual({ minor: -1234n, currency: from.currency });
      const mixed = { ...own, amount: { minor: 1234n, currency: debtor.currency } };
      expect(await bank.adapter.createPaymentConsent(mixed, newKey())).toEqual(refused('bank-refused'));
    }, 30_000);

    test('is not made by a grant for another consent', async () => {
      const { bank, order, newKey, consentTo, approved, submit } = till();
      const [first, second] = [order(), order()];
      const grant = await approved(first);
      const other = await consentTo(second);
      expect(await submit(second, grant, newKey(), other)).toEqual(refused('approval-lost'));
      expect(await bank.adapter.readPaymentConsent(other, 'payment')).toEqual({ ok: true, value: 'awaiting' });
      expect((await submit(first, grant)).ok).toBe(true);
    }, 30_000);

    test('is granted once for each approval', async () => {
      const { bank, order, consentTo, askFor } = till();
      const consentId = await consentTo(order());
      const request = must(await askFor(consentId));
      await bank.payer.decide(consentId, 'approve');
      expect((await bank.adapter.readApproval(request)).ok).toBe(true);
      expect(await bank.adapter.readApproval(request)).toEqual(refused('approval-lost'));
    }, 30_000);

    test('that the customer denies gets no grant, and its consent is over', async () => {
      const { bank, order, consentTo, askFor } = till();
      const consentId = await consentTo(order());
      const request = must(await askFor(consentId));
      await bank.payer.decide(consentId, 'deny');
      expect(await bank.adapter.readApproval(request)).toEqual(refused('approval-denied'));
      expect(await bank.adapter.readPaymentConsent(consentId, 'payment')).toEqual({ ok: true, value: 'rejected' });
    }, 30_000);

    test('gets no grant once the time to approve is over', async () => {
      const { bank, order, consentTo, askFor } = till();
      const request = must(await askFor(await consentTo(order())));
      expect(await bank.adapter.readApproval(request)).toEqual(refused('approval-pending'));
      const late = await bank.whenTimeHasPassed(APPROVAL_IS_OVER_MS, () => bank.adapter.readApproval(request));
      // A bank may forget a request whose time is over.
      expect(['approval-expired', 'approval-lost']).toContain(late.ok || late.error);
      expect(request.expiresAt.getTime()).toBeLessThan(Date.now() + APPROVAL_IS_OVER_MS);
    });

    test('is put before its payer once, and before nobody else', async () => {
      const { bank, order, consentTo, askFor } = till();
      const consentId = await consentTo(order());
      expect(await askFor(consentId, bank.stranger.subject)).toEqual(refused('bank-refused'));
      expect((await askFor(consentId)).ok).toBe(true);
      expect(await askFor(consentId)).toEqual(refused('bank-refused'));
      expect(await askFor('pc-nobody')).toEqual(refused('bank-refused'));
    });

    test('or consent that the bank does not know is not made up', async () => {
      const { bank, order, consentTo } = till();
      expect(await bank.adapter.readPayment('dp-nobody', 'payment')).toEqual(refused('bank-unavailable'));
      expect(await bank.adapter.readPaymentConsent('pc-nobody', 'payment')).toEqual(refused('bank-unavailable'));
      const consentId = await consentTo(order());
      expect((await bank.adapter.readPaymentConsent(consentId, 'payment')).ok).toBe(true);
      expect(await bank.adapter.readPaymentConsent(consentId, 'standing-order')).toEqual(refused('bank-unavailable'));
    });
  });
}
