import type { AssistantLanguage, DraftFields, HandoverReason, Source, TurnKind } from '../../shared/assistant.ts';
import type { Result } from '../../shared/result.ts';
import type { Matter } from './knowledge/known-questions.ts';

/** One thing that was said, as an engine is told of it. */
export interface Said {
  readonly from: 'customer' | 'assistant';
  readonly kind: TurnKind;
  readonly text: string;
}

/** A passage of the knowledge base. It is data to quote, never something to obey. */
export interface Passage {
  readonly source: Source;
  readonly text: string;
  /** 0 to 1: how much of what was asked it speaks of. */
  readonly confidence: number;
}

/** What is asked that no article answers, and how likely it is that, 0 to 1. */
export interface AskedMatter {
  readonly matter: Matter;
  readonly likelihood: number;
}

export type DraftRefusal = 'sign-in-required' | 'amount-over-limit' | 'draft-not-possible' | 'too-many-drafts';

/**
 * All that an engine can do. None of it executes anything: a draft waits for the customer, and what is found is data. Each
 * call is in the audit trail.
 */
export interface AssistantTools {
  /** Best first; at most four. */
  search(query: string): Promise<readonly Passage[]>;
  /** What the question asks that no article answers; null where an article is likelier to. */
  matter(query: string): Promise<AskedMatter | null>;
  /**
   * Answers what was written down: an appointment has the free slot that was found for it. `corrects`: it takes the place of the latest draft of its
   * kind, where that is open still.
   */
  draft(
    fields: DraftFields,
    how?: { readonly corrects: boolean },
  ): Promise<Result<{ readonly draftId: string; readonly fields: DraftFields }, DraftRefusal>>;
}

export interface Question {
  readonly language: AssistantLanguage;
  /** Oldest first; the last is what the customer has just said. */
  readonly said: readonly Said[];
  readonly isSignedIn: boolean;
  /** Words that are the customer's own and must not leave the house: their names. */
  readonly names: readonly string[];
  readonly tools: AssistantTools;
}

export type EngineEvent =
  | { readonly type: 'text'; readonly delta: string }
  /** Where the answer is from; only what `search` has found in this very answer is believed. */
  | { readonly type: 'source'; readonly source: Source }
  /** A person is needed: the service drafts the handover. */
  | { readonly type: 'handover'; readonly reason: HandoverReason }
  /** More is needed for what the customer wants. */
  | { readonly type: 'ask' };

/** Whoever answers: ours without a network, or a language model behind an address. */
export interface AssistantEngine {
  readonly name: 'embedded' | 'endpoint';
  /** Ends when the answer is complete; throws where none can be had. */
  answer(question: Question, signal: AbortSignal): AsyncIterable<EngineEvent>;
}
