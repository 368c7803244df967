import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { COMPILE_CACHE } from '../server/lib/bare-environment.ts';
import { ensureChromium } from './browser.ts';
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

const ARTIFACTS = 'artifacts';
const only = process.argv.slice(2);

function run(args: readonly string[], environment: Readonly<Record<string, string>> = {}): boolean {
  const [script = '', ...rest] = args;
  const { status } = spawnSync(process.execPath, [join('node_modules', script), ...rest], {
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  });
  return status === 0;
}

/** A step that passes or fails as a whole. */
function check(suite: string, ...commands: readonly (readonly string[])[]): Tally {
  const passed = commands.every((command) => run(command));
  return { suite, passed: passed ? 1 : 0, failed: passed ? 0 : 1 };
}

/** A vitest project; what it counted is read from its report, and a run that counted nothing has failed. */
function vitest(suite: string, environment: Readonly<Record<string, string>>, projects = [suite]): Tally {
  const report = join(ARTIFACTS, `tests-${suite}.json`);
  rmSync(report, { force: true });
  const succeeded = run(
    [
      'vitest/vitest.mjs',
      'run',
      ...projects.flatMap((project) => ['--project', project]),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    environment,
  );
  const counted = readReport(report);
  const failed = Math.max(counted.failed, succeeded && counted.passed > 0 ? 0 : 1);
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
function budgets(environment: Readonly<Record<string, string>>): Tally {
  const report = join(ARTIFACTS, 'bench-client-check.json');
  rmSync(report, { force: true });
  run(['../deploy/bench/client/main.ts', '--check'], environment);
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
function crash(): Tally {
  const runs = [{ CRASH_ROUNDS: '26' }, { CRASH_ROUNDS: '4', CRASH_VARIANT: 'fresh-keys' }];
  const passed = runs.filter((environment) => run(['../deploy/crash/run.ts'], environment)).length;
  return { suite: 'crash', passed, failed: runs.length - passed };
}

/**
 * What lasts for minutes when it is run by itself, in its short form. The soak and the bad networks mostly wait, a quarter of a core
 * each, and are two and two processes of their own: they run beside each other. The fuzzer takes what it gets, and runs alone.
 */
async function faults(): Promise<Tally> {
  const soak = ['../deploy/faults/soak.ts', '--seconds', '45'];
  const network = ['../deploy/faults/network.ts', '--seconds', '4'];
  const fuzz = ['../deploy/faults/fuzz.ts', '--frames', '40000'];
  // Bots need sockets that can be dropped without a close frame: those of `ws`.
  const environment = { NODE_OPTIONS: '--no-experimental-websocket' };
  const beside = await Promise.all([soak, network].map((args) => runBeside(args, environment)));
  const passed = [...beside, run(fuzz, environment)].filter(Boolean).length;
  return { suite: 'faults', passed, failed: beside.length + 1 - passed };
}

/** As {@link run}; what it says is told in one piece at its end. */
async function runBeside(args: readonly string[], environment: Readonly<Record<string, string>>): Promise<boolean> {
  const [script = '', ...rest] = args;
  const child = spawn(process.execPath, [join('node_modules', script), ...rest], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  });
  const ended = new Promise<number | null>((end) => child.once('exit', end));
  process.stdout.write(await text(child.stdout));
  return (await ended) === 0;
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
  const steps: readonly (readonly [string, () => Tally | Promise<Tally>])[] = [
    [
      'types',
      () =>
        check(
          'types',
          ...['shared', 'client', 'server', 'deploy', 'assets'].map((folder) => ['typescript/bin/tsc', '-p', folder]),
        ),
    ],
    ['lint', () => check('lint', ['@biomejs/biome/bin/biome', 'check', '--error-on-warnings'])],
    ['unit', () => vitest('unit', environment, ['unit', 'assistant'])],
    ['build', () => check('build', ['vite/bin/vite.js', 'build', '--logLevel', 'warn'])],
    ['budgets', () => budgets(environment)],
    ['e2e', () => vitest('e2e', environment)],
    ['e2e-alone', () => vitest('e2e-alone', environment)],
    ...(postgres ? [['crash', crash] as const] : []),
    ['faults', faults],
  ];
  const tallies: Tally[] = [];
  for (const [name, step] of steps) {
    if (only.length > 0 && !only.includes(name)) continue;
    const began = performance.now();
    process.stdout.write(`\n── ${name}\n`);
    const tally = await step();
    tallies.push(tally);
    process.stdout.write(
      `── ${name}: ${tally.passed} passed, ${tally.failed} failed in ${((performance.now() - began) / 1000).toFixed(1)} s\n`,
    );
  }
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
