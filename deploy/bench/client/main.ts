import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { makePlace, removePlace, startAtrium } from '../../atrium-process.ts';
import { launchBrowser } from '../../browser.ts';
import { frames } from '../../e2e/headset.ts';
import { type Figure, reportFigures } from '../bench-report.ts';
import { type Allocation, measureAllocation } from './allocation.ts';
import { CROWD, fillHall } from './crowd.ts';
import { readScene } from './scene-figures.ts';
import { measureScriptTime, percentile } from './script-time.ts';
import { enterBranch, type Visitor } from './visitor.ts';
import { walkAbout } from './walking.ts';
import { type Wire, wireOfFlatPage, wireUntilWalkable } from './wire.ts';

/**
 * `npm run bench:client`: what the flagship with fifty people in view costs a visitor's machine and network, each figure beside its
 * budget. `--check` measures only what is the same on every machine, and is for CI; `--minutes` is how long it walks.
 */
const { values } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    minutes: { type: 'string', default: '10' },
    frames: { type: 'string', default: '300' },
    verbose: { type: 'boolean', default: false },
  },
});

const BRANCH = 'flagship';
const BUDGET = {
  drawCalls: 100,
  triangles: 350_000,
  textureMb: 128,
  scriptMs: 4,
  wireKb: 1200,
  scriptKb: 450,
  flatKb: 150,
} as const;
/** Where what is drawn counts, and where frames do. */
const PICTURE = { width: 960, height: 540 };
const SMALL = { width: 240, height: 136 };
const HEADSET = { width: 320, height: 160 };

const say = (text: string) => process.stdout.write(`${text}\n`);

async function main(): Promise<boolean> {
  say(
    `client benchmark: ${CROWD} people, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}, node ${process.version}`,
  );
  const place = await makePlace();
  const atrium = await startAtrium(place, { RATE_LIMIT_FACTOR: '1000', BRANCH_CAPACITY: String(CROWD + 5) });
  const browser = await launchBrowser();
  const url = `${atrium.branchUrl}/?branch=${BRANCH}&light=day`;
  const figures: Figure[] = [];
  try {
    figures.push(...(await wireFigures()));
    const visitor = await enterBranch(browser, { url, inHeadset: false, ...(values.check ? SMALL : PICTURE) });
    const empty = values.check ? [] : await measureEmpty(visitor);
    const bots = await fillHall(atrium.branchUrl, BRANCH);
    await everyoneInView(visitor);
    figures.push(...(await sceneFigures(visitor, 'desktop')));
    if (!values.check) figures.push(...(await scriptFigures(visitor, empty)));
    figures.push(...allocationFigures(await warmAllocation(visitor), 'desktop'));
    if (!values.check) figures.push(await walkFigure(visitor));
    await visitor.close();
    const wearer = await enterBranch(browser, { url, inHeadset: true, ...HEADSET });
    await everyoneInView(wearer);
    figures.push(...(await sceneFigures(wearer, 'headset')));
    if (!values.check) figures.push(...allocationFigures(await warmAllocation(wearer), 'headset'));
    await wearer.close();
    await Promise.all(bots.map((bot) => bot.leave()));
  } finally {
    await browser.close();
    await atrium.stop();
    removePlace(place);
  }
  return reportFigures('bench-client', figures);

  async function wireFigures(): Promise<readonly Figure[]> {
    const walkable = await wireUntilWalkable(browser, url, 'ru-RU');
    tell('until the first walkable frame', walkable);
    const flat = await wireOfFlatPage(browser, `${atrium.branchUrl}/flat?branch=${BRANCH}`, 'ru-RU');
    tell('flat page', flat);
    return [
      {
        figure: 'wire, until the first walkable frame',
        value: walkable.total / 1000,
        unit: 'kB',
        goal: { atMost: BUDGET.wireKb },
      },
      {
        figure: 'wire, of that JavaScript',
        value: walkable.script / 1000,
        unit: 'kB',
        goal: { atMost: BUDGET.scriptKb },
      },
      { figure: 'wire, the flat page', value: flat.total / 1000, unit: 'kB', goal: { atMost: BUDGET.flatKb } },
    ];
  }
  /** The same page with nothing in it and nobody: neither place nor people are drawn. */
  async function measureEmpty(visitor: Visitor) {
    const show = (isShown: boolean) =>
      visitor.page.evaluate((shown) => {
        if (window.__atriumProbe?.scene) window.__atriumProbe.scene.visible = shown;
      }, isShown);
    await show(false);
    const times = await measureScriptTime(browser, visitor, Number(values.frames));
    await show(true);
    return times;
  }
  async function scriptFigures(visitor: Visitor, empty: readonly number[]): Promise<readonly Figure[]> {
    await frames(visitor.page, Number(values.frames));
    const full = await measureScriptTime(browser, visitor, Number(values.frames));
    const [p95, emptyP95] = [percentile(full, 0.95), percentile(empty, 0.95)];
    return [
      { figure: 'script a frame, p95', value: p95, unit: 'ms' },
      { figure: 'script a frame, median', value: percentile(full, 0.5), unit: 'ms' },
      { figure: 'script a frame of the empty scene, p95', value: emptyP95, unit: 'ms' },
      {
        figure: 'script a frame, p95 over the empty scene',
        value: p95 - emptyP95,
        unit: 'ms',
        goal: { atMost: BUDGET.scriptMs },
      },
    ];
  }
  async function warmAllocation(visitor: Visitor): Promise<Allocation> {
    // What is compiled has been, and by the better compiler.
    await frames(visitor.page, Number(values.frames));
    return measureAllocation(visitor, Number(values.frames) / 2);
  }
  async function walkFigure(visitor: Visitor): Promise<Figure> {
    const { slope, confidence } = await walkAbout(visitor, Number(values.minutes));
    say(`walking: heap grows by ${slope.toFixed(1)} ± ${confidence.toFixed(1)} kB a minute`);
    return {
      figure: 'heap growth while walking, certain',
      value: Math.max(slope - confidence, 0),
      unit: 'kB/min',
      goal: { atMost: 10 },
    };
  }
}

