import { z } from 'zod';
import { documentFile, endpoint } from './endpoint.ts';
import { Id, Instant, personText } from './text.ts';

/** How content a customer was, 1 to 5. */
export const Satisfaction = z.int().min(1).max(5);
/** How likely they are to recommend the bank, 0 to 10. */
export const Recommendation = z.int().min(0).max(10);
export const RATING_WORD_MAX_LENGTH = 500;
/** So many days after its end a consultation can be rated. */
export const RATING_DAYS = 7;

/** What a customer says of a consultation, once; all of it may be left out, and skipping is an answer too. */
export const Rating = z.union([
  z.strictObject({ skipped: z.literal(true) }),
  z
    .strictObject({
      satisfaction: Satisfaction.nullable(),
      recommend: Recommendation.nullable(),
      word: z.union([personText(RATING_WORD_MAX_LENGTH), z.literal('')]),
    })
    .refine(({ satisfaction, recommend, word }) => satisfaction !== null || recommend !== null || word !== '', {
      error: 'says nothing',
    }),
]);
export type Rating = z.infer<typeof Rating>;

/** The last consultation of the customer that has ended and was neither rated nor skipped; null where none is to be asked about. */
export const readDueRating = endpoint({
  method: 'GET',
  path: '/api/ratings/due',
  audience: 'customer',
  params: z.object({}),
  body: z.undefined(),
  answer: z.object({ due: z.object({ consultationId: Id, ticketNumber: z.string(), endedAt: Instant }).nullable() }),
  errors: {},
});
export const giveRating = endpoint({
  method: 'POST',
  path: '/api/consultations/:consultationId/rating',
  audience: 'customer',
  params: z.object({ consultationId: Id }),
  body: Rating,
  answer: z.object({}),
  /** `consultation-open`: it has not ended. `rating-given`: once is all. `rating-late`: it ended too long ago. */
  errors: { 'consultation-unknown': 404, 'consultation-open': 409, 'rating-given': 409, 'rating-late': 409 },
});

const FollowLink = z.object({ token: z.string().max(64) });
/** Whether who follows a ticket by its link is asked how it was: for as long as the link is known, and where nobody has answered. */
export const readFollowedRating = endpoint({
  method: 'GET',
  path: '/api/follow/:token/rating',
  audience: 'anyone',
  params: FollowLink,
  body: z.undefined(),
  answer: z.object({ isDue: z.boolean() }),
  errors: {},
});
/** As {@link giveRating}, by the two numbers: words are for who is signed in. */
export const giveFollowedRating = endpoint({
  method: 'POST',
  path: '/api/follow/:token/rating',
  audience: 'anyone',
  params: FollowLink,
  body: z
    .strictObject({ satisfaction: Satisfaction.nullable(), recommend: Recommendation.nullable() })
    .refine(({ satisfaction, recommend }) => satisfaction !== null || recommend !== null, { error: 'says nothing' }),
  answer: z.object({}),
  /** `rating-given`: it was answered or skipped, or there is nothing to be asked about. */
  errors: { 'ticket-unknown': 404, 'rating-given': 409 },
});

/** A figure with the ends of its 95 % interval; null where there are too few answers to say it. */
const Estimate = z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable();
/** What the customers of a branch said in the last days. No name, number or time of anybody. */
export const RatingFigures = z.object({
  days: z.int(),
  /** Consultations that ended and were asked about, and how many of them were answered. */
  asked: z.int(),
  satisfaction: z.object({ answers: z.int(), mean: Estimate }),
  /** Net promoter score, -100 to 100: share of 9 and 10, less that of 0 to 6. */
  recommend: z.object({ answers: z.int(), nps: Estimate }),
  words: z.array(z.string()),
});
export type RatingFigures = z.infer<typeof RatingFigures>;
/** For supervisors of the branch. */
export const readRatingFigures = endpoint({
  method: 'GET',
  path: '/api/desk/:branchId/ratings',
  audience: 'staff',
  params: z.object({ branchId: z.string().max(64) }),
  body: z.undefined(),
  answer: RatingFigures,
  errors: { 'branch-unknown': 404, 'role-missing': 403, 'not-of-branch': 403 },
});

/** All that the branch keeps of the customer who asks, as a JSON file. */
export const exportMyData = endpoint({
  method: 'GET',
  path: '/api/my-data/export',
  audience: 'customer',
  params: z.object({}),
  body: z.undefined(),
  answer: documentFile,
  errors: {},
});

/** What a branch keeps of people, by kind. */
export const DataKind = z.enum([
  'talks',
  'notes',
  'visits',
  'appointments',
  'assistant-talks',
  'ratings',
  'documents',
  'signed-documents',
  'proposals',
  'passkeys',
  'payments',
  'voice-reports',
  'trails',
]);
export type DataKind = z.infer<typeof DataKind>;
/** Why something stays: a law asks for it, it proves a signature, it protects others, or it is the audit trail without words. */
export const KeptReason = z.enum(['law', 'proof', 'protection', 'audit']);
export type KeptReason = z.infer<typeof KeptReason>;

export const Erasure = z.object({
  deleted: z.array(z.object({ kind: DataKind, count: z.int() })),
  kept: z.array(z.object({ kind: DataKind, count: z.int(), reason: KeptReason })),
});
export type Erasure = z.infer<typeof Erasure>;

/** What would be deleted and what would stay; changes nothing. */
export const previewErasure = endpoint({
  method: 'GET',
  path: '/api/my-data/erasure',
  audience: 'customer',
  params: z.object({}),
  body: z.undefined(),
  answer: Erasure,
  errors: {},
});
/** Deletes it. There is no way back. */
export const eraseMyData = endpoint({
  method: 'POST',
  path: '/api/my-data/erasure',
  audience: 'customer',
  params: z.object({}),
  body: z.strictObject({ confirmed: z.literal('delete-my-data') }),
  answer: Erasure,
  /** `visit-open`: they wait, or are in a consultation. */
  errors: { 'visit-open': 409 },
});
