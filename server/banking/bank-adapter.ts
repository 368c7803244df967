import type { JWK } from 'jose';
import type { Money } from '../../shared/money.ts';
import type { Schedule } from '../../shared/payment.ts';
import type { Result } from '../../shared/result.ts';
import type { BankAccess } from '../identity/bank-tokens.ts';

/** A read that gave nothing. It may be repeated. */
export type ReadError = 'bank-unavailable' | 'bank-sign-in-required' | 'account-unknown' | 'account-forbidden';

/**
 * A write that did not succeed.
 * - `outcome-unknown`: the request may have reached the bank. It may only be repeated with the same key and body.
 * - `bank-refused`: the bank answered that it did not do it, and will not.
 */
export type WriteError = 'outcome-unknown' | 'bank-refused';

export interface BankAccount {
  readonly id: string;
  readonly name: string;
  /** Scheme of `identification`, e.g. `UK.OBIE.SortCodeAccountNumber`. */
  readonly scheme: string;
  readonly identification: string;
  readonly currency: string;
  readonly available: Money;
  readonly booked: Money;
  /** The older of when the bank says these figures were true and when it told us. */
  readonly asOf: Date;
}

export interface BankTransaction {
  readonly id: string;
  readonly bookedAt: Date;
  /** Signed: negative left the account. */
  readonly amount: Money;
  readonly counterparty: string;
  readonly reference: string | null;
}

/** Someone the customer has saved at the bank. */
export interface BankBeneficiary {
  readonly id: string;
  readonly name: string;
  readonly scheme: string;
  readonly identification: string;
}

/** What a bank makes of an order: money now, money on a day, or money again and again. Each has consents and ids of its own. */
export type OrderKind = 'payment' | 'scheduled-payment' | 'standing-order';

export function orderKindOf({ kind }: Schedule): OrderKind {
  return ({ now: 'payment', once: 'scheduled-payment', repeat: 'standing-order' } as const)[kind];
}

/** What is to be paid; equal in the consent, on the customer's phone and in the payment. */
export interface PaymentOrder {
  /** Ours, at most 35 characters; the bank shows it as end-to-end identification. */
  readonly reference: string;
  readonly endToEndId: string;
  readonly debtor: { readonly scheme: string; readonly identification: string };
  readonly creditor: { readonly scheme: string; readonly identification: string; readonly name: string };
  readonly amount: Money;
  readonly schedule: Schedule;
  /** From one account of the customer to another. */
  readonly isOwnTransfer: boolean;
}

export interface ApprovalRequest {
  /** `auth_req_id`: a secret, good for one token. */
  readonly requestId: string;
  readonly expiresAt: Date;
  /** Private JWK that the token will be bound to; null where it is the client certificate. */
  readonly dpopKey: JWK | null;
}

/** The customer's approval of one consent, as a token. */
export interface PaymentGrant extends BankAccess {
  readonly subject: string;
  readonly consentId: string;
}

export type ApprovalPoll =
  | 'approval-pending'
  | 'approval-denied'
  | 'approval-expired'
  | 'approval-lost'
  | 'bank-unavailable';

export type ConsentStatus = 'awaiting' | 'authorised' | 'consumed' | 'rejected';

/**
 * `accepted` comes before `booked`; only `booked`, `rejected` and `cancelled` are final. `scheduled`: the bank has taken the
 * order and will pay on its day.
 */
export interface BankPayment {
  readonly id: string;
  readonly status: 'accepted' | 'scheduled' | 'booked' | 'rejected' | 'cancelled';
}

export type NameCheck =
  | { readonly outcome: 'match' | 'no-match' | 'unavailable' }
  | { readonly outcome: 'close-match'; readonly actualName: string };

/** What some banks can do and the standard has no endpoint for. What is absent is not offered to anyone. */
export interface BankCapabilities {
  /** Whose account a phone number pays. The name is as much of it as a stranger may see. */
  readonly resolveAlias?: (
    phone: string,
  ) => Promise<
    Result<{ readonly identification: string; readonly name: string }, 'alias-unknown' | 'bank-unavailable'>
  >;
  /** Confirmation of payee. */
  readonly confirmPayee?: (payee: {
    readonly identification: string;
    readonly name: string;
  }) => Promise<Result<NameCheck, 'bank-unavailable'>>;
  /** Takes back a consent that no payment was made from, approved or not: nobody can use it from then on. Repeatable. */
  readonly withdrawConsent?: (
    consentId: string,
    kind: OrderKind,
  ) => Promise<Result<'withdrawn', 'already-consumed' | 'bank-unavailable'>>;
  /** Stops a scheduled payment or a standing order. Repeatable. */
  readonly cancelOrder?: (
    bankPaymentId: string,
    kind: OrderKind,
  ) => Promise<Result<'cancelled', 'too-late' | 'bank-unavailable'>>;
  readonly beneficiaryBook?: {
    /** The same account again answers the one that is there. */
    save(
      access: BankAccess,
      accountId: string,
      payee: { readonly name: string; readonly identification: string },
    ): Promise<Result<BankBeneficiary, ReadError>>;
    remove(access: BankAccess, beneficiaryId: string): Promise<Result<'removed', ReadError | 'beneficiary-unknown'>>;
  };
}

/**
 * The port to a bank: how the branch asks, shows and forwards. Every implementation passes the same contract. Nothing
 * here retries: what may be repeated, and when, is the payment's story and not the wire's.
 */
export interface BankAdapter {
  readonly capabilities: BankCapabilities;
  /** Asks for an account access consent that the customer will authorise by signing in; answers its id. */
  createAccountConsent(): Promise<Result<string, 'bank-unavailable'>>;
  listAccounts(access: BankAccess): Promise<Result<readonly BankAccount[], ReadError>>;
  readAccount(access: BankAccess, accountId: string): Promise<Result<BankAccount, ReadError>>;
  /** Newest first. */
  listTransactions(access: BankAccess, accountId: string): Promise<Result<readonly BankTransaction[], ReadError>>;
  /** Of all the customer's accounts, by name. */
  listBeneficiaries(access: BankAccess): Promise<Result<readonly BankBeneficiary[], ReadError>>;

  /** `key` makes it repeatable for 24 hours. Answers the consent's id. */
  createPaymentConsent(order: PaymentOrder, key: string): Promise<Result<string, WriteError>>;
  /** Asks the customer on their phone. At most once for a consent; `not-asked`: the bank surely did not take this for once. */
  requestApproval(request: {
    readonly consentId: string;
    readonly customerSubject: string;
    readonly bindingCode: string;
  }): Promise<Result<ApprovalRequest, WriteError | 'not-asked'>>;
  readApproval(request: ApprovalRequest): Promise<Result<PaymentGrant, ApprovalPoll>>;
  /** The exact text that {@link submitPayment} will send, to be stored before it is sent. */
  paymentBody(order: PaymentOrder, consentId: string): string;
  /** `approval-lost`: the bank no longer takes this grant, and made no payment for this call. */
  submitPayment(submission: {
    readonly kind: OrderKind;
    readonly body: string;
    readonly key: string;
    readonly grant: PaymentGrant;
  }): Promise<Result<BankPayment, WriteError | 'approval-lost'>>;

  readPaymentConsent(consentId: string, kind: OrderKind): Promise<Result<ConsentStatus, 'bank-unavailable'>>;
  readPayment(bankPaymentId: string, kind: OrderKind): Promise<Result<BankPayment, 'bank-unavailable'>>;
}