/** Bots walk to their places first. */
async function everyoneInView(visitor: Visitor): Promise<void> {
  for (let attempt = 0; attempt < 60; attempt++) {
    const { avatarsInView } = await readScene(visitor);
    if (avatarsInView >= CROWD) return;
    await frames(visitor.page, 10);
  }
}

async function sceneFigures(visitor: Visitor, where: string): Promise<readonly Figure[]> {
  const { avatarsInView, drawCalls, triangles, textureBytes, shadows } = await readScene(visitor);
  return [
    { figure: `${where}, avatars in view`, value: avatarsInView, unit: '', goal: { atLeast: CROWD } },
    { figure: `${where}, draw calls for one eye`, value: drawCalls, unit: '', goal: { atMost: BUDGET.drawCalls } },
    { figure: `${where}, triangles for one eye`, value: triangles, unit: '', goal: { atMost: BUDGET.triangles } },
    {
      figure: `${where}, textures on the GPU`,
      value: textureBytes / 2 ** 20,
      unit: 'MB',
      goal: { atMost: BUDGET.textureMb },
    },
    { figure: `${where}, dynamic shadow passes`, value: shadows, unit: '', goal: { atMost: 0 } },
  ];
}

function allocationFigures({ own, ownBetween, others, places }: Allocation, where: string): readonly Figure[] {
  for (const { place, bytes } of places.slice(0, values.verbose ? 60 : 8))
    say(`  ${bytes.toFixed(1).padStart(8)} B a frame  ${place}`);
  return [
    { figure: `${where}, allocated a frame by our code`, value: own, unit: 'B', goal: { atMost: 0 } },
    { figure: `${where}, allocated by our code between frames, a frame`, value: ownBetween, unit: 'B' },
    { figure: `${where}, allocated by libraries, a frame`, value: others, unit: 'B' },
  ];
}

function tell(what: string, { files }: Wire): void {
  if (values.verbose)
    for (const { path, bytes } of files.slice(0, 30))
      say(`  ${(bytes / 1000).toFixed(1).padStart(8)} kB  ${what}: ${path}`);
}

process.exit((await main()) ? 0 : 1);
