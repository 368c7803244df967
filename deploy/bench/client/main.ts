import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { type Atrium, makePlace, removePlace, startAtrium } from '../../atrium-process.ts';
import { launchBrowser } from '../../browser.ts';
import { frames } from '../../e2e/looking-on.ts';
import { type Figure, reportFigures } from '../bench-report.ts';
import { measureAllocation } from './allocation.ts';
import { CROWD, fillHall } from './crowd.ts';
import {
  allocationFigures,
  BUDGET,
  besideModelFigures,
  sceneFigures,
  scriptFigures,
  uncompiledFigures,
  walkingFigures,
  wireFigures,
} from './figures.ts';
import { readBesideModel, readScene, showScene, waitForCrowd } from './scene-figures.ts';
import { measureScriptTime } from './script-time.ts';
import { measureSettled, type Settled } from './settled.ts';
import { seatConsultant } from './staff.ts';
import { enterBranch, type Visitor } from './visitor.ts';
import { type Walk, walkAbout } from './walking.ts';
import { signIn, type Wire, wireOfFlatPage, wireUntilWalkable } from './wire.ts';

/**
 * `npm run bench:client`: what the flagship with fifty people in view costs a visitor's machine and network, each figure beside its
 * budget. `--check` leaves out what takes a quiet machine or long, and is what CI does; `--verbose` names files and lines. The
 * client must be built.
 */
const { values } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
    minutes: { type: 'string', default: '10' },
    frames: { type: 'string', default: '600' },
    /** Frames of walking before growth is measured: half an hour's, at sixty a second. */
    'walk-in': { type: 'string', default: '108000' },
  },
});
/** Before a measurement, for the compiler; and of it. */
const FRAMES = Number(values.frames);
/** A function that runs once a frame is compiled only after some thousand; that it is, `measureSettled` sees. */
const WARM_UP_FRAMES = FRAMES * (values.check ? 2 : 4);
/** The processor draws: a picture with everyone in it takes it a quarter of a second. */
const DRAWN_FRAMES = FRAMES / 4;
/**
 * For CI, which sixty a second would take half a minute, and to walk a branch in. V8 is left as visitors have it: made to compile sooner, it knows
 * less of a function by then, inlines less, and puts fractions on the heap that it does not otherwise.
 */
const AS_MANY_FRAMES_AS_CAN_BE = ['--disable-frame-rate-limit', '--disable-gpu-vsync'];
/** Without those of V8's compilers that go on for as long as a page is used: what grows then is what the page keeps. */
const NOT_COMPILED = ['--js-flags=--no-maglev,--no-turbofan'];
const BRANCH = 'flagship';
const CUSTOMER = 'anna';
const OTHER_BRANCH = 'market-street';
/** Small: the processor draws, and what is counted is the same however large the picture. */
const PICTURE = { width: 240, height: 136 };
const HEADSET = { width: 320, height: 160 };

const say = (text: string) => process.stdout.write(`${text}\n`);

async function measureWire(browser: Browser, { branchUrl }: Atrium, locale: string): Promise<readonly Figure[]> {
  const walkable = await wireUntilWalkable(browser, `${branchUrl}/?branch=${BRANCH}&light=day`, locale);
  const flatUrl = `${branchUrl}/flat?branch=${BRANCH}`;
  const flat = await wireOfFlatPage(browser, flatUrl, locale);
  const customersFlat = await wireOfFlatPage(browser, flatUrl, locale, await signIn(browser, branchUrl, CUSTOMER));
  if (values.verbose) {
    sayFiles(`${locale}: until the first walkable frame`, walkable);
    sayFiles(`${locale}: a guest's flat page`, flat);
    sayFiles(`${locale}: a customer's flat page`, customersFlat);
  }
  return wireFigures(locale, walkable, flat, customersFlat);
}

/** On a screen: alone and empty first, then with everyone. Leaves everyone there. */
async function measureDesktop(browser: Browser, { branchUrl }: Atrium): Promise<readonly Figure[]> {
  const url = `${branchUrl}/?branch=${BRANCH}&light=day`;
  const visitor = await enterBranch(browser, { url, inHeadset: false, ...PICTURE });
  await showScene(visitor, false);
  const empty = values.check ? [] : await measureScriptTime(browser, visitor, FRAMES);
  await showScene(visitor, true);
  await fillHall(branchUrl, BRANCH);
  await waitForCrowd(visitor);
  const figures = [
    ...sceneFigures('desktop', await readScene(visitor)),
    ...(await measureBesideModel('desktop', visitor)),
  ];
  // Where frames are not held back, a picture of one has to wait behind all of them.
  if (!values.check) {
    await takePicture(visitor);
    figures.push(...scriptFigures(await measureScriptTime(browser, visitor, DRAWN_FRAMES), empty));
  }
  // Our own code does the same whether anything is drawn or not, and does it many times as often where nothing is.
  figures.push(...(await measureGarbage('desktop', visitor)));
  await visitor.close();
  return figures;
}

