import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DocumentTemplate, loadDocumentTemplates } from './document-templates.ts';

const FOLDER = join(import.meta.dirname, '../../assets/documents');
const lawful = JSON.parse(readFileSync(join(FOLDER, 'address-change.json'), 'utf8'));

test('the bank’s templates are lawful, and each masks something of the customer’s', () => {
  const { all } = loadDocumentTemplates(FOLDER);
  expect(all.map(({ id }) => id).sort()).toEqual(['account-agreement', 'address-change', 'card-order']);
  for (const { fields } of all) expect(fields.some(({ masked }) => masked)).toBe(true);
});

const field = lawful.fields[0];
test.each([
  [
    'masks what the consultant fills in',
    { ...lawful, fields: [{ ...field, by: 'consultant' }, ...lawful.fields.slice(1)] },
  ],
  ['has two fields of one key', { ...lawful, fields: [...lawful.fields, field] }],
  ['draws a field that is not there', { ...lawful, body: [...lawful.body, { fields: ['shoeSize'] }] }],
  ['leaves out a field', { ...lawful, body: [lawful.body[0]] }],
  ['draws a field twice', { ...lawful, body: [...lawful.body, { fields: [field.key] }] }],
  [
    'writes a value into a text, where nothing masks it',
    { ...lawful, body: [...lawful.body, { text: { en: '{newAddress}', ru: 'ё' } }] },
  ],
  ['lacks a language', { ...lawful, title: { en: 'Title' } }],
  ['has a choice of nothing', { ...lawful, fields: [{ ...field, kind: 'choice' }, ...lawful.fields.slice(1)] }],
])('a template is refused that %s', (_, template) => {
  expect(DocumentTemplate.safeParse(lawful).success).toBe(true);
  expect(DocumentTemplate.safeParse(template).success).toBe(false);
});
