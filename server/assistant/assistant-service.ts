import type {
  AnswerEvent,
  Article,
  AssistantLanguage,
  Draft,
  DraftFields,
  HandedOver,
  Turn,
} from '../../shared/assistant.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { Clock } from '../lib/clock.ts';
import type { CustomerPrincipal, Principal, StaffPrincipal } from '../lib/principal.ts';
import type { Logger } from '../logger.ts';
import { answerQuestion } from './answer-question.ts';
import type { AssistantEngine, Passage } from './assistant-engine.ts';
import type { AssistantStore } from './assistant-store.ts';
import type { BranchFacts } from './branch-facts.ts';
import {
  APPOINTMENT_NEAR_MS,
  checkDraft,
  type DraftLimits,
  KEPT_FOR_MS,
  MAX_TURNS,
  TOLD_TURNS,
} from './draft-rules.ts';
import type { Knowledge } from './knowledge/knowledge-base.ts';
import type { KnowledgeSearch } from './knowledge/knowledge-search.ts';
import { languageOf } from './knowledge/word-rules.ts';
import { namesOf } from './new-turn.ts';
import { createMask } from './personal-data-rules.ts';

type DraftGone = 'draft-unknown' | 'draft-settled';

/** The AI at its desk. It answers and prepares; whatever is done, the customer does by the ordinary way. */
export interface AssistantService {
  turns(customer: CustomerPrincipal): Promise<Turn[]>;
  forget(customer: CustomerPrincipal): Promise<void>;
  ask(
    principal: Principal,
    language: AssistantLanguage,
    text: string,
    branchId?: string | null,
  ): Promise<Result<AsyncIterable<AnswerEvent>, 'talk-too-long' | 'answer-under-way'>>;
  amend(
    customer: CustomerPrincipal,
    draftId: string,
    fields: DraftFields,
  ): Promise<Result<Draft, DraftGone | 'draft-not-possible' | 'amount-over-limit'>>;
  confirm(customer: CustomerPrincipal, draftId: string, where: ConfirmedWhere): Promise<Result<Draft, DraftGone>>;
  discard(customer: CustomerPrincipal, draftId: string): Promise<Result<Draft, DraftGone>>;
  article(language: AssistantLanguage, articleId: string): Result<Article, 'article-unknown'>;
  handedOver(staff: StaffPrincipal, consultationId: string): Promise<Result<HandedOver[], 'consultation-unknown'>>;
  /** The same search for a consultant's own use, in the language that the query is written in; nothing of it is kept. */
  lookUp(query: string, language: AssistantLanguage): Promise<LookedUp>;
}

export interface LookedUp {
  readonly language: AssistantLanguage;
  readonly passages: Pick<Passage, 'source' | 'text'>[];
}

interface ConfirmedWhere {
  readonly branchId: string;
  /** The talk goes to the consultant with it. */
  readonly withTalk: boolean;
}

export interface AssistantServiceDeps {
  readonly store: AssistantStore;
  readonly engine: AssistantEngine;
  /** Answers where the engine cannot. */
  readonly embedded: AssistantEngine;
  readonly knowledge: Knowledge;
  readonly search: KnowledgeSearch;
  readonly limits: DraftLimits;
  readonly branches: BranchFacts;
  readonly clock: Clock;
  readonly logger: Logger;
  /** An answer takes at most so long; 45 s unless told. */
  readonly answerTimeoutMs?: number;
  /** The customer of a consultation that this person may read now; null where there is none. */
  readonly customerInConsultation: (
    staff: StaffPrincipal,
    consultationId: string,
  ) => Promise<{ readonly subject: string; readonly branchId: string } | null>;
}

