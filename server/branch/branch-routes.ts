import { enterBranch, enterBranchAsStaff, listBranches, readBranch } from '../../shared/branch.ts';
import { ok, refuse } from '../../shared/result.ts';
import { type Route, route } from '../lib/route.ts';
import type { BranchPlans } from './branch-plans.ts';
import type { BranchSeats } from './branch-seats.ts';

export function createBranchRoutes({
  plans,
  seats,
}: {
  readonly plans: BranchPlans;
  readonly seats: BranchSeats;
}): Route[] {
  return [
    route(listBranches, async () => ok({ branches: plans.all.map(({ id, name }) => ({ id, name })) })),
    route(readBranch, async ({ params }) => {
      const plan = plans.get(params.branchId);
      return plan ? ok(plan) : refuse('branch-unknown');
    }),
    route(enterBranch, ({ params, body, principal }) =>
      seats.reserve(params.branchId, principal, body.presence, body.meeting),
    ),
    route(enterBranchAsStaff, ({ params, body, principal }) =>
      seats.reserve(params.branchId, principal, body.presence, body.meeting),
    ),
  ];
}
