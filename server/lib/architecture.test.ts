import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

/** The law of the house, held against the imports that are there. */

const ROOT = resolve(import.meta.dirname, '../..');

/** What a folder may import of the project beyond itself and `shared/`. The longest prefix that fits a file counts. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'shared/': [],
  'client/': ['client/'],
  'client/ui/': ['client/net/'],
  'client/net/': [],
  'client/xr/': [],
  'client/panels/': [],
  'client/avatars/': ['client/xr/', 'client/net/', 'client/ui/'],
  'client/flat/': ['client/'],
  'client/world/': ['client/'],
  'client/sound/': ['client/net/', 'client/ui/'],
  'client/queue/': ['client/net/', 'client/ui/'],
  'client/consultation/': ['client/voice/', 'client/net/', 'client/ui/'],
  'client/voice/': ['client/net/', 'client/ui/'],
  'client/banking/': ['client/net/', 'client/ui/'],
  'client/identity/': ['client/net/', 'client/ui/'],
  'client/documents/': ['client/net/', 'client/ui/'],
  'client/proposals/': ['client/documents/', 'client/net/', 'client/ui/'],
  'client/showing/': ['client/net/', 'client/ui/'],
  'client/assistant/': ['client/net/', 'client/ui/'],
  'client/afterwards/': ['client/net/', 'client/ui/'],
  'client/desk/': [
    'client/avatars/kept-appearance.ts',
    'client/assistant/',
    'client/consultation/',
    'client/documents/',
    'client/proposals/',
    'client/showing/',
    'client/identity/',
    'client/queue/',
    'client/voice/',
    'client/net/',
    'client/ui/',
  ],
  'server/': ['server/'],
  'server/branch/': ['server/lib/'],
  'server/queue/': ['server/lib/'],
  'server/consultation/': ['server/lib/'],
  'server/afterwards/': ['server/lib/'],
  'server/desk/': ['server/lib/'],
  'server/documents/': ['server/lib/'],
  'server/proposals/': ['server/lib/'],
  'server/voice/': ['server/lib/'],
  'server/banking/': ['server/lib/'],
  'server/identity/': ['server/lib/'],
  'server/assistant/': ['server/lib/'],
  'server/lib/': [],
  'server/sandbox-bank/': [
    'server/lib/bare-environment.ts',
    'server/lib/db.ts',
    'server/lib/kill-points.ts',
    'server/lib/test-databases.ts',
    'server/logger.ts',
  ],
  'assets/': [],
  'deploy/bench/': ['deploy/', 'server/banking/payment-rules.ts', 'server/lib/', 'server/sandbox-bank/'],
  // The people of the load tests are made of the browser's own parts, so that what is measured is what is shown.
  'deploy/bench/presence/': [
    'deploy/',
    'client/avatars/pose-sender.ts',
    'server/branch/',
    'server/lib/',
    'server/rooms.ts',
  ],
  'deploy/bots/': [
    'client/avatars/pose-buffer.ts',
    'client/avatars/pose-sender.ts',
    'client/net/room-clock.ts',
    'client/net/tick-clock.ts',
  ],
  // What anyone may check is the check that the branch itself makes.
  'deploy/verify-signature.ts': ['server/documents/verify-signature.ts'],
  // A day is lived by the services themselves, on a clock of its own.
  'deploy/day/': ['deploy/', 'server/'],
  'deploy/processes/': ['deploy/', 'server/identity/session-store.ts', 'server/lib/'],
  'deploy/faults/': ['deploy/', 'server/branch/', 'server/lib/', 'server/rooms.ts'],
  'deploy/crash/': [
    'deploy/',
    'server/lib/bare-environment.ts',
    'server/lib/kill-points.ts',
    'server/banking/payment-rules.ts',
    'server/sandbox-bank/testing/',
  ],
  // What a browser did is held against what the server keeps, and a signature against its paper.
  'deploy/e2e/': [
    'deploy/',
    'client/world/test-probe.ts',
    'server/documents/verify-signature.ts',
    'server/lib/db.ts',
    'server/sandbox-bank/demo-people.ts',
  ],
  'deploy/': [
    'deploy/',
    'client/avatars/vrm/vrm-fixture.ts',
    'client/world/test-probe.ts',
    'server/lib/bare-environment.ts',
    'server/sandbox-bank/demo-people.ts',
  ],
};

/** Types may also come from the leaves of the server, and from other features. */
const TYPES_ALSO: Readonly<Record<string, readonly string[]>> = {
  'server/branch/': ['server/'],
  'server/queue/': ['server/'],
  'server/consultation/': ['server/'],
  'server/documents/': ['server/'],
  'server/proposals/': ['server/'],
  'server/afterwards/': ['server/'],
  'server/voice/': ['server/'],
  'server/banking/': ['server/'],
  'server/assistant/': ['server/'],
  'server/identity/': ['server/'],
  'client/ui/': ['client/net/'],
};
/** Nobody on the branch's side may import these, not even a type: they are another service. */
const NEVER = ['server/sandbox-bank/'];

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?['"](\.[^'"]+)['"]|\bimport\(\s*['"](\.[^'"]+)['"]\s*\)/g;

