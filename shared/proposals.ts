import { z } from 'zod';
import { AccountNumber } from './account-number.ts';
import { DocumentLanguage, FieldValues } from './documents.ts';
import { endpoint } from './endpoint.ts';
import { Currency } from './money.ts';
import { PAYEE_NAME_MAX_LENGTH, REFERENCE_MAX_LENGTH } from './payment.ts';
import { Id, Instant, personLine } from './text.ts';

/** A payment as a consultant suggests it: it fills in the customer's own form, and does nothing else. */
export const PaymentProposal = z.object({
  kind: z.literal('payment'),
  payeeName: personLine(PAYEE_NAME_MAX_LENGTH),
  identification: AccountNumber,
  /** In the currency's main unit, with a point. The form and the bank check it like any other. */
  amount: z.string().regex(/^\d{1,10}(\.\d{1,5})?$/),
  currency: Currency,
  reference: personLine(REFERENCE_MAX_LENGTH),
});
/** A product: where the customer takes it up, its document is laid on the desk, which binds nobody before it is signed. */
export const ProductProposal = z.object({
  kind: z.literal('product'),
  templateId: z.string().max(64),
  language: DocumentLanguage,
  values: FieldValues,
});
export const ProposalContent = z.discriminatedUnion('kind', [PaymentProposal, ProductProposal]);
export type ProposalContent = z.infer<typeof ProposalContent>;
export type PaymentProposal = z.infer<typeof PaymentProposal>;

/** `accepted`: the customer has taken it into their form, or has the document before them. Nothing was paid or agreed by it. */
export const ProposalState = z.enum(['proposed', 'accepted', 'discarded', 'withdrawn', 'lapsed']);
export type ProposalState = z.infer<typeof ProposalState>;

export const ProposalView = z.object({
  id: Id,
  content: ProposalContent,
  /** Of a product, in both languages; null for a payment. */
  title: z.object({ en: z.string(), ru: z.string() }).nullable(),
  state: ProposalState,
  proposedAt: Instant,
});
export type ProposalView = z.infer<typeof ProposalView>;

const ConsultationParam = z.object({ consultationId: Id });
const ProposalParam = z.object({ proposalId: Id });
const none = z.undefined();
const one = z.object({ proposal: ProposalView });
const several = z.object({ proposals: z.array(ProposalView) });
const acts = { 'proposal-unknown': 404, 'proposal-decided': 409 } as const;

export const propose = endpoint({
  method: 'POST',
  path: '/api/desk-consultations/:consultationId/proposals',
  audience: 'staff',
  params: ConsultationParam,
  body: z.object({ content: ProposalContent }),
  answer: one,
  errors: { 'consultation-unknown': 404, 'product-unknown': 422, 'too-many-proposals': 409 },
});
export const listDeskProposals = endpoint({
  method: 'GET',
  path: '/api/desk-consultations/:consultationId/proposals',
  audience: 'staff',
  params: ConsultationParam,
  body: none,
  answer: several,
  errors: { 'consultation-unknown': 404 },
});
export const withdrawProposal = endpoint({
  method: 'POST',
  path: '/api/desk-proposals/:proposalId/withdraw',
  audience: 'staff',
  params: ProposalParam,
  body: none,
  answer: one,
  errors: acts,
});
export const listProposals = endpoint({
  method: 'GET',
  path: '/api/consultations/:consultationId/proposals',
  audience: 'customer',
  params: ConsultationParam,
  body: none,
  answer: several,
  errors: { 'consultation-unknown': 404 },
});
/** The customer's word on a proposal. To accept one starts no payment and signs nothing. */
export const decideProposal = endpoint({
  method: 'POST',
  path: '/api/proposals/:proposalId/decision',
  audience: 'customer',
  params: ProposalParam,
  body: z.object({ decision: z.enum(['accept', 'discard']) }),
  answer: one,
  errors: { ...acts, 'product-unknown': 422, 'too-many-documents': 409 },
});
