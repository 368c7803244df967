import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ArticleId, type AssistantLanguage } from '../../../shared/assistant.ts';
import { type KnownQuestion, readQuestions } from './known-questions.ts';

export interface KnowledgeArticle {
  readonly id: string;
  readonly title: string;
  /** How customers ask for it, comma-separated in the file. */
  readonly asked: readonly string[];
  /** Something that the branch knows better than any article, and is told before it. */
  readonly facts: 'hours' | null;
  readonly sections: readonly { readonly heading: string | null; readonly text: string }[];
}

export type Knowledge = Readonly<Record<AssistantLanguage, ReadonlyMap<string, KnowledgeArticle>>> & {
  readonly questions: Readonly<Record<AssistantLanguage, readonly KnownQuestion[]>>;
};

/** Reads `{folder}/{en,ru}/{id}.md`, and how customers ask from `{folder}/questions/{en,ru}/*.txt`. Throws with the file where one is no article, lacks its other language, or links to nothing. */
export function loadKnowledge(folder: string): Knowledge {
  const knowledge = { en: readLanguage(join(folder, 'en')), ru: readLanguage(join(folder, 'ru')) };
  for (const [language, other] of [
    ['en', 'ru'],
    ['ru', 'en'],
  ] as const)
    for (const article of knowledge[language].values()) {
      const file = `${language}/${article.id}.md`;
      if (!knowledge[other].has(article.id)) throw new Error(`${folder}: ${file} has no fellow in ${other}`);
      for (const { text } of article.sections)
        for (const [, target = ''] of text.matchAll(LINK))
          if (!knowledge[language].has(target))
            throw new Error(`${folder}: ${file} links to ${target}, which is not there`);
    }
  const questionsIn = (language: AssistantLanguage) =>
    readQuestions(join(folder, 'questions', language), (id) => knowledge[language].has(id));
  return { ...knowledge, questions: { en: questionsIn('en'), ru: questionsIn('ru') } };
}

const LINK = /\[[^\]]+\]\(([^)]+)\)/g;

/** Text as it is spoken: of a link its words. */
export function withoutLinks(text: string): string {
  return text.replace(/\[([^\]]+)\]\([^)]+\)/g, '$1');
}

function readLanguage(folder: string): ReadonlyMap<string, KnowledgeArticle> {
  const articles = readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => readArticle(join(folder, name), name.slice(0, -3)));
  return new Map(articles.map((article) => [article.id, article]));
}

function readArticle(file: string, id: string): KnowledgeArticle {
  const [, title, asked, facts, body] =
    /^---\ntitle: (.+)\nasked: (.+)\n(?:facts: (hours)\n)?---\n([\s\S]+)$/.exec(
      readFileSync(file, 'utf8').replaceAll('\r\n', '\n'),
    ) ?? [];
  if (!title || !asked || !body || !ArticleId.safeParse(id).success)
    throw new Error(`${file}: needs a name of a-z, 0-9 and -, then title, asked and a text`);
  const [lead = '', ...rest] = body.split(/^## /m);
  const sections = rest.map((part) => {
    const [heading = '', ...lines] = part.split('\n');
    return { heading: heading.trim(), text: lines.join('\n').trim() };
  });
  return {
    id,
    title,
    asked: asked.split(',').map((phrase) => phrase.trim()),
    facts: facts === 'hours' ? facts : null,
    sections: [{ heading: null, text: lead.trim() }, ...sections],
  };
}
