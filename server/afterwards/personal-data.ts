import type { DataKind, KeptReason } from '../../shared/afterwards.ts';
import type { Database } from '../lib/db.ts';

/** A kind of personal data that goes when it is old. */
export interface AgingData {
  readonly kind: DataKind;
  readonly keptMs: number;
  /**
   * Deletes at most `limit` of what is older than `before` within the transaction, passing over rows that another process has locked;
   * answers how many. Once nothing is left it does nothing.
   */
  sweep(transaction: Database, before: Date, limit: number): Promise<number>;
}

/** What one part of the branch keeps of customers, for who asks what that is, and for who wishes it gone. */
export interface PersonalData {
  /** All of it, in a form that a person can read; by the names under which it stands in the export. */
  collect(customerSubject: string): Promise<Readonly<Record<string, unknown>>>;
  /** Deletes what may go, within the transaction. */
  erase(transaction: Database, customerSubject: string, at: Date): Promise<readonly Removal[]>;
}

/** So many of a kind went, or stayed for a reason. */
export interface Removal {
  readonly kind: DataKind;
  readonly count: number;
  readonly kept?: KeptReason;
}
