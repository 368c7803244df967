import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { DocumentField, type TemplateView } from '../../shared/documents.ts';

const Words = z.object({ en: z.string().min(1), ru: z.string().min(1) });
const Part = z.union([
  z.strictObject({ heading: Words }),
  z.strictObject({ text: Words }),
  z.strictObject({ fields: z.array(z.string()).min(1) }),
  z.strictObject({ pageBreak: z.literal(true) }),
]);

/** Words that any text may name beside the fields. */
const FACTS = ['customer', 'consultant', 'date'];

/** `assets/documents/{id}.json`: what is asked, and the text around it in both languages. */
export const DocumentTemplate = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]{1,64}$/),
    title: Words,
    summary: Words,
    fields: z
      .array(DocumentField.extend({ options: DocumentField.shape.options.default([]) }))
      .min(1)
      .max(40),
    body: z.array(Part).min(1).max(200),
  })
  .superRefine(({ fields, body }, context) => {
    const complain = (message: string) => context.addIssue({ code: 'custom', message });
    const byKey = new Map(fields.map((field) => [field.key, field]));
    if (byKey.size !== fields.length) complain('two fields have one key');
    for (const { key, by, kind, masked, options } of fields) {
      if (masked && by !== 'customer') complain(`${key}: who fills it in sees it, so that it cannot be masked`);
      if ((kind === 'choice') !== options.length > 0)
        complain(`${key}: options are for a choice, and a choice has some`);
    }
    const drawn = body.flatMap((part) => ('fields' in part ? part.fields : []));
    for (const key of drawn) if (!byKey.has(key)) complain(`${key}: there is no such field`);
    for (const { key } of fields)
      if (drawn.filter((one) => one === key).length !== 1) complain(`${key}: is to stand in the body once`);
    for (const words of body.flatMap((part) => ('text' in part ? [part.text.en, part.text.ru] : [])))
      for (const [, name = ''] of words.matchAll(/\{(\w+)\}/g))
        if (!FACTS.includes(name)) complain(`{${name}}: a text names ${FACTS.join(', ')} and nothing else`);
  });
export type DocumentTemplate = z.infer<typeof DocumentTemplate>;

export interface DocumentTemplates {
  readonly all: readonly DocumentTemplate[];
  get(id: string): DocumentTemplate | undefined;
}

/** Reads every template of a folder. Throws with file and field where one is not lawful. */
export function loadDocumentTemplates(folder: string): DocumentTemplates {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  const all = files.map((file) => {
    const parsed = DocumentTemplate.safeParse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
    const issue = parsed.error?.issues[0];
    if (!parsed.success) throw new Error(`${join(folder, file)}: ${issue?.path.join('.')}: ${issue?.message}`);
    if (`${parsed.data.id}.json` !== file) throw new Error(`${join(folder, file)}: id: must be the file's name`);
    return parsed.data;
  });
  return { all, get: (id) => all.find((template) => template.id === id) };
}

export function viewOfTemplate({ id, title, summary, fields }: DocumentTemplate): TemplateView {
  return { id, title, summary, fields };
}
