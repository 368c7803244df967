import { describe, expect, test } from 'vitest';
import { type ContractTill, defined, must, refused } from './contract-till.ts';

/** What a bank may offer beside the standard. */
export function describeCapabilities(till: () => ContractTill): void {
  describe('capabilities', () => {
    test('are none where the configuration names no API for them', () => {
      const { bank } = till();
      expect(bank.standardOnly.capabilities).toEqual({});
      expect(Object.keys(bank.adapter.capabilities).length).toBeGreaterThan(0);
    });

    test('a consent is withdrawn, approved or not, as often as one likes, and pays nothing then', async () => {
      const { bank, order, consentTo, approved, submit } = till();
      const { adapter } = bank;
      const asked = order();
      const grant = await approved(asked);
      for (const consentId of [grant.consentId, grant.consentId, await consentTo(order())]) {
        expect(await adapter.capabilities.withdrawConsent?.(consentId, 'payment')).toEqual({
          ok: true,
          value: 'withdrawn',
        });
        expect(await adapter.readPaymentConsent(consentId, 'payment')).toEqual({ ok: true, value: 'rejected' });
      }
      const sent = await submit(asked, grant);
      expect(['bank-refused', 'approval-lost']).toContain(sent.ok || sent.error);
    }, 30_000);

    test('a consent that paid is not withdrawn', async () => {
      const { bank, order, approved, submit } = till();
      const asked = order();
      const grant = await approved(asked);
      must(await submit(asked, grant));
      expect(await bank.adapter.capabilities.withdrawConsent?.(grant.consentId, 'payment')).toEqual(
        refused('already-consumed'),
      );
    }, 30_000);

    test('a phone number pays whom it is of, named as a stranger may know them', async () => {
      const { bank, creditor } = till();
      const resolved = must(await defined(bank.adapter.capabilities.resolveAlias)(bank.payee.phone));
      expect(resolved.identification).toBe(creditor.identification);
      expect(resolved.name).not.toBe(bank.payee.name);
      expect(await bank.adapter.capabilities.resolveAlias?.('+447700900999')).toEqual(refused('alias-unknown'));
    });

    test('a payee is confirmed by name', async () => {
      const { bank, creditor } = till();
      const confirm = async (name: string, identification = creditor.identification) =>
        must(await defined(bank.adapter.capabilities.confirmPayee)({ identification, name }));
      expect(await confirm(bank.payee.name)).toEqual({ outcome: 'match' });
      expect(await confirm(bank.payee.nearly)).toEqual({ outcome: 'close-match', actualName: bank.payee.name });
      expect(await confirm('Someone Else')).toEqual({ outcome: 'no-match' });
      expect(await confirm(bank.payee.name, '10203012345678')).toEqual({ outcome: 'unavailable' });
    });

    test('a payee is saved once, listed, and removed by whose they are', async () => {
      const { bank, debtor, creditor } = till();
      const { adapter, payer, stranger } = bank;
      const { save, remove } = defined(adapter.capabilities.beneficiaryBook);
      const payee = { name: 'Willow Books', identification: '10203012345678' };
      const saved = must(await save(payer.access, debtor.id, payee));
      expect(must(await save(payer.access, debtor.id, payee)).id).toBe(saved.id);
      expect(await save(payer.access, creditor.id, payee)).toEqual(refused('account-forbidden'));
      const names = must(await adapter.listBeneficiaries(payer.access)).map(({ name }) => name);
      expect(names).toContain(payee.name);
      expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
      expect(must(await adapter.listBeneficiaries(stranger.access))).not.toContainEqual(saved);
      expect(await remove(stranger.access, saved.id)).toEqual(refused('beneficiary-unknown'));
      expect(await remove(payer.access, saved.id)).toEqual({ ok: true, value: 'removed' });
      expect(await remove(payer.access, saved.id)).toEqual(refused('beneficiary-unknown'));
      expect(must(await adapter.listBeneficiaries(payer.access))).not.toContainEqual(saved);
    });
  });
}
