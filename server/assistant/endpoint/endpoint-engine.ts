import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { stepCountIs, streamText } from 'ai';
import type { AssistantEngine, EngineEvent, Passage, Question } from '../assistant-engine.ts';
import { assistantWords } from '../assistant-words.ts';
import { createMask } from '../personal-data-rules.ts';
import { instructionsFor } from './instructions.ts';
import { createModelTools } from './model-tools.ts';
import { faultOf, sentencesOf, sourcesOf } from './spoken-rules.ts';

export interface EndpointConfig {
  /** Without a slash at the end: `https://models.bank.example/v1`. */
  readonly baseUrl: string;
  readonly apiKey: string | null;
  readonly model: string;
}

/** Calls of the model within one answer: it searches, perhaps again, prepares, and speaks. */
const MAX_STEPS = 5;
const MAX_OUTPUT_TOKENS = 700;

/**
 * A language model behind an OpenAI-compatible address. It is believed in nothing: it reads masked words, can only use the tools,
 * and each of its sentences is held against `spoken-rules.ts` before the customer sees it.
 */
export function createEndpointEngine({ baseUrl, apiKey, model }: EndpointConfig): AssistantEngine {
  const provider = createOpenAICompatible({
    name: 'atrium',
    baseURL: baseUrl,
    ...(apiKey && { apiKey }),
    // An address that sends elsewhere would take the key and the words along.
    fetch: (input, init) => fetch(input, { ...init, redirect: 'error' }),
  });
  return {
    name: 'endpoint',
    async *answer(question, signal) {
      const mask = createMask(question.names);
      const heard = { passages: [] as Passage[], handover: null, drafted: 0 } as Heard;
      const result = streamText({
        model: provider(model),
        instructions: instructionsFor(question.language),
        messages: question.said.map(({ from, text }) =>
          from === 'customer'
            ? { role: 'user' as const, content: mask.mask(text) }
            : { role: 'assistant' as const, content: mask.mask(text) },
        ),
        tools: createModelTools(question.tools, mask, heard),
        stopWhen: stepCountIs(MAX_STEPS),
        maxOutputTokens: MAX_OUTPUT_TOKENS,
        temperature: 0,
        // Nobody waits for a second try: the embedded engine answers.
        maxRetries: 0,
        abortSignal: signal,
        onError: () => {},
      });
      yield* speak(question, heard, deltasOf(result.fullStream));
    },
  };
}

/** What the tools were used for in this answer. */
export interface Heard {
  passages: Passage[];
  handover: 'asked' | 'unsure' | 'out-of-scope' | null;
  drafted: number;
}

async function* deltasOf(
  parts: AsyncIterable<{ readonly type: string; readonly text?: string; readonly error?: unknown }>,
): AsyncGenerator<string, void> {
  for await (const part of parts) {
    if (part.type === 'error') throw part.error;
    if (part.type === 'abort') throw new Error('the language model took too long');
    if (part.type === 'text-delta') yield part.text ?? '';
    // Words before a tool and after it are two paragraphs.
    if (part.type === 'finish-step') yield '\n';
  }
}

/** Lets whole sentences through, and none that the rules forbid: then the rest is silence, and a person. */
async function* speak(
  question: Question,
  heard: Heard,
  deltas: AsyncGenerator<string, void>,
): AsyncGenerator<EngineEvent, void> {
  const words = assistantWords[question.language];
  const own = question.said.filter(({ from }) => from === 'customer').map(({ text }) => text);
  const instructions = instructionsFor(question.language);
  let said = '';
  let rest = '';
  const check = (sentence: string) =>
    faultOf(sentence, { said, own, passages: heard.passages.map(({ text }) => text), instructions });
  for await (const delta of deltas) {
    rest += delta;
    const { whole, begun } = sentencesOf(rest);
    rest = begun;
    for (const sentence of whole) {
      // Nothing is said by a line that is empty: until something is, ours may still answer.
      if (said === '' && sentence.trim() === '') continue;
      if (check(sentence)) return yield* fallSilent(words.unsure);
      said += sentence;
      yield { type: 'text', delta: sentence };
    }
  }
  if (rest && check(rest)) return yield* fallSilent(words.unsure);
  if (said === '' && rest.trim() === '') rest = '';
  said += rest;
  if (rest) yield { type: 'text', delta: rest };
  if (heard.handover) yield { type: 'handover', reason: heard.handover };
  else if (heard.drafted === 0) {
    const sources = sourcesOf(said, heard.passages);
    for (const source of sources) yield { type: 'source', source };
    if (sources.length === 0 && /\?\s*$/.test(said)) yield { type: 'ask' };
  }
  if (said.trim() === '') {
    if (heard.handover) yield { type: 'text', delta: heard.handover === 'asked' ? words.asked : words.unsure };
    else if (heard.drafted > 0) yield { type: 'text', delta: words.draftReady };
    else throw new Error('the language model said nothing');
  }
}

async function* fallSilent(text: string): AsyncGenerator<EngineEvent, void> {
  yield { type: 'handover', reason: 'unsure' };
  yield { type: 'text', delta: `\n${text}` };
}
