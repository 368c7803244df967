import { expect, test } from 'vitest';

const sources = import.meta.glob<string>(['./**/*.{ts,tsx}', '!./**/*.test.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** Every package that a module loads before it runs, itself or through what it imports. */
function packagesOf(module: string, seen = new Set<string>()): Set<string> {
  const packages = new Set<string>();
  if (seen.has(module)) return packages;
  seen.add(module);
  const source = sources[module];
  if (source === undefined) throw new Error(`no such module: ${module}`);
  for (const [, from] of source.matchAll(/^(?:import|export)(?! type)(?:[^;]*?from)? '([^']+)'/gm)) {
    if (!from?.startsWith('.')) packages.add(from ?? '');
    else if (/\.tsx?$/.test(from)) {
      const path = `.${new URL(from, new URL(module, 'file:///client/')).pathname.replace(/^\/client/, '')}`;
      if (path.startsWith('./') && path in sources) for (const one of packagesOf(path, seen)) packages.add(one);
    }
  }
  return packages;
}

const is3d = (name: string) => /^(three|@react-three)(\/|$)/.test(name);

test('the branch in 3D is drawn with three, or this test could not fail', () => {
  expect([...packagesOf('./world/BranchPage.tsx')].some(is3d)).toBe(true);
});

test.each(['./App.tsx', './FlatPage.tsx', './desk/DeskPage.tsx', './queue/FollowPage.tsx'])(
  'who does not walk in 3D loads nothing of it: %s',
  (page) => {
    const packages = [...packagesOf(page)];
    expect(packages).toContain('react');
    expect(packages.filter(is3d)).toEqual([]);
  },
);