export function createAssistantService(deps: AssistantServiceDeps): AssistantService {
  const { store, knowledge, limits, clock } = deps;
  // One answer at a time for each talk: two at once would each not know of the other.
  const underWay = new Set<string>();

  const audit = (principal: Principal, step: string, detail: unknown) => {
    const mask = createMask(namesOf(principal));
    const subject = principal.kind === 'customer' ? principal.subject : null;
    const masked: unknown = JSON.parse(mask.mask(JSON.stringify(detail)));
    return store.audit({ at: clock(), subject, sessionId: principal.sessionId, step, detail: masked });
  };
  const openDraft = async (customer: CustomerPrincipal, draftId: string): Promise<Result<Draft, DraftGone>> => {
    const draft = await store.findDraft(draftId, customer.sessionId);
    if (!draft) return refuse('draft-unknown');
    return draft.state === 'open' ? ok(draft) : refuse('draft-settled');
  };
  const settle = async (
    customer: CustomerPrincipal,
    draft: Draft,
    state: 'confirmed' | 'discarded',
    where?: ConfirmedWhere,
  ) => {
    const handover = where && state === 'confirmed' ? await handoverOf(customer, draft, where) : null;
    // What goes with an appointment is kept for that day.
    const { fields } = draft;
    const at = fields.kind === 'appointment' && fields.startsAt ? new Date(fields.startsAt) : clock();
    if (!(await store.settleDraft(draft.id, state, customer.subject, at, handover))) return refuse('draft-settled');
    await audit(customer, `draft-${state}`, {
      draftId: draft.id,
      kind: draft.fields.kind,
      talk: (handover?.turns.length ?? 0) > 0,
    });
    return ok({ ...draft, state });
  };
  const handoverOf = async (customer: CustomerPrincipal, { fields }: Draft, { branchId, withTalk }: ConfirmedWhere) => {
    if (fields.kind === 'payment' || fields.kind === 'ticket' || fields.kind === 'callback') return null;
    const turns = withTalk ? await store.turns(customer.sessionId) : [];
    return { branchId, reason: fields.kind === 'handover' ? fields.reason : ('wish' as const), wish: fields, turns };
  };

  return {
    turns: (customer) => store.turns(customer.sessionId),

    async forget(customer) {
      await store.forgetTalk(customer.sessionId);
      await audit(customer, 'talk-forgotten', {});
    },

    async ask(principal, language, text, branchId = null) {
      const key = principal.sessionId;
      if (underWay.has(key)) return refuse('answer-under-way');
      underWay.add(key);
      const release = () => underWay.delete(key);
      try {
        await store.forgetBefore(new Date(clock().getTime() - KEPT_FOR_MS));
        const before = principal.kind === 'customer' ? await store.turns(key) : [];
        if (before.length >= MAX_TURNS) {
          release();
          return refuse('talk-too-long');
        }
        const told = before.slice(-TOLD_TURNS);
        return ok(
          releasing(answerQuestion({ ...deps, audit }, principal, { language, text, branchId }, told), release),
        );
      } catch (error) {
        release();
        throw error;
      }
    },

    async amend(customer, draftId, fields) {
      const draft = await openDraft(customer, draftId);
      if (!draft.ok) return draft;
      // What a draft is of is not changed, nor why somebody is handed over.
      if (fields.kind !== draft.value.fields.kind) return refuse('draft-not-possible');
      const checked = checkDraft(fields, limits);
      if (!checked.ok) return checked;
      if (!(await store.amendDraft(draftId, fields))) return refuse('draft-settled');
      await audit(customer, 'draft-amended', { draftId, fields });
      return ok({ ...draft.value, fields });
    },

    async confirm(customer, draftId, where) {
      const draft = await openDraft(customer, draftId);
      return draft.ok ? settle(customer, draft.value, 'confirmed', where) : draft;
    },

    async discard(customer, draftId) {
      const draft = await openDraft(customer, draftId);
      return draft.ok ? settle(customer, draft.value, 'discarded') : draft;
    },

    article(language, articleId) {
      const article = knowledge[language].get(articleId);
      return article
        ? ok({ id: article.id, title: article.title, sections: [...article.sections] })
        : refuse('article-unknown');
    },

    async lookUp(query, chosen) {
      const language = languageOf(query, chosen);
      const passages = (await deps.search.search(language, query)).map(({ source, text }) => ({ source, text }));
      return { language, passages };
    },

    async handedOver(staff, consultationId) {
      const customer = await deps.customerInConsultation(staff, consultationId);
      if (!customer) return refuse('consultation-unknown');
      const since = new Date(clock().getTime() - KEPT_FOR_MS);
      const until = new Date(clock().getTime() + APPOINTMENT_NEAR_MS);
      const rows = await store.takeHandovers(customer.subject, customer.branchId, consultationId, { since, until });
      if (rows.length > 0)
        await store.audit({
          at: clock(),
          subject: customer.subject,
          sessionId: staff.sessionId,
          step: 'handover-read',
          detail: { consultationId, consultant: staff.subject, count: rows.length },
        });
      return ok(
        rows.map((row) => ({
          reason: row.reason,
          wish: JSON.parse(row.wish) as DraftFields,
          turns: JSON.parse(row.turns) as Turn[],
        })),
      );
    },
  };
}

/** Lets the next question in once the answer was read to its end, or was given up. */
async function* releasing(events: AsyncIterable<AnswerEvent>, release: () => void): AsyncIterable<AnswerEvent> {
  try {
    yield* events;
  } finally {
    release();
  }
}
