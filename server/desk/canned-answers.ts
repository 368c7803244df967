import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AnswerId, CannedAnswer, PLACEHOLDERS } from '../../shared/desk.ts';

export type CannedAnswers = Readonly<Record<'en' | 'ru', readonly CannedAnswer[]>>;

/** `assets/desk/answers.{en,ru}.json`. */
export const AnswerFile = z
  .strictObject({ answers: z.array(CannedAnswer).min(1).max(200) })
  .superRefine(({ answers }, context) => {
    const complain = (id: string, message: string) =>
      context.addIssue({ code: 'custom', message: `${id}: ${message}` });
    const ids = new Set<string>();
    for (const { id, text } of answers) {
      if (ids.has(id)) complain(id, 'stands twice');
      ids.add(id);
      for (const [, name = ''] of text.matchAll(/\{([^}]*)\}?/g))
        if (!PLACEHOLDERS.includes(name as never))
          complain(id, `{${name}}: a text names ${PLACEHOLDERS.join(', ')} and nothing else`);
    }
  });

/** Reads both files of a folder. Throws with file and entry where one is not lawful, or the two languages do not go together. */
export function loadCannedAnswers(folder: string): CannedAnswers {
  const [en, ru] = [readAnswers(join(folder, 'answers.en.json')), readAnswers(join(folder, 'answers.ru.json'))];
  const shapeOf = ({ id, topic, steps }: CannedAnswer) =>
    JSON.stringify([id, topic, steps.map((step) => ('offer' in step ? step.offer : step.wrapUp.code))]);
  for (let at = 0; at < Math.max(en.length, ru.length); at++) {
    const [ours, theirs] = [en[at], ru[at]];
    if (!ours || !theirs || shapeOf(ours) !== shapeOf(theirs))
      throw new Error(
        `${folder}: entry ${at + 1}: ${AnswerId.parse((ours ?? theirs)?.id)} differs between the languages in id, topic or steps`,
      );
  }
  return { en, ru };
}

function readAnswers(file: string): readonly CannedAnswer[] {
  const parsed = AnswerFile.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  const issue = parsed.error?.issues[0];
  if (!parsed.success) throw new Error(`${file}: ${issue?.path.join('.')}: ${issue?.message}`);
  return parsed.data.answers;
}
