import type { BranchHours, ServicePlan } from '../../shared/branch-service.ts';
import type { Topic } from '../../shared/queue.ts';

/** What the queue knows of a branch, and no article does. Null: there is no such branch. */
export interface BranchFacts {
  hours(branchId: string): OpenHours | null;
  /** Those of one date of the branch that can still be booked, first one first. */
  slots(branchId: string, date: string, topic: Topic): Promise<FreeSlots | null>;
}

export interface OpenHours {
  readonly plan: Pick<ServicePlan, 'timeZone' | 'week' | 'holidays'>;
  readonly now: Pick<BranchHours, 'isOpen' | 'closesAt' | 'opensAt' | 'holidays'>;
}

export interface FreeSlots {
  readonly timeZone: string;
  readonly slots: readonly { readonly startsAt: string }[];
}
