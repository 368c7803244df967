import { maskAccountNumber } from '../../shared/account-number.ts';
import type { Payee, PayeeChoice } from '../../shared/payment.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { BankAccess, CustomerAccess } from '../identity/bank-tokens.ts';
import type { CustomerPrincipal } from '../lib/principal.ts';
import type { BankAdapter, BankBeneficiary, NameCheck, ReadError } from './bank-adapter.ts';

export interface CheckedPayee {
  readonly payee: Payee;
  readonly confirmation: NameCheck;
}

/** Someone who can be paid. */
export interface ResolvedPayee extends Payee {
  /** Of their account, where the bank tells us: for a customer's own. */
  readonly currency?: string;
}

/** Who can be paid: names and accounts come from the bank wherever the bank knows them, and never from the browser. */
export interface PayeeService {
  /** Who is behind a choice. `payee-unknown`: nobody, or nobody this customer may see. */
  resolve(
    customer: CustomerPrincipal,
    access: BankAccess,
    choice: PayeeChoice,
  ): Promise<Result<ResolvedPayee, ReadError | 'payee-unknown'>>;
  /** The same, with the bank's word on whether the name is the account's. */
  check(customer: CustomerPrincipal, choice: PayeeChoice): Promise<Result<CheckedPayee, ReadError | 'payee-unknown'>>;
  listBeneficiaries(customer: CustomerPrincipal): Promise<Result<readonly BankBeneficiary[], ReadError>>;
  readonly canChangeBeneficiaries: boolean;
  saveBeneficiary(
    customer: CustomerPrincipal,
    accountId: string,
    payee: Payee,
  ): Promise<Result<BankBeneficiary, ReadError | 'beneficiaries-read-only'>>;
  removeBeneficiary(
    customer: CustomerPrincipal,
    beneficiaryId: string,
  ): Promise<Result<unknown, ReadError | 'beneficiary-unknown' | 'beneficiaries-read-only'>>;
}

export interface PayeeServiceDeps {
  readonly bank: BankAdapter;
  readonly access: CustomerAccess;
}

export function createPayeeService({ bank, access }: PayeeServiceDeps): PayeeService {
  const { resolveAlias, confirmPayee, beneficiaryBook } = bank.capabilities;

  async function resolve(
    customer: CustomerPrincipal,
    granted: BankAccess,
    choice: PayeeChoice,
  ): Promise<Result<ResolvedPayee, ReadError | 'payee-unknown'>> {
    switch (choice.kind) {
      case 'account':
        return ok({ name: choice.name, identification: choice.identification });
      case 'own': {
        const account = await bank.readAccount(granted, choice.accountId);
        if (!account.ok) return account;
        const { identification, currency } = account.value;
        return ok({ name: customer.legalName, identification, currency });
      }
      case 'phone': {
        if (!resolveAlias) return refuse('payee-unknown');
        const owner = await resolveAlias(choice.phone);
        if (owner.ok) return owner;
        return refuse(owner.error === 'alias-unknown' ? 'payee-unknown' : owner.error);
      }
      case 'beneficiary': {
        const saved = await bank.listBeneficiaries(granted);
        if (!saved.ok) return saved;
        const found = saved.value.find(({ id }) => id === choice.beneficiaryId);
        return found ? ok({ name: found.name, identification: found.identification }) : refuse('payee-unknown');
      }
    }
  }

  /** Only a name that a person typed or once saved needs the bank's word: the others are the bank's own. */
  async function confirm(choice: PayeeChoice, payee: Payee): Promise<NameCheck> {
    if (choice.kind === 'own' || choice.kind === 'phone') return { outcome: 'match' };
    const checked = await confirmPayee?.(payee);
    return checked?.ok ? checked.value : { outcome: 'unavailable' };
  }

  return {
    resolve,

    async check(customer, choice) {
      const granted = await access.of(customer.sessionId);
      if (!granted.ok) return granted;
      const payee = await resolve(customer, granted.value, choice);
      if (!payee.ok) return payee;
      const confirmation = await confirm(choice, payee.value);
      const { name, identification } = payee.value;
      const shown = choice.kind === 'phone' ? maskAccountNumber(identification) : identification;
      return ok({ payee: { name, identification: shown }, confirmation });
    },

    async listBeneficiaries(customer) {
      const granted = await access.of(customer.sessionId);
      return granted.ok ? bank.listBeneficiaries(granted.value) : granted;
    },

    canChangeBeneficiaries: beneficiaryBook !== undefined,

    async saveBeneficiary(customer, accountId, payee) {
      if (!beneficiaryBook) return refuse('beneficiaries-read-only');
      const granted = await access.of(customer.sessionId);
      return granted.ok ? beneficiaryBook.save(granted.value, accountId, payee) : granted;
    },

    async removeBeneficiary(customer, beneficiaryId) {
      if (!beneficiaryBook) return refuse('beneficiaries-read-only');
      const granted = await access.of(customer.sessionId);
      return granted.ok ? beneficiaryBook.remove(granted.value, beneficiaryId) : granted;
    },
  };
}
