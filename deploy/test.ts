import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { COMPILE_CACHE } from '../server/lib/bare-environment.ts';
import { ensureChromium } from './browser.ts';
import prepareData from './e2e/prepare-data.ts';
import { startTestPostgres } from './postgres.ts';
import { ensureRedis } from './redis.ts';

/** Everything that is checked, in order of how soon it fails: `npm test`. The last line is the sum over all suites. */
interface Tally {
  readonly suite: string;
  readonly passed: number;
  readonly failed: number;
  /** What failed and why, told again at the end, where it is not lost among pages of what passed. */
  readonly failures?: readonly string[];
}

/** What is read of vitest's JSON report. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** Of a failure's text: its message and the first frames. */
const FAILURE_LENGTH = 1_500;

/** Steps of a stage run beside each other, and stages one after another. */
interface Step {
  readonly name: string;
  readonly play: (run: Run) => Promise<Tally>;
}

const ARTIFACTS = 'artifacts';
const only = process.argv.slice(2);

/** How a process ended. */
interface Ended {
  readonly well: boolean;
  /** The end of what it said, to be told again where it did not end well. */
  readonly lastWords: string;
}

/** Runs one of what `node_modules` or a path from there holds. */
type Run = (args: readonly string[], environment?: Readonly<Record<string, string>>) => Promise<Ended>;

const runWith =
  (isLive: boolean): Run =>
  async ([script = '', ...rest], environment = {}) => {
    const child = spawn(process.execPath, [join('node_modules', script), ...rest], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...environment },
    });
    const ended = new Promise<number | null>((end) => child.once('close', end));
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (words: string) => {
        said += words;
        if (isLive) process.stdout.write(words);
      });
    const well = (await ended) === 0;
    if (!isLive) process.stdout.write(said);
    return { well, lastWords: said.slice(-FAILURE_LENGTH) };
  };
const run = runWith(true);
/** For what runs beside another: what it says is told in one piece at its end. */
const runBeside = runWith(false);

/** What passes or fails as a whole. */
function tallyOf(suite: string, ends: readonly Ended[]): Tally {
  const failures = ends.filter(({ well }) => !well).map(({ lastWords }) => `…${lastWords}`);
  return { suite, passed: ends.length - failures.length, failed: failures.length, failures };
}

/** A step of several commands, of which none is begun after one that failed. */
async function check(run: Run, suite: string, ...commands: readonly (readonly string[])[]): Promise<Tally> {
  let ended: Ended = { well: false, lastWords: 'nothing to check' };
  for (const command of commands) {
    ended = await run(command);
    if (!ended.well) break;
  }
  return tallyOf(suite, [ended]);
}

