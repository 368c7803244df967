import type { Trend } from '../../faults/trend.ts';
import type { Figure } from '../bench-report.ts';
import type { Allocation } from './allocation.ts';
import { CROWD } from './crowd.ts';
import type { SceneCost } from './scene-figures.ts';
import { percentile } from './script-time.ts';
import type { Walk } from './walking.ts';
import type { Wire } from './wire.ts';

/** What the issue allows. kB are 1000 bytes, MB are 2^20. */
export const BUDGET = {
  drawCalls: 100,
  triangles: 350_000,
  textureMb: 128,
  /** What `npm run branch:check` takes to be there beside the flagship's model (`assets/branch-report.ts`). */
  drawCallsBesideModel: 41,
  trianglesBesideModel: 60_000,
  scriptMs: 4,
  walkableKb: 1200,
  scriptKb: 450,
  flatKb: 150,
  allocatedBytes: 0,
  /** What CI holds it to, where it was 26 on a quiet machine: one fraction for each of fifty bodies would be 600. */
  allocatedBytesInCheck: 200,
  /** What ten minutes' walking must certainly not exceed, of the heap in all and of what the page holds: less than a kilobyte a second would be seen only after hours. */
  growthKbPerMinute: 10,
  /** What is seen for the first time is counted then; what leaks, leaks with every step. */
  moreOnGpu: 4,
} as const;

export function wireFigures(locale: string, walkable: Wire, flat: Wire, customersFlat: Wire): readonly Figure[] {
  const kb = (figure: string, bytes: number, atMost: number): Figure => ({
    figure: `${locale}: ${figure}`,
    value: bytes / 1000,
    unit: 'kB',
    goal: { atMost },
  });
  return [
    kb('over the wire until the first walkable frame', walkable.total, BUDGET.walkableKb),
    kb('of that, JavaScript', walkable.script, BUDGET.scriptKb),
    kb('over the wire for the flat page of a guest', flat.total, BUDGET.flatKb),
    kb('over the wire for the flat page of a customer', customersFlat.total, BUDGET.flatKb),
  ];
}

export function sceneFigures(where: string, cost: SceneCost): readonly Figure[] {
  const most = (figure: string, value: number, unit: string, atMost: number): Figure => ({
    figure: `${where}: ${figure}`,
    value,
    unit,
    goal: { atMost },
  });
  return [
    { figure: `${where}: avatars in view`, value: cost.avatarsInView, unit: '', goal: { atLeast: CROWD } },
    most('draw calls for one eye', cost.drawCalls, '', BUDGET.drawCalls),
    most('triangles for one eye', cost.triangles, '', BUDGET.triangles),
    most('textures on the GPU', cost.textureBytes / 2 ** 20, 'MB', BUDGET.textureMb),
    most('dynamic shadow passes', cost.shadows, '', 0),
  ];
}

export function besideModelFigures(where: string, cost: SceneCost): readonly Figure[] {
  return [
    {
      figure: `${where}: draw calls beside the model`,
      value: cost.drawCalls,
      unit: '',
      goal: { atMost: BUDGET.drawCallsBesideModel },
    },
    {
      figure: `${where}: triangles beside the model`,
      value: cost.triangles,
      unit: '',
      goal: { atMost: BUDGET.trianglesBesideModel },
    },
  ];
}

export function scriptFigures(full: readonly number[], empty: readonly number[]): readonly Figure[] {
  const [p95, emptyP95] = [percentile(full, 0.95), percentile(empty, 0.95)];
  const goal = { atMost: BUDGET.scriptMs };
  return [
    { figure: 'script a frame, median', value: percentile(full, 0.5), unit: 'ms' },
    { figure: 'script a frame, p95', value: p95, unit: 'ms' },
    { figure: 'script a frame of the empty scene, p95', value: emptyP95, unit: 'ms' },
    { figure: 'script a frame, p95 over the empty scene', value: p95 - emptyP95, unit: 'ms', goal },
  ];
}

export function allocationFigures(
  where: string,
  { own, ownBetween, others }: Allocation,
  atMost: number = BUDGET.allocatedBytes,
): readonly Figure[] {
  const goal = { atMost };
  return [
    { figure: `${where}: allocated by our code in a frame`, value: own, unit: 'B', goal },
    { figure: `${where}: allocated by our code between two frames`, value: ownBetween, unit: 'B' },
    { figure: `${where}: allocated by libraries and the browser, a frame`, value: others, unit: 'B' },
  ];
}

export function walkingFigures(where: string, { heap, code, held, more, walkedIn }: Walk): readonly Figure[] {
  const onGpu = { atMost: BUDGET.moreOnGpu };
  const goal = { atMost: BUDGET.growthKbPerMinute };
  const figure = (what: string) => `${where}: ${what} while walking`;
  const walkedInFigure = (what: string, value: number): Figure => ({
    figure: `${where}: ${what} while it was walked in, ${walkedIn.frames} frames`,
    value,
    unit: 'kB',
  });
  return [
    walkedInFigure('heap larger', walkedIn.heap),
    walkedInFigure('V8’s code larger', walkedIn.code),
    { figure: figure('heap growth'), value: heap.slope, unit: 'kB/min' },
    { figure: `${figure('heap growth')}, certain`, value: certain(heap), unit: 'kB/min', goal },
    { figure: `${figure('heap growth')}, of that V8’s code`, value: code.slope, unit: 'kB/min' },
    { figure: figure('growth of what the page holds'), value: held.slope, unit: 'kB/min' },
    {
      figure: `${figure('growth of what the page holds')}, certain`,
      value: certain(held),
      unit: 'kB/min',
      goal,
    },
    { figure: figure('more textures'), value: more.textures, unit: '', goal: onGpu },
    { figure: figure('more geometries'), value: more.geometries, unit: '', goal: onGpu },
    { figure: figure('more listeners'), value: more.listeners, unit: '', goal: { atMost: 0 } },
    { figure: figure('more nodes of the page'), value: more.nodes, unit: '' },
  ];
}

/** Of a walk where V8's last two compilers are off. */
export function uncompiledFigures(where: string, { heap }: Walk): readonly Figure[] {
  const figure = `${where}: heap growth while walking, V8 compiling little`;
  const goal = { atMost: BUDGET.growthKbPerMinute };
  return [
    { figure, value: heap.slope, unit: 'kB/min' },
    { figure: `${figure}, certain`, value: certain(heap), unit: 'kB/min', goal },
  ];
}

/** Growth that is there for certain: by the end of its confidence that is nearer to nothing. */
function certain({ slope, confidence }: Trend): number {
  return Math.max(slope - confidence, 0);
}
