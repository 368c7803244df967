import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BranchPlan } from '../../shared/branch.ts';
import { logoProblem } from '../../shared/plan/logo-rules.ts';
import { checkPlan } from '../../shared/plan/plan-check.ts';
import { problemText } from '../../shared/plan/plan-problem.ts';

/** The branches of this bank, by id; fixed while the server runs. */
export interface BranchPlans {
  /** In the order of their folders; who names no branch comes into the first. */
  readonly all: readonly BranchPlan[];
  get(branchId: string): BranchPlan | undefined;
  has(branchId: string): boolean;
  deskIds(branchId: string): readonly string[];
  /** Where the branch's files are; undefined where there is no such branch, or it has no folder. */
  folderOf(branchId: string): string | undefined;
}

export function createBranchPlans(
  all: readonly BranchPlan[],
  folders: ReadonlyMap<string, string> = new Map(),
): BranchPlans {
  const byId = new Map(all.map((plan) => [plan.id, plan]));
  return {
    all,
    get: (branchId) => byId.get(branchId),
    has: (branchId) => byId.has(branchId),
    deskIds: (branchId) => byId.get(branchId)?.desks.map((desk) => desk.id) ?? [],
    folderOf: (branchId) => folders.get(branchId),
  };
}

/**
 * Reads `{folder}/{id}/branch.json` of each branch in each of the folders. Throws with file and field where one is not a
 * plan, and where two have one id.
 */
export function loadBranchPlans(folders: readonly string[]): BranchPlans {
  const plans: BranchPlan[] = [];
  const folderOf = new Map<string, string>();
  for (const folder of folders) {
    const ids = branchesIn(folder);
    if (ids.length === 0) throw new Error(`${folder} holds no branch`);
    for (const id of ids) {
      const own = join(folder, id);
      const other = folderOf.get(id);
      if (other) throw new Error(`${own} has the name of ${other}: no two branches may have one id`);
      plans.push(readPlan(own, id));
      folderOf.set(id, own);
    }
  }
  return createBranchPlans(plans, folderOf);
}

function branchesIn(folder: string): string[] {
  if (!existsSync(folder)) throw new Error(`there is no folder ${folder}`);
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .toSorted();
}

function readPlan(folder: string, id: string): BranchPlan {
  const file = join(folder, 'branch.json');
  const checked = checkPlan(readJson(file));
  if (!checked.ok) {
    const [first, ...more] = checked.problems;
    const rest = more.length > 0 ? ` (and ${more.length} more; npm run branch:check ${file} tells all)` : '';
    throw new Error(`${file}: ${problemText(first)}${rest}`);
  }
  const { plan } = checked;
  if (plan.id !== id) throw new Error(`${file}: id: must be the folder's name, ${id}`);
  const { logo } = plan.brand;
  if (logo !== undefined) {
    const path = join(folder, logo);
    const wrong = existsSync(path) ? logoProblem(logo, readFileSync(path)) : 'is not there';
    if (wrong) throw new Error(`${file}: brand.logo: ${logo} ${wrong}`);
  }
  return plan;
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`);
  }
}
