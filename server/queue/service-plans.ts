import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MOST_WAITING, ServicePlan } from '../../shared/branch-service.ts';
import { ServiceLanguage, Topic } from '../../shared/queue.ts';

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

const ALWAYS: [string, string][] = [['00:00', '24:00']];

/** Of a branch that says nothing of it: it never closes, and whoever may serve serves everything. */
const BY_DEFAULT: ServicePlan = {
  timeZone: 'UTC',
  week: [ALWAYS, ALWAYS, ALWAYS, ALWAYS, ALWAYS, ALWAYS, ALWAYS],
  holidays: [],
  handlingMinutes: { payments: 8, accounts: 10, cards: 7, loans: 18, fraud: 15, other: 9 },
  headStartMinutes: { topics: { fraud: 60 }, needsHelp: 15, appointment: 45 },
  staff: [],
  everyoneElse: { topics: [...Topic.options], languages: [...ServiceLanguage.options] },
  noShow: { afterSeconds: 60, returnMinutes: 30 },
  capacity: MOST_WAITING,
  serviceLevel: { percent: 80, withinMinutes: 10 },
  appointments: { slotMinutes: 30, perSlot: 2, daysAhead: 14 },
};

/** Reads `service.json` beside each branch's plan, where there is one. Throws with file and field where it is not a plan. */
export function loadServicePlans(branches: {
  readonly all: readonly { readonly id: string }[];
  folderOf(branchId: string): string | undefined;
}): ServicePlans {
  return createServicePlans(new Map(branches.all.map(({ id }) => [id, planIn(branches.folderOf(id))])));
}

function planIn(folder: string | undefined): ServicePlan {
  const file = folder && join(folder, 'service.json');
  return file && existsSync(file) ? readPlan(file) : BY_DEFAULT;
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
