import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AssistantEngine } from '../assistant-engine.ts';
import { createEmbeddedEngine } from '../embedded/embedded-engine.ts';
import { createEndpointEngine } from '../endpoint/endpoint-engine.ts';
import { HELD_BACK, TUNING_SETS } from '../eval/sets.ts';
import { crossValidate } from './cross-validate.ts';
import { type Dialogue, readDialogues } from './dialogue.ts';
import { KNOWLEDGE } from './learned-knowledge.ts';
import { runDialogues } from './run-dialogues.ts';
import { type Figure, figuresOf, verdictOf } from './score-rules.ts';

/**
 * `npm run eval:assistant`: every set on the embedded engine, and on an endpoint too where LLM_BASE_URL names one. `--misses`
 * lists what went wrong of the tuning sets; of what is held back only figures are ever printed. `--folds` has the search asked for what
 * was left out of what it learns.
 */
const ARTIFACT = join(import.meta.dirname, '../../../artifacts/bench-assistant.json');

const engines: AssistantEngine[] = [createEmbeddedEngine()];
const { LLM_BASE_URL, LLM_API_KEY, LLM_MODEL } = process.env;
if (LLM_BASE_URL)
  engines.push(
    createEndpointEngine({ baseUrl: LLM_BASE_URL, apiKey: LLM_API_KEY ?? null, model: LLM_MODEL || 'default' }),
  );

const figures: Figure[] = [];
for (const engine of engines)
  for (const set of [...TUNING_SETS, ...(HELD_BACK ? [HELD_BACK] : [])]) {
    const dialogues = readDialogues(join(import.meta.dirname, '../eval', set.file));
    const outcomes = await runDialogues(dialogues, engine);
    const name = `${engine.name}, ${set.name}`;
    figures.push(...figuresOf(name, outcomes), ...timesOf(name, outcomes));
    if (set === HELD_BACK) figures.push(knownOf(name, dialogues));
    else if (process.argv.includes('--misses')) outcomes.forEach(printMiss);
  }
if (process.argv.includes('--folds')) figures.push(...(await crossValidate(KNOWLEDGE)));
for (const { figure, value, unit, goal, met } of figures)
  process.stdout.write(
    `${figure.padEnd(60)} ${String(value).padStart(6)} ${unit.padEnd(10)} ${goal === null ? '' : `goal ${goal}: ${met ? 'met' : 'MISSED'}`}\n`,
  );
mkdirSync(join(ARTIFACT, '..'), { recursive: true });
writeFileSync(ARTIFACT, `${JSON.stringify(figures, null, 2)}\n`);

function printMiss(outcome: Awaited<ReturnType<typeof runDialogues>>[number]): void {
  const verdict = verdictOf(outcome);
  if (verdict.right && !verdict.wrongButAsserted) return;
  const { dialogue, last } = outcome;
  const wanted = dialogue.articles?.join('|') ?? JSON.stringify(dialogue.draft ?? dialogue.reason ?? '');
  const given = `${last?.kind} ${last?.sources[0]?.articleId ?? JSON.stringify(last?.drafts[0]?.fields ?? '')}`;
  process.stdout.write(
    `${verdict.wrongButAsserted ? 'WRONG' : 'miss '} ${dialogue.kind} [${dialogue.turns.join(' / ')}] wanted ${wanted}, got ${given}\n`,
  );
}

/** How long an answer takes; the first of a language, which learns it, is among them. */
function timesOf(set: string, outcomes: readonly { readonly tookMs: number }[]): Figure[] {
  const sorted = outcomes.map(({ tookMs }) => tookMs).sort((a, b) => a - b);
  const at95 = sorted[Math.floor(0.95 * sorted.length)] ?? 0;
  const value = Math.round(10 * at95) / 10;
  return [{ figure: `95 % of dialogues take at most (${set})`, value, unit: 'ms', goal: null, met: null }];
}

/** How many questions are word for word among those that are learned: of these the figures say nothing. */
function knownOf(set: string, dialogues: readonly Dialogue[]): Figure {
  const { questions, en, ru } = KNOWLEDGE;
  const ways = [...en.values(), ...ru.values()].flatMap(({ asked }) => asked);
  const known = new Set([...ways, ...[...questions.en, ...questions.ru].map(({ text }) => text)].map(bare));
  const value = dialogues.filter(({ turns }) => turns.length === 1 && known.has(bare(turns[0] ?? ''))).length;
  return { figure: `known word for word (${set})`, value, unit: 'dialogues', goal: null, met: null };
}

function bare(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
