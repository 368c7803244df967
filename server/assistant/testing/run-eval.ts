import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AssistantEngine } from '../assistant-engine.ts';
import { createEmbeddedEngine } from '../embedded/embedded-engine.ts';
import { createEndpointEngine } from '../endpoint/endpoint-engine.ts';
import { loadKnowledge } from '../knowledge/knowledge-base.ts';
import { crossValidate } from './cross-validate.ts';
import { readDialogues } from './dialogue.ts';
import { runDialogues } from './run-dialogues.ts';
import { type Figure, figuresOf, verdictOf } from './score-rules.ts';

/**
 * `npm run eval:assistant`: all sets on the embedded engine, and on an endpoint too where LLM_BASE_URL names one. `--misses`
 * lists what went wrong of the tuning set; of what is held back only figures are ever printed. `--folds` has the search asked for what
 * was left out of its index.
 */
const ARTIFACT = join(import.meta.dirname, '../../../artifacts/bench-assistant.json');
const SETS = {
  tuning: 'tuning.jsonl',
  'held back': 'held-back.jsonl',
  'held back later': 'held-back-later.jsonl',
} as const;

const engines: AssistantEngine[] = [createEmbeddedEngine()];
const { LLM_BASE_URL, LLM_API_KEY, LLM_MODEL } = process.env;
if (LLM_BASE_URL)
  engines.push(
    createEndpointEngine({ baseUrl: LLM_BASE_URL, apiKey: LLM_API_KEY ?? null, model: LLM_MODEL || 'default' }),
  );

const figures: Figure[] = [];
for (const engine of engines) {
  for (const [set, file] of Object.entries(SETS)) {
    const outcomes = await runDialogues(readDialogues(join(import.meta.dirname, '../eval', file)), engine);
    figures.push(...figuresOf(`${engine.name}, ${set}`, outcomes));
    if (set === 'tuning' && process.argv.includes('--misses'))
      for (const outcome of outcomes) {
        const verdict = verdictOf(outcome);
        if (verdict.right && !verdict.wrongButAsserted) continue;
        const { dialogue, last } = outcome;
        const wanted = dialogue.articles?.join('|') ?? JSON.stringify(dialogue.draft ?? dialogue.reason ?? '');
        const given = `${last?.kind} ${last?.sources[0]?.articleId ?? JSON.stringify(last?.drafts[0]?.fields ?? '')}`;
        process.stdout.write(
          `${verdict.wrongButAsserted ? 'WRONG' : 'miss '} ${dialogue.kind} [${dialogue.turns.join(' / ')}] wanted ${wanted}, got ${given}\n`,
        );
      }
  }
}
if (process.argv.includes('--folds')) {
  const { asked, first } = crossValidate(loadKnowledge(join(import.meta.dirname, '../../../assets/knowledge')));
  process.stdout.write(`of ${asked} ways of asking, each left out of the index, ${first} % find their article first\n`);
}
for (const { figure, value, unit, goal, met } of figures)
  process.stdout.write(
    `${figure.padEnd(56)} ${String(value).padStart(6)} ${unit.padEnd(10)} ${goal === null ? '' : `goal ${goal}: ${met ? 'met' : 'MISSED'}`}\n`,
  );
mkdirSync(join(ARTIFACT, '..'), { recursive: true });
writeFileSync(ARTIFACT, `${JSON.stringify(figures, null, 2)}\n`);