async function measureGarbage(where: string, visitor: Visitor): Promise<readonly Figure[]> {
  await showScene(visitor, false);
  await frames(visitor.page, WARM_UP_FRAMES);
  const settled = await measureSettled(() => measureAllocation(visitor, FRAMES / 2), BUDGET.allocatedBytesInCheck);
  sayPlaces(where, settled);
  const atMost = values.check ? BUDGET.allocatedBytesInCheck : BUDGET.allocatedBytes;
  return allocationFigures(where, settled.allocation, atMost);
}

/**
 * Half of the time in each branch, in the first among everyone; and there as long again, not walked in, where V8 compiles little. The first
 * two walks are beside each other: they are measured by what the heap holds, and not by time.
 */
async function measureWalking(atrium: Atrium): Promise<readonly Figure[]> {
  const walkInFrames = Number(values['walk-in']);
  const [walk, otherWalk] = await Promise.all([
    walkIn(AS_MANY_FRAMES_AS_CAN_BE, atrium, BRANCH, walkInFrames),
    walkIn(AS_MANY_FRAMES_AS_CAN_BE, atrium, OTHER_BRANCH, walkInFrames),
  ]);
  return [
    ...walkingFigures(BRANCH, walk),
    ...walkingFigures(OTHER_BRANCH, otherWalk),
    ...uncompiledFigures(BRANCH, await walkIn(NOT_COMPILED, atrium, BRANCH, 0)),
  ];
}

async function walkIn(
  flags: readonly string[],
  { branchUrl }: Atrium,
  branch: string,
  walkInFrames: number,
): Promise<Walk> {
  say(`walking about ${branch}`);
  const browser = await launchBrowser(flags);
  try {
    const url = `${branchUrl}/?branch=${branch}&light=day`;
    const visitor = await enterBranch(browser, { url, inHeadset: false, ...PICTURE });
    return await walkAbout(visitor, walkInFrames, Number(values.minutes) / 2);
  } finally {
    await browser.close();
  }
}

async function measureBesideModel(where: string, visitor: Visitor): Promise<readonly Figure[]> {
  return besideModelFigures(where, await readBesideModel(visitor));
}

/** Of what was counted, for people to look at: `artifacts/screenshots/bench-client.png`. */
async function takePicture({ page }: Visitor): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 720 });
  await frames(page, 2);
  await page.screenshot({ path: 'artifacts/screenshots/bench-client.png' });
  await page.setViewportSize(PICTURE);
}

async function measureHeadset(browser: Browser, { branchUrl }: Atrium): Promise<readonly Figure[]> {
  const url = `${branchUrl}/?branch=${BRANCH}&light=day`;
  const wearer = await enterBranch(browser, { url, inHeadset: true, ...HEADSET });
  await waitForCrowd(wearer);
  const figures = [
    ...sceneFigures('headset', await readScene(wearer)),
    ...(await measureBesideModel('headset', wearer)),
  ];
  if (!values.check) figures.push(...(await measureGarbage('headset', wearer)));
  await wearer.close();
  return figures;
}

function sayFiles(what: string, { files }: Wire): void {
  say(what);
  for (const { path, bytes } of files) say(`  ${(bytes / 1000).toFixed(1).padStart(7)} kB  ${path}`);
}

function sayPlaces(where: string, { allocation, windows }: Settled): void {
  say(`${where}: our code allocates ${windows.map((bytes) => bytes.toFixed(0)).join(', ')} B a frame, at the least in`);
  for (const { place, bytes } of allocation.places.slice(0, values.verbose ? 60 : 10))
    say(`  ${bytes.toFixed(1).padStart(8)} B a frame  ${place}`);
}

async function main(): Promise<boolean> {
  say(
    `client benchmark: ${CROWD} people, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}, node ${process.version}`,
  );
  const place = await makePlace();
  const atrium = await startAtrium(place, { RATE_LIMIT_FACTOR: '1000', BRANCH_CAPACITY: String(CROWD + 5) });
  const browser = await launchBrowser(values.check ? AS_MANY_FRAMES_AS_CAN_BE : []);
  try {
    await seatConsultant(browser, atrium.branchUrl);
    const figures = [
      ...(values.check ? [] : await measureWire(browser, atrium, 'en-GB')),
      ...(await measureWire(browser, atrium, 'ru-RU')),
      ...(await measureDesktop(browser, atrium)),
      ...(await measureHeadset(browser, atrium)),
      ...(values.check ? [] : await measureWalking(atrium)),
    ];
    return reportFigures(values.check ? 'bench-client-check' : 'bench-client', figures);
  } finally {
    await browser.close();
    await atrium.stop();
    removePlace(place);
  }
}

process.exit((await main()) ? 0 : 1);
