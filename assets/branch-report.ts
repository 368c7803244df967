import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { BranchPlan } from '../shared/branch.ts';
import { logoProblem } from '../shared/plan/logo-rules.ts';
import { checkPlan } from '../shared/plan/plan-check.ts';
import { problemText } from '../shared/plan/plan-problem.ts';
import { type ModelCost, readModel, readModelCost } from './model-cost.ts';
import { misplacedIn } from './model-places.ts';

/** What there is to say of a branch, and whether it may open. */
export interface BranchReport {
  readonly ok: boolean;
  readonly lines: readonly string[];
}

/**
 * What a place may take of the budgets of a whole view. For one eye, with 50 people in view: 100 draw calls, 350,000
 * triangles; 128 MB of textures; 1.2 MB over the wire before the first step.
 */
const BUDGETS = {
  drawCalls: 100,
  triangles: 350_000,
  textureBytes: 128e6,
  coreBytes: 1.2e6,
} as const;
/**
 * What is there in every branch: bodies and their labels, panels, the letters of signs (their draw calls are counted by the plan), the
 * page with its code and fonts. As the client bench sees it (`docs/bench-client.md`), and room for two open panels; it fails where
 * a page takes more.
 */
export const BESIDE_MODEL = { drawCalls: 12, triangles: 60_000, textureBytes: 36e6, coreBytes: 580e3 } as const;

/** Reads a `branch.json` and what lies beside it. */
export async function reportOn(file: string): Promise<BranchReport> {
  const folder = dirname(file);
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    return { ok: false, lines: [`${file}: ${(error as Error).message}`] };
  }
  const checked = checkPlan(json);
  if (!checked.ok) return { ok: false, lines: checked.problems.map(problemText) };
  const { plan } = checked;
  const wrong = besidesPlan(plan, folder);
  if (wrong.length > 0) return { ok: false, lines: wrong };
  const head = `${plan.id}: ${plan.desks.length} desks, ${plan.zones.length} zones, ${plan.spawns.length} places to appear`;
  const model = join(folder, 'model');
  if (!existsSync(join(model, 'model.json')))
    return {
      ok: true,
      lines: [head, 'no model yet: the branch is shown in its bare shapes (docs/branches.md says how to build one)'],
    };
  const reports = await Promise.all(['day', 'evening'].map((mood) => reportOnMood(plan, model, mood)));
  return { ok: reports.every(({ ok }) => ok), lines: [head, ...reports.flatMap(({ lines }) => lines)] };
}

/** What is wrong with what the plan says of its folder. */
function besidesPlan({ id, brand: { logo } }: BranchPlan, folder: string): string[] {
  const problems: string[] = [];
  const name = basename(join(process.cwd(), folder));
  if (basename(folder) !== id && name !== id) problems.push(`id: must be the folder's name, ${basename(folder)}`);
  if (logo !== undefined) {
    const path = join(folder, logo);
    const problem = existsSync(path) ? logoProblem(logo, readFileSync(path)) : 'is not there';
    if (problem) problems.push(`brand.logo: ${logo} ${problem}`);
  }
  return problems;
}

async function reportOnMood(plan: BranchPlan, folder: string, mood: string): Promise<BranchReport> {
  try {
    const misplaced = misplacedIn(await readModel(folder, `core-${mood}.glb`), plan);
    const cost = await readModelCost(folder, mood);
    const { ok, lines } = costReport(plan, cost, mood);
    if (misplaced.length === 0) return { ok, lines };
    return {
      ok: false,
      lines: [...lines, `  the model was built from another plan: it has ${misplaced.join(', ')} elsewhere`],
    };
  } catch (error) {
    return { ok: false, lines: [`${mood}: ${(error as Error).message}`] };
  }
}

/** Screens, letters and lights that the client draws over a model, each a draw call where all are in view. */
export function signCalls({ desks, kiosks, selfService, boards, displays }: BranchPlan): number {
  return (
    1 +
    desks.length +
    5 * kiosks.length +
    3 * selfService.length +
    (selfService.length > 0 ? 1 : 0) +
    6 * boards.length +
    (displays?.length ?? 0)
  );
}

/** Each figure beside its budget. */
export function costReport(plan: BranchPlan, cost: ModelCost, mood: string): BranchReport {
  const signs = signCalls(plan);
  const figures: [name: string, figure: number, budget: number, words: (figure: number) => string, of: string][] = [
    [
      'draw calls',
      cost.drawCalls + 1 + signs + BESIDE_MODEL.drawCalls,
      BUDGETS.drawCalls,
      String,
      `model ${cost.drawCalls}, city 1, signs ${signs}, people ${BESIDE_MODEL.drawCalls}`,
    ],
    [
      'triangles',
      cost.triangles + BESIDE_MODEL.triangles,
      BUDGETS.triangles,
      thousands,
      `model ${thousands(cost.triangles)}, people and signs ${thousands(BESIDE_MODEL.triangles)}`,
    ],
    [
      'textures',
      cost.textureBytes + BESIDE_MODEL.textureBytes,
      BUDGETS.textureBytes,
      megabytes,
      `${cost.textures} of the model ${megabytes(cost.textureBytes)}, signs and panels ${megabytes(BESIDE_MODEL.textureBytes)}`,
    ],
    [
      'first step',
      cost.core.brotli + BESIDE_MODEL.coreBytes,
      BUDGETS.coreBytes,
      kilobytes,
      `model ${kilobytes(cost.core.brotli)} by brotli (${kilobytes(cost.core.raw)} raw), page ${kilobytes(BESIDE_MODEL.coreBytes)}`,
    ],
  ];
  const lines = figures.map(([name, figure, budget, words, of]) => {
    const verdict = figure > budget ? 'TOO MUCH' : 'ok';
    return `  ${name.padEnd(11)}${words(figure).padStart(9)} of ${words(budget).padEnd(9)}${verdict.padEnd(9)} ${of}`;
  });
  const later = `  ${'later'.padEnd(11)}${kilobytes(cost.rest.brotli).padStart(9)}                       while one walks (${kilobytes(cost.rest.raw)} raw)`;
  return { ok: figures.every(([, figure, budget]) => figure <= budget), lines: [`${mood}:`, ...lines, later] };
}

const thousands = (count: number) => Math.round(count).toLocaleString('en');
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
const kilobytes = (bytes: number) => `${Math.round(bytes / 1000)} kB`;
