import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { type Atrium, makePlace, removePlace, startAtrium } from '../../atrium-process.ts';
import { launchBrowser } from '../../browser.ts';
import { frames } from '../../e2e/headset.ts';
import { type Figure, reportFigures } from '../bench-report.ts';
import { type Allocation, measureAllocation } from './allocation.ts';
import { CROWD, fillHall } from './crowd.ts';
import { allocationFigures, BUDGET, sceneFigures, scriptFigures, walkingFigures, wireFigures } from './figures.ts';
import { readScene, showScene, waitForCrowd } from './scene-figures.ts';
import { measureScriptTime } from './script-time.ts';
import { enterBranch, type Visitor } from './visitor.ts';
import { walkAbout } from './walking.ts';
import { type Wire, wireOfFlatPage, wireUntilWalkable } from './wire.ts';

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
  },
});
/** Before a measurement, for the compiler; and of it. */
const FRAMES = Number(values.frames) / (values.check ? 2 : 1);
const BRANCH = 'flagship';
/** Small: the processor draws, and what is counted is the same however large the picture. */
const PICTURE = { width: 240, height: 136 };
const HEADSET = { width: 320, height: 160 };

const say = (text: string) => process.stdout.write(`${text}\n`);

async function measureWire(browser: Browser, { branchUrl }: Atrium, locale: string): Promise<readonly Figure[]> {
  const walkable = await wireUntilWalkable(browser, `${branchUrl}/?branch=${BRANCH}&light=day`, locale);
  const flat = await wireOfFlatPage(browser, `${branchUrl}/flat?branch=${BRANCH}`, locale);
  if (values.verbose) {
    sayFiles(`${locale}: until the first walkable frame`, walkable);
    sayFiles(`${locale}: flat page`, flat);
  }
  return wireFigures(locale, walkable, flat);
}

/** On a screen: alone and empty first, then with everyone. */
async function measureDesktop(browser: Browser, { branchUrl }: Atrium): Promise<readonly Figure[]> {
  const url = `${branchUrl}/?branch=${BRANCH}&light=day`;
  const visitor = await enterBranch(browser, { url, inHeadset: false, ...PICTURE });
  await showScene(visitor, false);
  const empty = values.check ? [] : await measureScriptTime(browser, visitor, FRAMES);
  await showScene(visitor, true);
  await fillHall(branchUrl, BRANCH);
  await waitForCrowd(visitor);
  const figures = [...sceneFigures('desktop', await readScene(visitor))];
  await takePicture(visitor);
  // Our own code does the same whether anything is drawn or not, and does it many times as often where nothing is.
  await showScene(visitor, false);
  await frames(visitor.page, FRAMES);
  const allocation = await measureAllocation(visitor, FRAMES / 2);
  sayPlaces(allocation);
  figures.push(
    ...allocationFigures('desktop', allocation, values.check ? BUDGET.allocatedBytesInCheck : BUDGET.allocatedBytes),
  );
  if (!values.check) {
    figures.push(...walkingFigures(await walkAbout(visitor, Number(values.minutes))));
    await showScene(visitor, true);
    await frames(visitor.page, FRAMES / 4);
    figures.push(...scriptFigures(await measureScriptTime(browser, visitor, FRAMES), empty));
  }
  await visitor.close();
  return figures;
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
  const figures = [...sceneFigures('headset', await readScene(wearer))];
  if (!values.check) {
    await showScene(wearer, false);
    await frames(wearer.page, FRAMES);
    const allocation = await measureAllocation(wearer, FRAMES / 2);
    sayPlaces(allocation);
    figures.push(...allocationFigures('headset', allocation));
  }
  await wearer.close();
  return figures;
}

function sayFiles(what: string, { files }: Wire): void {
  say(what);
  for (const { path, bytes } of files) say(`  ${(bytes / 1000).toFixed(1).padStart(7)} kB  ${path}`);
}

function sayPlaces({ places }: Allocation): void {
  for (const { place, bytes } of places.slice(0, values.verbose ? 60 : 10))
    say(`  ${bytes.toFixed(1).padStart(8)} B a frame  ${place}`);
}

async function main(): Promise<boolean> {
  say(
    `client benchmark: ${CROWD} people, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}, node ${process.version}`,
  );
  const place = await makePlace();
  const atrium = await startAtrium(place, { RATE_LIMIT_FACTOR: '1000', BRANCH_CAPACITY: String(CROWD + 5) });
  const browser = await launchBrowser();
  try {
    const figures = [
      ...(values.check ? [] : await measureWire(browser, atrium, 'en-GB')),
      ...(await measureWire(browser, atrium, 'ru-RU')),
      ...(await measureDesktop(browser, atrium)),
      ...(await measureHeadset(browser, atrium)),
    ];
    return reportFigures(values.check ? 'bench-client-check' : 'bench-client', figures);
  } finally {
    await browser.close();
    await atrium.stop();
    removePlace(place);
  }
}

process.exit((await main()) ? 0 : 1);
