import { useQuery } from '@tanstack/react-query';
import { type BranchPlan, listBranches, readBranch } from '../../shared/branch.ts';
import { callEndpoint } from '../net/api.ts';

export type PlanState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: 'branch-unknown' | 'unreachable'; readonly retry: () => void }
  | { readonly kind: 'ready'; readonly plan: BranchPlan };

/** Reads the plan of a branch, or of the first one there is where none is named. */
export function useBranchPlan(branchId: string | null): PlanState {
  const query = useQuery({
    queryKey: ['branch-plan', branchId],
    queryFn: async () => {
      const id = branchId ?? (await firstBranchId());
      return id === null ? null : readPlan(id);
    },
    // A plan changes with a release of the branch, not during a visit.
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (query.isPending) return { kind: 'loading' };
  const retry = () => void query.refetch();
  if (query.isError) return { kind: 'failed', error: 'unreachable', retry };
  return query.data ? { kind: 'ready', plan: query.data } : { kind: 'failed', error: 'branch-unknown', retry };
}

async function firstBranchId(): Promise<string | null> {
  const answer = await callEndpoint(listBranches);
  if (!answer.ok) throw new Error(answer.error);
  return answer.value.branches[0]?.id ?? null;
}

async function readPlan(branchId: string): Promise<BranchPlan | null> {
  const answer = await callEndpoint(readBranch, { params: { branchId } });
  if (answer.ok) return answer.value;
  if (answer.error === 'branch-unknown') return null;
  throw new Error(answer.error);
}
