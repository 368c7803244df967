import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import corner from '../docs/example-branch/corner/branch.json' with { type: 'json' };
import { fieldWords } from './branch-field-words.ts';
import { branchSchemaText, fieldsOf, SCHEMA_FILE } from './branch-schema.ts';
import flagship from './branches/flagship/branch.json' with { type: 'json' };
import marketStreet from './branches/market-street/branch.json' with { type: 'json' };

const schema = JSON.parse(branchSchemaText());

test('the committed schema is the one that the code makes (node assets/branch-schema.ts writes it)', () => {
  expect(readFileSync(SCHEMA_FILE, 'utf8')).toBe(branchSchemaText());
});

test('every field has words that say what it is for, and no words are of a field that is gone', () => {
  expect(Object.keys(fieldWords).toSorted()).toEqual(
    fieldsOf(schema)
      .map(({ path }) => path)
      .toSorted(),
  );
});

test('docs/branches.md lists every field in the words of the schema', () => {
  const page = readFileSync(join(import.meta.dirname, '../docs/branches.md'), 'utf8');
  const listed = fieldsOf(schema).map(({ path }) => `| \`${path}\` | ${fieldWords[path]} |`);
  expect(page.split('\n').filter((line) => line.startsWith('| `') && !line.includes('`branch:'))).toEqual(listed);
});

test('an editor with the schema takes the three branches, and marks a field that there is not', () => {
  const validate = new Ajv({ strict: false }).compile(schema);
  for (const plan of [flagship, marketStreet, corner]) expect(validate(plan), plan.id).toBe(true);
  expect(validate({ ...corner, doors: 1 })).toBe(false);
  expect(validate({ ...corner, spawns: [] })).toBe(false);
});
