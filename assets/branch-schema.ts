import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { BranchFile } from '../shared/plan/plan-check.ts';
import { fieldWords } from './branch-field-words.ts';

/** `node assets/branch-schema.ts` writes the JSON schema by which editors complete and check a `branch.json`. */
export const SCHEMA_FILE = join(import.meta.dirname, 'branch.schema.json');

interface Node {
  description?: string;
  readonly properties?: Record<string, Node>;
  readonly items?: Node;
}

export function branchSchemaText(): string {
  const schema = z.toJSONSchema(BranchFile, { reused: 'inline' }) as Node;
  const { $schema, ...rest } = schema as Node & { $schema: string };
  for (const { path, node } of fieldsOf(schema)) {
    const words = fieldWords[path];
    if (words) node.description = words;
  }
  const head = { $schema, title: 'A branch of Atrium', description: 'See docs/branches.md.' };
  return `${JSON.stringify({ ...head, ...rest }, null, 2)}\n`;
}

/** Every field of a plan, `desks[].at`, in the order of the schema; what a place or words are made of is told once. */
export function fieldsOf(schema: Node, path = ''): { path: string; node: Node }[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, node]) => {
    const own = `${path}${path === '' ? '' : '.'}${name}${node.items ? '[]' : ''}`;
    const inner = node.items ?? node;
    const { properties = {} } = inner;
    const isPlain = ['x', 'minX', 'en', 'side'].some((field) => field in properties);
    return [{ path: own, node }, ...(isPlain ? [] : fieldsOf(inner, own))];
  });
}

if (import.meta.main) writeFileSync(SCHEMA_FILE, branchSchemaText());
