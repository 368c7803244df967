import { useCallback, useEffect, useState } from 'react';
import { type BranchPlan, listBranches, readBranch } from '../../shared/branch.ts';
import type { Result } from '../../shared/result.ts';
import { refuse } from '../../shared/result.ts';
import { callEndpoint } from '../net/api.ts';

type PlanError = 'branch-unknown' | 'unreachable';

export type PlanState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: PlanError; readonly retry: () => void }
  | { readonly kind: 'ready'; readonly plan: BranchPlan };

/**
 * Reads the plan of a branch, or of the first one there is where none is named. It is kept for the visit, apart from what
 * is read in a session: signing out must not tear the building down.
 */
export function useBranchPlan(branchId: string | null): PlanState {
  const [answer, setAnswer] = useState<Result<BranchPlan, PlanError> | null>(null);
  const [attempt, setAttempt] = useState(0);
  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt reads again
  useEffect(() => {
    let isStale = false;
    setAnswer(null);
    void readPlan(branchId).then((result) => {
      if (!isStale) setAnswer(result);
    });
    return () => {
      isStale = true;
    };
  }, [branchId, attempt]);
  if (answer === null) return { kind: 'loading' };
  return answer.ok ? { kind: 'ready', plan: answer.value } : { kind: 'failed', error: answer.error, retry };
}

async function readPlan(branchId: string | null): Promise<Result<BranchPlan, PlanError>> {
  const id = branchId ?? (await firstBranchId());
  if (id === null) return refuse('unreachable');
  const answer = await callEndpoint(readBranch, { params: { branchId: id } });
  if (answer.ok) return answer;
  return refuse(answer.error === 'branch-unknown' ? 'branch-unknown' : 'unreachable');
}

async function firstBranchId(): Promise<string | null> {
  const answer = await callEndpoint(listBranches);
  return answer.ok ? (answer.value.branches[0]?.id ?? null) : null;
}
