import { z } from 'zod';
import { AccountNumber } from './account-number.ts';
import { DocumentLanguage, FieldValues } from './documents.ts';
import { endpoint } from './endpoint.ts';
import { Currency } from './money.ts';
import { PAYEE_NAME_MAX_LENGTH, REFERENCE_MAX_LENGTH } from './payment.ts';
import { ProposalHash } from './proposal-sheet.ts';
import { Id, Instant, personLine } from './text.ts';

/** A payment as a consultant suggests it: it fills in the customer's own form, and does nothing else. */
export const PaymentProposal = z.strictObject({
  kind: z.literal('payment'),
  payeeName: personLine(PAYEE_NAME_MAX_LENGTH),
  identification: AccountNumber,
  /** In the currency's main unit, with a point. The form and the bank check it like any other. */
  amount: z.string().regex(/^\d{1,10}(\.\d{1,5})?$/),
  currency: Currency,
  reference: personLine(REFERENCE_MAX_LENGTH),
});
const TITLE_MAX_LENGTH = 120;
/** A product: where the customer takes it up, its document is laid on the desk, which binds nobody before it is signed. */
export const ProductProposal = z.strictObject({
  kind: z.literal('product'),
  templateId: z.string().max(64),
  /** As the consultant names it to the customer. */
  title: z.strictObject({ en: personLine(TITLE_MAX_LENGTH), ru: personLine(TITLE_MAX_LENGTH) }),
  language: DocumentLanguage,
  values: FieldValues,
});
/** It goes from the consultant's tab to the customer's by private letter (`proposal-sheet.ts`); the server never has it. */
export const ProposalContent = z.discriminatedUnion('kind', [PaymentProposal, ProductProposal]);
export type ProposalContent = z.infer<typeof ProposalContent>;
export type PaymentProposal = z.infer<typeof PaymentProposal>;
export type ProductProposal = z.infer<typeof ProductProposal>;

/** `accepted`: the customer has taken it into their form, or has asked for the document. Nothing was paid or agreed by it. */
export const ProposalState = z.enum(['proposed', 'accepted', 'discarded', 'withdrawn', 'lapsed']);
export type ProposalState = z.infer<typeof ProposalState>;

/** All that the server knows of a proposal. */
export const ProposalView = z.object({
  id: Id,
  kind: z.enum(['payment', 'product']),
  /** Of the content, salted: `proposal-sheet.ts`. */
  hash: ProposalHash,
  state: ProposalState,
  proposedAt: Instant,
  /** Of a product that was taken up: a tab of the consultant has undertaken to lay its document on the desk. */
  isLaid: z.boolean(),
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
  body: ProposalView.pick({ kind: true, hash: true }),
  answer: one,
  errors: { 'consultation-unknown': 404, 'too-many-proposals': 409 },
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
/** Once, of a product that the customer has taken up: whoever is answered lays its document on the desk. */
export const layProposal = endpoint({
  method: 'POST',
  path: '/api/desk-proposals/:proposalId/lay',
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
  errors: acts,
});
