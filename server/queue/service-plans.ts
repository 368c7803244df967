import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ServicePlan } from '../../shared/branch-service.ts';

/** How each branch serves; fixed while the server runs. */
export interface ServicePlans {
  /** Throws for a branch that there is not: who asks has looked. */
  of(branchId: string): ServicePlan;
}

export function createServicePlans(plans: ReadonlyMap<string, ServicePlan>): ServicePlans {
  return {
    of(branchId) {
      const plan = plans.get(branchId);
      if (!plan) throw new Error(`no service plan for ${branchId}`);
      return plan;
    },
  };
}

/** Reads `{folder}/{id}/service.json` of each branch. Throws with file and field where one is not a plan. */
export function loadServicePlans(folder: string, branchIds: readonly string[]): ServicePlans {
  return createServicePlans(new Map(branchIds.map((id) => [id, readPlan(join(folder, id, 'service.json'))])));
}

function readPlan(file: string): ServicePlan {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`);
  }
  const parsed = ServicePlan.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Error(`${file}: ${issue?.path.join('.')}: ${issue?.message}`);
}
