import type { HandoverReason } from '../../../shared/assistant.ts';
import type { EngineEvent, Question } from '../assistant-engine.ts';
import type { AssistantWords } from '../assistant-words.ts';

/** A part of an answer. */
export type Step = AsyncGenerator<EngineEvent, void>;

/** What is answered now. */
export interface EngineTurn {
  readonly question: Question;
  readonly words: AssistantWords;
  /** What the customer said of one matter, oldest first: the order, what was answered to questions back, and corrections of what was drafted. */
  readonly matter: readonly string[];
  /** The last of it. */
  readonly text: string;
}

export async function* say(text: string): Step {
  for (const [delta] of text.matchAll(/\S+\s*/g)) yield { type: 'text', delta };
}

export async function* ask(text: string): Step {
  yield { type: 'ask' };
  yield* say(text);
}

export async function* handOver(text: string, reason: HandoverReason): Step {
  yield { type: 'handover', reason };
  yield* say(text);
}
