import { randomUUID } from 'node:crypto';
import type {
  AnswerEvent,
  AssistantLanguage,
  DraftFields,
  HandoverReason,
  Source,
  Turn,
  TurnKind,
} from '../../shared/assistant.ts';
import { ok, refuse } from '../../shared/result.ts';
import type { Principal } from '../lib/principal.ts';
import type { AssistantEngine, AssistantTools, Passage, Question } from './assistant-engine.ts';
import type { AssistantServiceDeps } from './assistant-service.ts';
import { checkDraft, isCustomersOwn, MAX_OPEN_DRAFTS } from './draft-rules.ts';
import { topicOf } from './embedded/intent-rules.ts';
import { findSlot } from './find-slot.ts';
import { hoursWords } from './hours-words.ts';
import { languageOf } from './knowledge/word-rules.ts';
import { namesOf, newTurn } from './new-turn.ts';

/** An answer takes at most so long; a model that thinks longer is left. */
const ANSWER_TIMEOUT_MS = 45_000;
/** Longest answer, UTF-16 units: beyond it an engine is cut off. */
const ANSWER_MAX_LENGTH = 4000;

interface AnswerDeps extends AssistantServiceDeps {
  readonly audit: (principal: Principal, step: string, detail: unknown) => Promise<void>;
}

interface Asked {
  readonly language: AssistantLanguage;
  readonly text: string;
  /** Where it is asked. */
  readonly branchId: string | null;
}

/** One question from its first word to the turn that is kept: the engine speaks, and here its words are held to what it was allowed. */
export async function* answerQuestion(
  deps: AnswerDeps,
  principal: Principal,
  { language: chosen, text, branchId }: Asked,
  before: readonly Turn[],
): AsyncGenerator<AnswerEvent, void> {
  const { store, engine, embedded, clock, logger, audit } = deps;
  const isCustomer = principal.kind === 'customer';
  const language = languageOf(text, chosen);
  const asked = newTurn('customer', 'talk', text, clock());
  await audit(principal, 'question', { text, language });
  if (isCustomer) await store.addTurn(principal.sessionId, asked);

  const own = [...before, asked].filter(({ from }) => from === 'customer').map((turn) => turn.text);
  const drafted = before.flatMap(({ drafts }) => drafts);
  const answer = beginAnswer(deps, principal, { language, branchId }, own, drafted);
  const question: Question = {
    language,
    said: [...before, asked].map(({ from, kind, text: words }) => ({ from, kind, text: words })),
    isSignedIn: isCustomer,
    names: namesOf(principal),
    tools: answer.tools,
  };
  try {
    try {
      yield* answer.hear(engine, question);
    } catch (error) {
      await audit(principal, 'engine-failed', { engine: engine.name, reason: (error as Error).name });
      // What was already said cannot be unsaid; before that, ours answers.
      if (engine === embedded || answer.hasSpoken()) throw error;
      logger.warn({ err: error }, 'the language model did not answer; the embedded engine does');
      yield* answer.hear(embedded, question);
    }
    const turn = answer.turn();
    if (isCustomer) {
      await store.addTurn(principal.sessionId, turn);
      for (const draft of turn.drafts)
        await store.addDraft({
          id: draft.id,
          turnId: turn.id,
          sessionId: principal.sessionId,
          subject: principal.subject,
          fields: draft.fields,
          at: clock(),
        });
      for (const former of answer.replaced())
        if (await store.settleDraft(former, 'replaced', principal.subject, clock(), null))
          await audit(principal, 'draft-replaced', { draftId: former });
    }
    await audit(principal, 'answer', { kind: turn.kind, sources: turn.sources.map(({ articleId }) => articleId) });
    yield { type: 'turn', turn };
  } catch (error) {
    logger.error({ err: error }, 'an answer of the assistant failed');
    yield { type: 'failed' };
  }
}

