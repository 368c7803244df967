import { z } from 'zod';
import { Source } from './assistant.ts';
import { NOTE_MAX_LENGTH, WrapUpCode } from './consultation.ts';
import { endpoint } from './endpoint.ts';
import { Topic } from './queue.ts';
import { Id, Instant, personLine, personText } from './text.ts';

/** What a canned answer may name in braces; the desk puts in what it knows of the consultation. */
export const PLACEHOLDERS = ['customerName', 'consultantName', 'ticket'] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

export const AnswerId = z.string().regex(/^[a-z0-9-]{1,64}$/);

/** What else choosing an answer prepares, each for the consultant to finish by hand: nothing is sent or done by it. */
export const AnswerStep = z.union([
  /** Opens the form that offers this document. */
  z.strictObject({ offer: z.string().regex(/^[a-z0-9-]{1,64}$/) }),
  /** Fills in how this consultation will be wrapped up. */
  z.strictObject({
    wrapUp: z.strictObject({
      code: WrapUpCode.exclude(['unspecified']),
      notes: z.union([personText(NOTE_MAX_LENGTH), z.literal('')]),
    }),
  }),
]);
export type AnswerStep = z.infer<typeof AnswerStep>;

/** A text that consultants need often, and what goes with it. */
export const CannedAnswer = z.strictObject({
  id: AnswerId,
  /** What it is about; `any` fits every talk. */
  topic: z.union([Topic, z.literal('any')]),
  title: personLine(80),
  text: personText(1500),
  steps: z.array(AnswerStep).max(2).default([]),
});
export type CannedAnswer = z.infer<typeof CannedAnswer>;

const Answers = z.array(CannedAnswer);

/** The bank's canned answers in both languages, with the same ids in the same order. */
export const readAnswers = endpoint({
  method: 'GET',
  path: '/api/desk/answers',
  audience: 'staff',
  params: z.object({}),
  body: z.undefined(),
  answer: z.object({ en: Answers, ru: Answers }),
  errors: {},
});

export const KNOWLEDGE_QUERY_MAX_LENGTH = 200;
/** What the bank's articles say of something, best first; in the language that it was asked in. By POST, so that no log has the words. */
export const searchKnowledge = endpoint({
  method: 'POST',
  path: '/api/desk/knowledge',
  audience: 'staff',
  params: z.object({}),
  body: z.object({ query: personLine(KNOWLEDGE_QUERY_MAX_LENGTH), language: z.enum(['en', 'ru']) }),
  answer: z.object({
    language: z.enum(['en', 'ru']),
    passages: z.array(z.object({ source: Source, text: z.string() })),
  }),
  errors: {},
});

/** How an earlier consultation of the same customer was wrapped up: nobody's name and no word of the talk. */
export const EarlierNote = z.object({
  topic: Topic,
  endedAt: Instant,
  code: WrapUpCode,
  notes: z.string().nullable(),
});
export type EarlierNote = z.infer<typeof EarlierNote>;
/** For the consultant of an open consultation, as long as it is open. Newest first. */
export const readEarlierNotes = endpoint({
  method: 'GET',
  path: '/api/desk-consultations/:consultationId/earlier-notes',
  audience: 'staff',
  params: z.object({ consultationId: Id }),
  body: z.undefined(),
  answer: z.object({ notes: z.array(EarlierNote) }),
  errors: { 'consultation-unknown': 404 },
});
