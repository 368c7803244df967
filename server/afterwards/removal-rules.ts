import type { DataKind, KeptReason } from '../../shared/afterwards.ts';
import type { Database } from '../lib/db.ts';

/** A kind of personal data that goes when it is old. */
export interface AgingData {
  readonly what: DataKind;
  readonly keptMs: number;
  /**
   * Deletes at most `limit` of what is older than `before` within the transaction, passing over rows that another process has locked;
   * answers how many. Once more does nothing.
   */
  sweep(transaction: Database, before: Date, limit: number): Promise<number>;
}

/** What one part of the branch keeps of customers, for who asks what that is, and for who wishes it gone. */
export interface PersonalData {
  /** All of it, in a form that a person can read; by the name under which it stands in the export. */
  collect(customerSubject: string): Promise<Readonly<Record<string, unknown>>>;
  /** How much would go, and how much stays. */
  count(customerSubject: string): Promise<Removal>;
  /** Deletes what may go, within the transaction. */
  erase(transaction: Database, customerSubject: string): Promise<Removal>;
}

export interface Removal {
  readonly deleted: Partial<Readonly<Record<DataKind, number>>>;
  readonly kept?: Partial<Readonly<Record<DataKind, { readonly count: number; readonly reason: KeptReason }>>>;
}
