import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BranchPlan } from '../../shared/branch.ts';
import { isWalkable } from '../../shared/walkable.ts';

/** The branches of this bank, by id; fixed while the server runs. */
export interface BranchPlans {
  readonly all: readonly BranchPlan[];
  get(branchId: string): BranchPlan | undefined;
  has(branchId: string): boolean;
  deskIds(branchId: string): readonly string[];
}

export function createBranchPlans(all: readonly BranchPlan[]): BranchPlans {
  const byId = new Map(all.map((plan) => [plan.id, plan]));
  return {
    all,
    get: (branchId) => byId.get(branchId),
    has: (branchId) => byId.has(branchId),
    deskIds: (branchId) => byId.get(branchId)?.desks.map((desk) => desk.id) ?? [],
  };
}

/** Reads `{folder}/{id}/branch.json` of each branch. Throws with file and field where one is not a plan. */
export function loadBranchPlans(folder: string): BranchPlans {
  const plans = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => readPlan(join(folder, entry.name, 'branch.json'), entry.name));
  if (plans.length === 0) throw new Error(`${folder} holds no branch`);
  return createBranchPlans(plans);
}

function readPlan(file: string, id: string): BranchPlan {
  const parsed = BranchPlan.safeParse(readJson(file));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Error(`${file}: ${issue?.path.join('.')}: ${issue?.message}`);
  }
  const plan = parsed.data;
  if (plan.id !== id) throw new Error(`${file}: id: must be the folder's name, ${id}`);
  const blocked = plan.spawns.findIndex(({ x, z }) => !isWalkable(plan, x, z));
  if (blocked >= 0) throw new Error(`${file}: spawns.${blocked}: nobody can stand there`);
  return plan;
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`);
  }
}