function importsOf(file: string, source: string): Import[] {
  return [...source.matchAll(IMPORT)].map(([, type, fixed, dynamic]) => ({
    from: file,
    to: relative(ROOT, resolve(ROOT, dirname(file), fixed ?? dynamic ?? '')),
    typeOnly: type !== undefined,
  }));
}

function longestPrefix(table: Readonly<Record<string, readonly string[]>>, file: string): string | undefined {
  return Object.keys(table)
    .filter((prefix) => file.startsWith(prefix))
    .sort((a, b) => b.length - a.length)[0];
}

/** What several tests of the branch share; the sandbox's own is a tool, which others use too. */
const isTestSupport = (file: string) => /^server\/(?!sandbox-bank\/)(.*\/testing\/|.*\.contract\.ts$)/.test(file);

/** Says what is wrong with an import; null where it is lawful. */
function breach({ from, to, typeOnly }: Import): string | null {
  const own = longestPrefix(MAY_IMPORT, from);
  if (!own) return `${from} is in no folder of the law`;
  const says = `${from} → ${to}`;
  const isRules = /-rules\.ts$/.test(from);
  if (isRules && !to.startsWith('shared/') && !/-rules\.ts$/.test(to) && !typeOnly)
    return `${says}: rules import shared and rules alone`;
  if (isTestSupport(to)) return `${says}: the product imports no test`;
  if (to.startsWith('shared/')) return null;
  const outside = !from.startsWith('deploy/') && !from.startsWith('server/sandbox-bank/');
  if (outside && NEVER.some((place) => to.startsWith(place)))
    return `${says}: the branch reaches the bank over HTTP alone`;
  // A root file of a side may import all of its side; a folder only itself and what the table grants.
  const isRootFile = own === 'client/' || own === 'server/';
  const granted = [
    ...(isRootFile ? [] : [own]),
    ...(MAY_IMPORT[own] ?? []),
    ...(typeOnly ? (TYPES_ALSO[own] ?? []) : []),
  ];
  return granted.some((place) => to.startsWith(place)) ? null : says;
}

const SKIPPED = new Set(['node_modules', 'dist', 'artifacts']);

function sourceFiles(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : sourceFiles(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

const files = ['shared', 'client', 'server', 'deploy', 'assets'].flatMap(sourceFiles);
const isTest = (file: string) => /\.(test|e2e)\.tsx?$/.test(file) || isTestSupport(file);

test('every import keeps the law', () => {
  const all = files
    .filter((file) => !isTest(file))
    .flatMap((file) => importsOf(file, readFileSync(join(ROOT, file), 'utf8')));
  expect(all.length).toBeGreaterThan(100);
  expect(all.map(breach).filter((wrong) => wrong !== null)).toEqual([]);
});

test('no file of the product is longer than 300 lines', () => {
  const long = files.filter((file) => !isTest(file) && readFileSync(join(ROOT, file), 'utf8').split('\n').length > 300);
  expect(long).toEqual([]);
});

test('names say what a file is: kebab-case, PascalCase for components alone, and no bare utils or service', () => {
  const wrong = files.filter((file) => {
    const name = basename(file).replace(/(\.(test|contract|alone\.e2e|e2e|d))?\.tsx?$/, '');
    const component = /^[A-Z][A-Za-z]+$/.test(name) && file.endsWith('.tsx');
    return (
      !(component || /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) || /^(utils|helpers|service|store|common)$/.test(name)
    );
  });
  expect(wrong).toEqual([]);
});

test.each([
  ['client/banking/use-accounts.ts', "import { x } from '../queue/use-ticket.ts';"],
  ['client/ui/Button.tsx', "import { x } from '../banking/BankingPanel.tsx';"],
  ['client/App.tsx', "import { x } from '../server/main.ts';"],
  ['server/main.ts', "import { x } from '../client/App.tsx';"],
  ['server/banking/payment-service.ts', "import { x } from '../queue/queue-service.ts';"],
  ['server/banking/payment-rules.ts', "import { x } from './payment-store.ts';"],
  ['server/context.ts', "import type { X } from './sandbox-bank/bank.ts';"],
  ['server/sandbox-bank/bank.ts', "import { x } from '../config.ts';"],
  ['server/lib/db.ts', "import { x } from '../queue/queue-store.ts';"],
  ['shared/money.ts', "import { x } from '../server/lib/db.ts';"],
  ['client/net/api.ts', "const x = await import('../ui/i18n.ts');"],
  ['server/banking/payment-service.ts', "import { x } from './testing/payment-house.ts';"],
])('the check sees a breach in %s', (file, source) => {
  expect(importsOf(file, source).map(breach)).toEqual([expect.any(String)]);
});

test.each([
  ['server/banking/payment-service.ts', "import type { X } from '../identity/bank-tokens.ts';"],
  ['client/desk/DeskPage.tsx', "import { X } from '../consultation/ConsultationPanel.tsx';"],
  ['server/queue/queue-store.ts', "import { X } from '../lib/db.ts';\nimport type { Y } from '../../shared/queue.ts';"],
])('and lets the lawful pass in %s', (file, source) => {
  expect(
    importsOf(file, source)
      .map(breach)
      .every((wrong) => wrong === null),
  ).toBe(true);
});
