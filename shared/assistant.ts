import { z } from 'zod';
import { AccountNumber } from './account-number.ts';
import { endpoint, eventStream } from './endpoint.ts';
import { Currency } from './money.ts';
import { PAYEE_NAME_MAX_LENGTH, REFERENCE_MAX_LENGTH } from './payment.ts';
import { Topic } from './queue.ts';
import { Id, Instant, personLine, personText } from './text.ts';

/** Longest question, UTF-16 units. */
export const QUESTION_MAX_LENGTH = 1000;
export const WISH_MAX_LENGTH = 200;

export const AssistantLanguage = z.enum(['en', 'ru']);
export type AssistantLanguage = z.infer<typeof AssistantLanguage>;
export const ArticleId = z.string().regex(/^[a-z0-9-]{1,64}$/);

/** What an answer was taken from: an article of the bank's knowledge base, and the section where there is one. */
export const Source = z.object({ articleId: ArticleId, title: z.string(), section: z.string().nullable() });
export type Source = z.infer<typeof Source>;

/**
 * What the assistant prepares, and the customer may change. It is words in a form: nothing has happened yet, and confirming
 * leads to the ordinary way of doing it.
 */
export const DraftFields = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('payment'),
    payee: personLine(PAYEE_NAME_MAX_LENGTH),
    /** Where it is known; else the customer fills it in on the payment's form. */
    identification: AccountNumber.nullable(),
    /** The wire's decimal string. */
    amount: z.string().regex(/^\d{1,13}(\.\d{1,5})?$/),
    currency: Currency,
    reference: personLine(REFERENCE_MAX_LENGTH).nullable(),
  }),
  z.object({ kind: z.literal('ticket'), topic: Topic }),
  /**
   * `when` is in the customer's words; `startsAt` is the free slot that the server found for them, and null where the branch has none.
   * It is taken by the customer's own booking.
   */
  z.object({
    kind: z.literal('appointment'),
    subject: personLine(WISH_MAX_LENGTH),
    when: personLine(WISH_MAX_LENGTH).nullable(),
    topic: Topic.default('other'),
    startsAt: Instant.nullable().default(null),
  }),
  z.object({ kind: z.literal('card-block') }),
  /** A wish to be called, as `askCallback` takes it. */
  z.object({
    kind: z.literal('callback'),
    topic: Topic.default('other'),
    phone: z.string().regex(/^\+[1-9]\d{6,14}$/),
  }),
  /** A talk to a person, with this conversation for them to read. */
  z.object({ kind: z.literal('handover'), topic: Topic, reason: z.enum(['asked', 'unsure', 'out-of-scope']) }),
]);
export type DraftFields = z.infer<typeof DraftFields>;
export type DraftKind = DraftFields['kind'];
export type HandoverReason = Extract<DraftFields, { kind: 'handover' }>['reason'];

export const Draft = z.object({
  id: Id,
  /** `replaced`: the customer put it right, and a later draft says it so. */
  state: z.enum(['open', 'confirmed', 'discarded', 'replaced']),
  fields: DraftFields,
});
export type Draft = z.infer<typeof Draft>;

/** `answer` has sources, `ask` wants to know more, `draft` and `handover` carry a draft, `talk` is neither. */
export const TurnKind = z.enum(['answer', 'ask', 'draft', 'handover', 'talk']);
export type TurnKind = z.infer<typeof TurnKind>;

export const Turn = z.object({
  id: Id,
  from: z.enum(['customer', 'assistant']),
  kind: TurnKind,
  text: z.string(),
  sources: z.array(Source),
  drafts: z.array(Draft),
  at: Instant,
});
export type Turn = z.infer<typeof Turn>;

/** What the answer to a question is streamed as, one JSON text a line: words as they come, then the whole turn. */
export const AnswerEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), delta: z.string() }),
  z.object({ type: z.literal('turn'), turn: Turn }),
  /** It broke off: nothing of what was streamed counts. */
  z.object({ type: z.literal('failed') }),
]);
export type AnswerEvent = z.infer<typeof AnswerEvent>;

