import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { KNOWLEDGE } from '../testing/learned-knowledge.ts';
import { loadKnowledge } from './knowledge-base.ts';

const FOLDER = join(import.meta.dirname, '../../../assets/knowledge');

function copyWith(file: string, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'knowledge-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cpSync(FOLDER, folder, { recursive: true });
  writeFileSync(join(folder, file), text);
  return folder;
}

test('both languages have the same articles, with the same sections and the same figures', () => {
  expect(KNOWLEDGE.en.size).toBeGreaterThanOrEqual(40);
  const figures = (text: string) =>
    (
      text
        .replace(/(\d)[.,  ](?=\d{3}(?!\d))/g, '$1')
        .replace(/(\d),(?=\d)/g, '$1.')
        .match(/\d+(\.\d+)?/g) ?? []
    ).sort();
  for (const [id, english] of KNOWLEDGE.en) {
    const russian = KNOWLEDGE.ru.get(id);
    expect(russian?.sections.length, id).toBe(english.sections.length);
    english.sections.forEach(({ text }, at) => {
      expect(figures(russian?.sections[at]?.text ?? ''), `${id}, section ${at}`).toEqual(figures(text));
    });
  }
});

test.each([
  ['en/new.md', '---\ntitle: New\nasked: new\n---\nText.\n', 'no fellow'],
  ['en/isa.md', 'Text without a title', 'needs a name'],
  ['en/isa.md', '---\ntitle: ISA\nasked: isa\n---\nSee [that](nowhere).\n', 'not there'],
])('a wrong %s is told of', (file, text, reason) => {
  expect(() => loadKnowledge(FOLDER)).not.toThrow();
  expect(() => loadKnowledge(copyWith(file, text))).toThrow(reason);
});
