import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { Schedule } from '../../../shared/payment.ts';
import type { Result } from '../../../shared/result.ts';
import type { BankAccess } from '../../identity/bank-tokens.ts';
import {
  type BankAccount,
  type BankAdapter,
  type BankPayment,
  orderKindOf,
  type PaymentGrant,
  type PaymentOrder,
} from '../bank-adapter.ts';

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

const NOW: Schedule = { kind: 'now' };
export const DAY_MS = 24 * 60 * 60_000;

export type ContractTill = Awaited<ReturnType<typeof openTill>>;

/** What the contract's tests do over and over at one bank: order, approve, submit, and wait for the books. */
export async function openTill(bank: ContractBank) {
  const accountsOf = async ({ access }: ContractCustomer) => must(await bank.adapter.listAccounts(access));

  function order(schedule: Schedule = NOW, minor = 101n): PaymentOrder {
    return {
      reference: 'Contract',
      endToEndId: randomUUID().replaceAll('-', ''),
      debtor: partyOf(debtor),
      creditor: { ...partyOf(creditor), name: bank.payee.name },
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

  const [own, others] = [await accountsOf(bank.payer), await accountsOf(bank.stranger)];
  const [debtor, savings, creditor] = [own[0], own[1], others[0]] as [BankAccount, BankAccount, BankAccount];
  return { bank, debtor, savings, creditor, accountsOf, order, newKey, consentTo, askFor, approved, submit, until };
}

export const refused = (error: string) => ({ ok: false, error });
export const partyOf = ({ scheme, identification }: BankAccount) => ({ scheme, identification });

export function must<T>(result: Result<T, string>): T {
  if (!result.ok) throw new Error(`refused: ${result.error}`);
  return result.value;
}

export function defined<T>(capability: T | undefined): T {
  if (capability === undefined) throw new Error('the bank does not offer this');
  return capability;
}
