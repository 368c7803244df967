import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { schemeOf } from '../../shared/account-number.ts';
import type { Schedule } from '../../shared/payment.ts';
import type { Result } from '../../shared/result.ts';
import type { BankAccess } from '../identity/bank-tokens.ts';
import {
  type BankAccount,
  type BankAdapter,
  type BankPayment,
  orderKindOf,
  type PaymentGrant,
  type PaymentOrder,
} from './bank-adapter.ts';

/** A customer of the bank who is signed in and has a phone at hand. */
export interface ContractCustomer {
  readonly subject: string;
  readonly access: BankAccess;
  decide(consentId: string, decision: 'approve' | 'deny'): Promise<void>;
}

/** A bank to hold an adapter against. Both customers keep accounts there, in one currency, with money on them. */
export interface ContractBank {
  readonly adapter: BankAdapter;
  /** To the same bank, by a configuration that names no API beside the standard's. */
  readonly standardOnly: BankAdapter;
  readonly payer: ContractCustomer;
  readonly stranger: ContractCustomer;
  /** Keeps two accounts in another currency than these, and money on the first. */
  readonly abroad: ContractCustomer;
  /** The stranger as the bank knows them, one letter off, and by phone. */
  readonly payee: { readonly name: string; readonly nearly: string; readonly phone: string };
  /** Runs work as if so much time had passed, for the bank and for us. */
  whenTimeHasPassed<T>(ms: number, work: () => Promise<T>): Promise<T>;
}

const DAY_MS = 24 * 60 * 60_000;
const APPROVAL_IS_OVER_MS = 20 * 60_000;
const dayFromNow = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
const NOW: Schedule = { kind: 'now' };

