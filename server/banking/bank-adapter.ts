import type { JWK } from 'jose';
import type { Money } from '../../shared/money.ts';
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
  /** When the bank said so, by our clock. */
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

/** What is to be paid; equal in the consent, on the customer's phone and in the payment. */
export interface PaymentOrder {
  /** Ours, at most 35 characters; the bank shows it as end-to-end identification. */
  readonly reference: string;
  readonly endToEndId: string;
  readonly debtor: { readonly scheme: string; readonly identification: string };
  readonly creditor: { readonly scheme: string; readonly identification: string; readonly name: string };
  readonly amount: Money;
}

export interface ApprovalRequest {
  /** `auth_req_id`: a secret, good for one token. */
  readonly requestId: string;
  readonly expiresAt: Date;
  /** Private JWK that the token will be bound to. */
  readonly dpopKey: JWK;
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

/** `accepted` comes before `booked`; only `booked` and `rejected` are final. */
export interface BankPayment {
  readonly id: string;
  readonly status: 'accepted' | 'booked' | 'rejected';
}

/**
 * The port to a bank: how the branch asks, shows and forwards. Every implementation passes the same contract. Nothing
 * here retries: what may be repeated, and when, is the payment's story and not the wire's.
 */
export interface BankAdapter {
  /** Asks for an account access consent that the customer will authorise by signing in; answers its id. */
  createAccountConsent(): Promise<Result<string, 'bank-unavailable'>>;
  listAccounts(access: BankAccess): Promise<Result<readonly BankAccount[], ReadError>>;
  readAccount(access: BankAccess, accountId: string): Promise<Result<BankAccount, ReadError>>;
  /** Newest first. */
  listTransactions(access: BankAccess, accountId: string): Promise<Result<readonly BankTransaction[], ReadError>>;

  /** `key` makes it repeatable for 24 hours. Answers the consent's id. */
  createPaymentConsent(order: PaymentOrder, key: string): Promise<Result<string, WriteError>>;
  /** Asks the customer on their phone. At most once for a consent. */
  requestApproval(request: {
    readonly consentId: string;
    readonly customerSubject: string;
    readonly bindingCode: string;
  }): Promise<Result<ApprovalRequest, WriteError>>;
  readApproval(request: ApprovalRequest): Promise<Result<PaymentGrant, ApprovalPoll>>;
  /** The exact text that {@link submitPayment} will send, to be stored before it is sent. */
  paymentBody(order: PaymentOrder, consentId: string): string;
  /** `approval-lost`: the bank no longer takes this grant, and made no payment for this call. */
  submitPayment(submission: {
    readonly body: string;
    readonly key: string;
    readonly grant: PaymentGrant;
  }): Promise<Result<BankPayment, WriteError | 'approval-lost'>>;

  readPaymentConsent(consentId: string): Promise<Result<ConsentStatus, 'bank-unavailable'>>;
  readPayment(bankPaymentId: string): Promise<Result<BankPayment, 'bank-unavailable'>>;
}
