import { z } from 'zod';
import { NOTE_MAX_LENGTH, WrapUpCode } from './consultation.ts';
import { endpoint } from './endpoint.ts';
import { Topic } from './queue.ts';
import { personLine, personText } from './text.ts';

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
