import axeCore from 'axe-core';
import type { Page } from 'playwright-core';
import { whileStill } from './looking-on.ts';

/** WCAG 2.2 A and AA, and what axe counts as good practice beyond them. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[];
}

/** Runs in the page. */
async function findViolations(tags: readonly string[]): Promise<readonly Violation[]> {
  const { axe } = window as unknown as { axe: { run(context: Document, options: object): Promise<never> } };
  const { violations } = await axe.run(document, {
    runOnly: { type: 'tag', values: tags },
    // Off where one does not ask for it, though it is WCAG 2.2 AA.
    rules: { 'target-size': { enabled: true } },
    resultTypes: ['violations'],
  });
  return violations;
}

/** Throws where axe finds anything on the page as it is now; what cannot be decided by a machine is not counted. */
export async function expectAccessible(page: Page): Promise<void> {
  // Evaluated by the browser's own tools, so the page's Content Security Policy stays what it is for customers.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeCore.source);
  const violations = await whileStill(page, () => page.evaluate(findViolations, TAGS));
  if (violations.length === 0) return;
  const said = violations.flatMap(({ id, help, nodes }) => [
    `${id}: ${help}`,
    ...nodes.map(({ target, failureSummary }) => `  ${target.join(' ')}: ${failureSummary?.replaceAll('\n', ' ')}`),
  ]);
  throw new Error(`axe on ${page.url()}:\n${said.join('\n')}`);
}