/** A vitest project; what it counted is read from its report, and a run that counted nothing has failed. */
async function vitest(run: Run, suite: string, environment: Readonly<Record<string, string>>): Promise<Tally> {
  const report = join(ARTIFACTS, `tests-${suite}.json`);
  rmSync(report, { force: true });
  const { well } = await run(
    [
      'vitest/vitest.mjs',
      'run',
      '--project',
      suite,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    environment,
  );
  const counted = readReport(report);
  const failed = Math.max(counted.failed, well && counted.passed > 0 ? 0 : 1);
  return { ...counted, suite, failed };
}

function readReport(file: string): Omit<Tally, 'suite'> {
  try {
    const { numPassedTests, numFailedTests, testResults }: Report = JSON.parse(readFileSync(file, 'utf8'));
    const failures = testResults.flatMap(({ name, message, assertionResults }) => [
      ...(message ? [`${name}\n${message.slice(0, FAILURE_LENGTH)}`] : []),
      ...assertionResults
        .filter(({ status }) => status === 'failed')
        .map(
          ({ fullName, failureMessages }) =>
            `${name}: ${fullName}\n${failureMessages.join('\n').slice(0, FAILURE_LENGTH)}`,
        ),
    ]);
    return { passed: numPassedTests, failed: numFailedTests, failures };
  } catch {
    return { passed: 0, failed: 1, failures: [`${file} could not be read: the run did not come to its end`] };
  }
}

/** What the client may cost, as far as that is the same on every machine: each budget is a test. */
async function budgets(run: Run, environment: Readonly<Record<string, string>>): Promise<Tally> {
  const report = join(ARTIFACTS, 'bench-client-check.json');
  rmSync(report, { force: true });
  await run(['../deploy/bench/client/main.ts', '--check'], environment);
  try {
    const figures: { figure: string; value: number; goal: string | null; met: boolean | null }[] = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    const broken = figures.filter(({ met }) => met === false);
    return {
      suite: 'budgets',
      passed: figures.filter(({ met }) => met).length,
      failed: broken.length,
      failures: broken.map(({ figure, value, goal }) => `${figure}: ${value}, and the budget is ${goal}`),
    };
  } catch {
    return { suite: 'budgets', passed: 0, failed: 1, failures: [`${report} could not be read`] };
  }
}

/** The crash test, for as many rounds as it takes to die at every point, and its wrong variant, which it must find out. */
async function crash(run: Run): Promise<Tally> {
  const runs = [{ CRASH_ROUNDS: '26' }, { CRASH_ROUNDS: '4', CRASH_VARIANT: 'fresh-keys' }];
  const ends: Ended[] = [];
  for (const environment of runs) ends.push(await run(['../deploy/crash/run.ts'], environment));
  return tallyOf('crash', ends);
}

/**
 * What lasts for minutes when it is run by itself, in its short form. Bots need sockets that can be dropped without a close frame: those of `ws`.
 */
const inShort = (run: Run, tool: string, ...args: readonly string[]) =>
  run([`../deploy/faults/${tool}.ts`, ...args], { NODE_OPTIONS: '--no-experimental-websocket' });

/** The soak and the bad networks mostly wait, a quarter of a core each. */
async function faults(run: Run): Promise<Tally> {
  const ends = [inShort(run, 'soak', '--seconds', '45'), inShort(run, 'network', '--seconds', '4')];
  return tallyOf('faults', await Promise.all(ends));
}

/** It takes what it gets. */
async function fuzz(run: Run): Promise<Tally> {
  return tallyOf('fuzz', [await inShort(run, 'fuzz', '--frames', '40000')]);
}

/** What the rules of the code are held by, each on one core. */
const CODE_CHECKS: readonly Step[] = [
  {
    name: 'types',
    play: (run) =>
      check(
        run,
        'types',
        ...['shared', 'client', 'server', 'deploy', 'assets'].map((folder) => ['typescript/bin/tsc', '-p', folder]),
      ),
  },
  { name: 'lint', play: (run) => check(run, 'lint', ['@biomejs/biome/bin/biome', 'check', '--error-on-warnings']) },
  { name: 'build', play: (run) => check(run, 'build', ['vite/bin/vite.js', 'build', '--logLevel', 'warn']) },
];

async function playStep({ name, play }: Step, run: Run): Promise<Tally> {
  const began = performance.now();
  process.stdout.write(`\n── ${name}\n`);
  const tally = await play(run);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  process.stdout.write(`── ${name}: ${tally.passed} passed, ${tally.failed} failed in ${seconds} s\n`);
  return tally;
}

async function main(): Promise<void> {
  mkdirSync(ARTIFACTS, { recursive: true });
  process.env.NODE_COMPILE_CACHE ??= COMPILE_CACHE;
  const postgres = await startTestPostgres();
  if (!postgres) {
    const text =
      'No PostgreSQL to be had (Debian: apt-get install postgresql): concurrent rules are checked on the embedded database alone.';
    if (process.env.CI) throw new Error(text);
    process.stdout.write(`${text}\n`);
  }
  // Tests start their own; here it is installed, before several of them look for it at once.
  if (!ensureRedis()) throw new Error('No Redis to be had (Debian: apt-get install redis-server).');
  const environment: Record<string, string> = {
    CHROMIUM_PATH: ensureChromium(),
    ...(postgres ? { TEST_DATABASE_URL: postgres.url } : {}),
  };
  let forgetData: (() => void) | undefined;
  /** In pages of the built client; both suites begin with the same data. */
  const inPages = (name: string): Step => ({
    name,
    async play(run) {
      forgetData ??= await prepareData();
      return vitest(run, name, environment);
    },
  });
  const stages: readonly (readonly Step[])[] = [
    CODE_CHECKS,
    [
      { name: 'unit', play: (run) => vitest(run, 'unit', environment) },
      // One process that learns for a minute, whatever else runs.
      { name: 'assistant', play: (run) => vitest(run, 'assistant', environment) },
      { name: 'rules', play: (run) => vitest(run, 'rules', environment) },
    ],
    [{ name: 'budgets', play: (run) => budgets(run, environment) }],
    [inPages('e2e')],
    [inPages('e2e-alone')],
    [...(postgres ? [{ name: 'crash', play: crash }] : []), { name: 'faults', play: faults }],
    [{ name: 'fuzz', play: fuzz }],
  ];
  const tallies: Tally[] = [];
  for (const stage of stages) {
    const chosen = stage.filter(({ name }) => only.length === 0 || only.includes(name));
    tallies.push(...(await Promise.all(chosen.map((step, index) => playStep(step, index === 0 ? run : runBeside)))));
  }
  forgetData?.();
  await postgres?.stop();
  for (const { suite, failures = [] } of tallies)
    for (const failure of failures) process.stdout.write(`\nFAILED in ${suite}: ${failure}\n`);
  const sum = (count: (tally: Tally) => number) => tallies.reduce((total, tally) => total + count(tally), 0);
  const passed = sum((tally) => tally.passed);
  const failed = sum((tally) => tally.failed);
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  process.exit(failed === 0 && passed > 0 ? 0 : 1);
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.stdout.write('0 passed, 1 failed\n');
  process.exit(1);
});
