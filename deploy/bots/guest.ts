import type { z } from 'zod';
import { BranchPlan, enterBranch, readBranch } from '../../shared/branch.ts';
import type { Problem } from '../../shared/endpoint.ts';

/** A seat as the server answers it. */
export type Entered = z.infer<typeof enterBranch.answer>;

/** Someone who has not signed in, over HTTP as any browser: the server knows a guest for one call, so each entry is another person's. */
export function createGuest(branchUrl: string) {
  async function call(method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(branchUrl + path, {
      method,
      headers: { origin: new URL(branchUrl).origin, ...(body && { 'content-type': 'application/json' }) },
      body: body ? JSON.stringify(body) : null,
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${(answer as Problem).code}`);
    return answer;
  }
  const pathOf = (path: string, branchId: string) => path.replace(':branchId', encodeURIComponent(branchId));
  return {
    async plan(branchId: string): Promise<BranchPlan> {
      return BranchPlan.parse(await call(readBranch.method, pathOf(readBranch.path, branchId)));
    },
    /** Throws where the branch does not let one in, with the code. */
    async enter(branchId: string): Promise<Entered> {
      const path = pathOf(enterBranch.path, branchId);
      return enterBranch.answer.parse(await call(enterBranch.method, path, { presence: 'embodied' }));
    },
  };
}