/** What has come together of one answer, and the tools that add to it. */
function beginAnswer(
  deps: AnswerDeps,
  principal: Principal,
  { language, branchId }: Omit<Asked, 'text'>,
  own: readonly string[],
  drafted: Turn['drafts'],
) {
  const { store, search, limits, clock, audit, branches, knowledge } = deps;
  const found = new Map<string, Source>();
  const sources: Source[] = [];
  const drafts: Turn['drafts'] = [];
  const replaced = new Set<string>();
  let words = '';
  let asks = false;
  let handover: HandoverReason | null = null;

  const withFacts = (passage: Passage): Passage => {
    const isOfHours = knowledge[language].get(passage.source.articleId)?.facts === 'hours';
    const hours = isOfHours && branchId ? branches.hours(branchId) : null;
    return hours ? { ...passage, text: `${hoursWords(hours, language)} ${passage.text}` } : passage;
  };
  const completed = async (fields: DraftFields): Promise<DraftFields> =>
    fields.kind === 'appointment'
      ? { ...fields, startsAt: branchId ? await findSlot(branches, branchId, fields, clock()) : null }
      : fields;

  const tools: AssistantTools = {
    async search(query) {
      const passages = (await search.search(language, query)).map(withFacts);
      for (const { source } of passages) found.set(keyOf(source), source);
      await audit(principal, 'search', { found: passages.map(({ source }) => source.articleId) });
      return passages;
    },
    matter: (query) => search.matter(language, query),
    async draft(wished, { corrects } = { corrects: false }) {
      const fields = await completed(wished);
      const refused = async (
        error: 'sign-in-required' | 'amount-over-limit' | 'draft-not-possible' | 'too-many-drafts',
      ) => {
        await audit(principal, 'draft-refused', { kind: fields.kind, error });
        return refuse(error);
      };
      if (principal.kind !== 'customer') return refused('sign-in-required');
      if (!isCustomersOwn(fields, own)) return refused('draft-not-possible');
      const checked = checkDraft(fields, limits);
      if (!checked.ok) return refused(checked.error);
      const former = corrects ? drafted.findLast((one) => one.fields.kind === fields.kind) : undefined;
      const leaving = new Set(former?.state === 'open' ? [...replaced, former.id] : replaced);
      const open = (await store.countOpenDrafts(principal.sessionId)) - leaving.size + drafts.length;
      if (open >= MAX_OPEN_DRAFTS) return refused('too-many-drafts');
      // Only now: a correction that is refused leaves the former as it was.
      for (const id of leaving) replaced.add(id);
      const id = randomUUID();
      drafts.push({ id, state: 'open', fields });
      await audit(principal, 'draft', { draftId: id, fields });
      return ok({ draftId: id, fields });
    },
  };

  return {
    tools,
    hasSpoken: () => words !== '',
    /** Drafts whose place others have taken. */
    replaced: () => [...replaced],
    async *hear(engine: AssistantEngine, question: Question): AsyncGenerator<AnswerEvent, void> {
      for await (const event of engine.answer(
        question,
        AbortSignal.timeout(deps.answerTimeoutMs ?? ANSWER_TIMEOUT_MS),
      )) {
        if (event.type === 'ask') asks = true;
        else if (event.type === 'handover') handover = event.reason;
        else if (event.type === 'source') {
          // A source that was not found just now is none: nobody shows a page that was not read.
          const known = found.get(keyOf(event.source));
          if (known && !sources.includes(known)) sources.push(known);
        } else if (words.length + event.delta.length <= ANSWER_MAX_LENGTH) {
          words += event.delta;
          yield { type: 'text', delta: event.delta };
        }
      }
      if (handover) await tools.draft(handoverFields(handover, own.at(-1) ?? ''));
    },
    turn(): Turn {
      const kind: TurnKind = handover
        ? 'handover'
        : drafts.length > 0
          ? 'draft'
          : asks
            ? 'ask'
            : sources.length > 0
              ? 'answer'
              : 'talk';
      return { ...newTurn('assistant', kind, words.trim(), clock()), sources, drafts };
    },
  };
}

function handoverFields(reason: HandoverReason, asked: string): DraftFields {
  return { kind: 'handover', topic: topicOf(asked) ?? 'other', reason };
}

function keyOf({ articleId, section }: Source): string {
  return `${articleId}#${section ?? ''}`;
}