export const readAssistantTalk = endpoint({
  method: 'GET',
  path: '/api/assistant/talk',
  audience: 'customer',
  params: z.object({}),
  body: z.undefined(),
  answer: z.object({ turns: z.array(Turn) }),
  errors: {},
});
/** Forgets the talk and what was prepared in it; the masked audit stays. */
export const forgetAssistantTalk = endpoint({
  method: 'DELETE',
  path: '/api/assistant/talk',
  audience: 'customer',
  params: z.object({}),
  body: z.undefined(),
  answer: z.object({}),
  errors: {},
});
/** Guests are answered from the knowledge base, one question at a time: nothing is kept of a talk with them. */
export const askAssistant = endpoint({
  method: 'POST',
  path: '/api/assistant/questions',
  audience: 'anyone',
  params: z.object({}),
  /** `branchId`: whose hours and free times are asked of, where one is in a branch. */
  body: z.object({
    language: AssistantLanguage,
    text: personText(QUESTION_MAX_LENGTH),
    branchId: z.string().max(64).nullable().default(null),
  }),
  answer: eventStream(AnswerEvent),
  errors: { 'talk-too-long': 409, 'answer-under-way': 409 },
  bucket: 'assistant',
});

const DraftParam = z.object({ draftId: Id });
/** Somebody else's draft and one that never was are answered alike. */
const draftErrors = { 'draft-unknown': 404, 'draft-settled': 409 } as const;
export const amendDraft = endpoint({
  method: 'PUT',
  path: '/api/assistant/drafts/:draftId',
  audience: 'customer',
  params: DraftParam,
  body: DraftFields,
  answer: Draft,
  errors: { ...draftErrors, 'draft-not-possible': 400, 'amount-over-limit': 400 },
});
/**
 * The customer's own press, never the assistant's: marks a draft as wanted. It does nothing else: the page goes on to the
 * payment's form, or to the queue's ticket.
 */
export const confirmDraft = endpoint({
  method: 'POST',
  path: '/api/assistant/drafts/:draftId/confirm',
  audience: 'customer',
  params: DraftParam,
  /** `withTalk`: a consultant may read the talk too, where the draft leads to one. */
  body: z.object({ branchId: z.string().max(64), withTalk: z.boolean() }),
  answer: Draft,
  errors: draftErrors,
});
export const discardDraft = endpoint({
  method: 'POST',
  path: '/api/assistant/drafts/:draftId/discard',
  audience: 'customer',
  params: DraftParam,
  body: z.undefined(),
  answer: Draft,
  errors: draftErrors,
});

export const Article = z.object({
  id: ArticleId,
  title: z.string(),
  /** The first has no heading. Text holds `[words](article-id)` links and nothing else of Markdown. */
  sections: z.array(z.object({ heading: z.string().nullable(), text: z.string() })),
});
export type Article = z.infer<typeof Article>;
export const readArticle = endpoint({
  method: 'GET',
  path: '/api/assistant/articles/:language/:articleId',
  audience: 'anyone',
  params: z.object({ language: AssistantLanguage, articleId: ArticleId }),
  body: z.undefined(),
  answer: Article,
  errors: { 'article-unknown': 404 },
});

/** What a customer handed over, read by the consultant of the consultation it led to, while that is open. */
export const HandedOver = z.object({
  reason: z.enum(['asked', 'unsure', 'out-of-scope', 'wish']),
  /** What the customer wants done, as they confirmed it. */
  wish: DraftFields,
  turns: z.array(Turn),
});
export type HandedOver = z.infer<typeof HandedOver>;
export const readHandedOver = endpoint({
  method: 'GET',
  path: '/api/desk-consultations/:consultationId/assistant-talk',
  audience: 'staff',
  params: z.object({ consultationId: Id }),
  body: z.undefined(),
  answer: z.object({ handedOver: z.array(HandedOver) }),
  errors: { 'consultation-unknown': 404 },
});
