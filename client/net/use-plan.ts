import { useMemo } from 'react';
import { type BranchPlan, listBranches, readBranch } from '../../shared/branch.ts';
import type { CallError } from './api.ts';
import { type Read, useRead } from './use-read.ts';

type PlanError = CallError<(typeof readBranch)['errors']>;

/** The plan of the branch that the page is about: the one named by `?branch=`, or the first there is. */
export function usePlan(): Read<BranchPlan, PlanError> {
  const asked = useMemo(() => new URLSearchParams(location.search).get('branch'), []);
  const list = useRead(listBranches, { key: ['branches'], enabled: asked === null });
  const branchId = asked ?? list.value?.branches[0]?.id;
  const plan = usePlanOf(branchId ?? '', branchId !== undefined);
  return { value: plan.value, error: list.error ?? plan.error };
}

/** Names a desk as its branch's signs do, in a language; empty while the plan is not known. */
export function useDeskLabel(branchId: string): (deskId: string, language: 'en' | 'ru') => string {
  const { value } = usePlanOf(branchId, true);
  return (deskId, language) => value?.desks.find(({ id }) => id === deskId)?.label[language] ?? '';
}

function usePlanOf(branchId: string, enabled: boolean): Read<BranchPlan, PlanError> {
  return useRead(readBranch, { key: ['plan', branchId], params: { branchId }, enabled });
}