/** What every bank adapter promises ({@link BankAdapter}), as tests. */
export function describeBankAdapter(name: string, open: () => Promise<ContractBank>): void {
  describe(name, () => {
    let bank: ContractBank;
    let debtor: BankAccount;
    let savings: BankAccount;
    let creditor: BankAccount;
    beforeAll(async () => {
      bank = await open();
      const [own, others] = [await accountsOf(bank.payer), await accountsOf(bank.stranger)];
      [debtor, savings, creditor] = [own[0], own[1], others[0]] as [BankAccount, BankAccount, BankAccount];
    }, 60_000);

    const accountsOf = async ({ access }: ContractCustomer) => must(await bank.adapter.listAccounts(access));

    function order(schedule: Schedule = NOW, minor = 101n): PaymentOrder {
      const party = ({ scheme, identification }: BankAccount) => ({ scheme, identification });
      return {
        reference: 'Contract',
        endToEndId: randomUUID().replaceAll('-', ''),
        debtor: party(debtor),
        creditor: { ...party(creditor), name: bank.payee.name },
        amount: { minor, currency: debtor.currency },
        schedule,
        isOwnTransfer: false,
      };
    }
    const newKey = () => randomUUID();
    const consentTo = async (asked: PaymentOrder) => must(await bank.adapter.createPaymentConsent(asked, newKey()));
    const askFor = async (consentId: string, customerSubject = bank.payer.subject) =>
      bank.adapter.requestApproval({ consentId, customerSubject, bindingCode: 'KX7-204' });

    async function approved(asked: PaymentOrder, by = bank.payer): Promise<PaymentGrant> {
      const consentId = await consentTo(asked);
      const request = must(await askFor(consentId, by.subject));
      await by.decide(consentId, 'approve');
      return must(await bank.adapter.readApproval(request));
    }

    function submit(asked: PaymentOrder, grant: PaymentGrant, key = newKey(), consentId = grant.consentId) {
      const body = bank.adapter.paymentBody(asked, consentId);
      return bank.adapter.submitPayment({ kind: orderKindOf(asked.schedule), body, key, grant });
    }

    async function until(id: string, asked: PaymentOrder, status: BankPayment['status']): Promise<void> {
      await expect
        .poll(async () => bank.adapter.readPayment(id, orderKindOf(asked.schedule)))
        .toEqual({ ok: true, value: { id, status } });
    }

    describe('accounts', () => {
      test("are the customer's own, each with both figures, never fresher than now", async () => {
        const before = Date.now();
        const accounts = await accountsOf(bank.payer);
        expect(accounts.length).toBeGreaterThan(1);
        for (const account of accounts) {
          expect(account).toMatchObject({
            available: { currency: account.currency },
            scheme: schemeOf(account.identification),
          });
          expect(account.asOf.getTime()).toBeGreaterThan(before - 60_000);
          expect(account.asOf.getTime()).toBeLessThanOrEqual(Date.now());
          expect(must(await bank.adapter.readAccount(bank.payer.access, account.id))).toMatchObject({ id: account.id });
        }
        expect(accounts.map(({ id }) => id)).not.toContain(creditor.id);
      });

      test('of someone else are forbidden, unknown ones unknown, and nothing is read without a right to it', async () => {
        const { adapter, payer } = bank;
        const nobody = { ...payer.access, accessToken: `${payer.access.accessToken.slice(0, -4)}AAAA` };
        for (const read of [adapter.readAccount, adapter.listTransactions]) {
          expect((await read(payer.access, debtor.id)).ok).toBe(true);
          expect(await read(payer.access, creditor.id)).toEqual(refused('account-forbidden'));
          expect(await read(payer.access, 'acc-nobody')).toEqual(refused('account-unknown'));
          expect(await read(nobody, debtor.id)).toEqual(refused('bank-sign-in-required'));
        }
        expect(await adapter.listAccounts(nobody)).toEqual(refused('bank-sign-in-required'));
        expect(await adapter.listBeneficiaries(nobody)).toEqual(refused('bank-sign-in-required'));
      });

      test('list at most 50 booked transactions, the newest first, with sign and currency', async () => {
        const transactions = must(await bank.adapter.listTransactions(bank.payer.access, debtor.id));
        expect(transactions.length).toBeGreaterThan(1);
        expect(transactions.length).toBeLessThanOrEqual(50);
        const times = transactions.map(({ bookedAt }) => bookedAt.getTime());
        expect(times).toEqual([...times].sort((a, b) => b - a));
        expect(new Set(transactions.map(({ id }) => id)).size).toBe(transactions.length);
        expect(transactions.some(({ amount }) => amount.minor < 0n)).toBe(true);
        expect(transactions.every(({ amount }) => amount.currency === debtor.currency)).toBe(true);
      });
    });

    describe('a payment', () => {
      test('goes from consent by approval to the books, and consent and payment are made once for each key', async () => {
        const { adapter, payer } = bank;
        const asked = order();
        const [consentKey, key] = [newKey(), newKey()];
        const consentId = must(await adapter.createPaymentConsent(asked, consentKey));
        expect(await adapter.createPaymentConsent(asked, consentKey)).toEqual({ ok: true, value: consentId });
        expect(await adapter.createPaymentConsent({ ...asked, amount: order(NOW, 102n).amount }, consentKey)).toEqual(
          refused('bank-refused'),
        );
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
        const own = { ...order(), creditor: { ...partyOf(savings), name: savings.name }, isOwnTransfer: true };
        const made = must(await submit(own, await approved(own)));
        await until(made.id, own, 'booked');
      }, 30_000);

      test('goes in the currency of its accounts, and in no other', async () => {
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
        const [first, second] = [order(), order()];
        const grant = await approved(first);
        const other = await consentTo(second);
        expect(await submit(second, grant, newKey(), other)).toEqual(refused('approval-lost'));
        expect(await bank.adapter.readPaymentConsent(other, 'payment')).toEqual({ ok: true, value: 'awaiting' });
        expect((await submit(first, grant)).ok).toBe(true);
      }, 30_000);

      test('is granted once for each approval', async () => {
        const consentId = await consentTo(order());
        const request = must(await askFor(consentId));
        await bank.payer.decide(consentId, 'approve');
        expect((await bank.adapter.readApproval(request)).ok).toBe(true);
        expect(await bank.adapter.readApproval(request)).toEqual(refused('approval-lost'));
      }, 30_000);

      test('that the customer denies gets no grant, and its consent is over', async () => {
        const consentId = await consentTo(order());
        const request = must(await askFor(consentId));
        await bank.payer.decide(consentId, 'deny');
        expect(await bank.adapter.readApproval(request)).toEqual(refused('approval-denied'));
        expect(await bank.adapter.readPaymentConsent(consentId, 'payment')).toEqual({ ok: true, value: 'rejected' });
      }, 30_000);

      test('gets no grant once the time to approve is over', async () => {
        const request = must(await askFor(await consentTo(order())));
        expect(await bank.adapter.readApproval(request)).toEqual(refused('approval-pending'));
        const late = await bank.whenTimeHasPassed(APPROVAL_IS_OVER_MS, () => bank.adapter.readApproval(request));
        // A bank may forget a request whose time is over.
        expect(['approval-expired', 'approval-lost']).toContain(late.ok || late.error);
        expect(request.expiresAt.getTime()).toBeLessThan(Date.now() + APPROVAL_IS_OVER_MS);
      });

      test('is put before its payer once, and before nobody else', async () => {
        const consentId = await consentTo(order());
        expect(await askFor(consentId, bank.stranger.subject)).toEqual(refused('bank-refused'));
        expect((await askFor(consentId)).ok).toBe(true);
        expect(await askFor(consentId)).toEqual(refused('bank-refused'));
        expect(await askFor('pc-nobody')).toEqual(refused('bank-refused'));
      });

      test('or consent that the bank does not know is not made up', async () => {
        expect(await bank.adapter.readPayment('dp-nobody', 'payment')).toEqual(refused('bank-unavailable'));
        expect(await bank.adapter.readPaymentConsent('pc-nobody', 'payment')).toEqual(refused('bank-unavailable'));
        const consentId = await consentTo(order());
        expect((await bank.adapter.readPaymentConsent(consentId, 'payment')).ok).toBe(true);
        expect(await bank.adapter.readPaymentConsent(consentId, 'standing-order')).toEqual(refused('bank-unavailable'));
      });
    });

    describe('an order for later', () => {
      test.each([
        ['a scheduled payment', { kind: 'once', on: dayFromNow(10) }],
        ['a weekly standing order', { kind: 'repeat', first: dayFromNow(10), every: 'week', payments: null }],
        ['a monthly standing order', { kind: 'repeat', first: dayFromNow(10), every: 'month', payments: 12 }],
      ] satisfies [string, Schedule][])(
        '%s is taken, and can be stopped before its day',
        async (_name, schedule) => {
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
        const asked = order({ kind: 'once', on: dayFromNow(2) });
        const { id } = must(await submit(asked, await approved(asked)));
        await bank.whenTimeHasPassed(3 * DAY_MS, async () => {
          await until(id, asked, 'booked');
          expect(await bank.adapter.capabilities.cancelOrder?.(id, 'scheduled-payment')).toEqual(refused('too-late'));
        });
      }, 30_000);
    });

    describe('capabilities', () => {
      test('are none where the configuration names no API for them', () => {
        expect(bank.standardOnly.capabilities).toEqual({});
        expect(Object.keys(bank.adapter.capabilities).length).toBeGreaterThan(0);
      });

      test('a consent is withdrawn, approved or not, as often as one likes, and pays nothing then', async () => {
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
        const asked = order();
        const grant = await approved(asked);
        must(await submit(asked, grant));
        expect(await bank.adapter.capabilities.withdrawConsent?.(grant.consentId, 'payment')).toEqual(
          refused('already-consumed'),
        );
      }, 30_000);

      test('a phone number pays whom it is of, named as a stranger may know them', async () => {
        const resolved = must(await defined(bank.adapter.capabilities.resolveAlias)(bank.payee.phone));
        expect(resolved.identification).toBe(creditor.identification);
        expect(resolved.name).not.toBe(bank.payee.name);
        expect(await bank.adapter.capabilities.resolveAlias?.('+447700900999')).toEqual(refused('alias-unknown'));
      });

      test('a payee is confirmed by name', async () => {
        const confirm = async (name: string, identification = creditor.identification) =>
          must(await defined(bank.adapter.capabilities.confirmPayee)({ identification, name }));
        expect(await confirm(bank.payee.name)).toEqual({ outcome: 'match' });
        expect(await confirm(bank.payee.nearly)).toEqual({ outcome: 'close-match', actualName: bank.payee.name });
        expect(await confirm('Someone Else')).toEqual({ outcome: 'no-match' });
        expect(await confirm(bank.payee.name, '10203012345678')).toEqual({ outcome: 'unavailable' });
      });

      test('a payee is saved once, listed, and removed by whose they are', async () => {
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
  });
}

const refused = (error: string) => ({ ok: false, error });
const partyOf = ({ scheme, identification }: BankAccount) => ({ scheme, identification });

function must<T>(result: Result<T, string>): T {
  if (!result.ok) throw new Error(`refused: ${result.error}`);
  return result.value;
}

function defined<T>(capability: T | undefined): T {
  if (capability === undefined) throw new Error('the bank does not offer this');
  return capability;
}
