import { useMutation, useQueryClient } from '@tanstack/react-query';
import { parseAmount } from '../../shared/money.ts';
import type { PaymentCode } from '../../shared/payment-code.ts';
import { decideProposal, type ProposalContent } from '../../shared/proposals.ts';
import { callEndpoint } from '../net/api.ts';
import { type Proposal, useProposals } from './use-proposals.ts';

/** A payment as it was proposed, for the form that the customer pays with. */
export interface ProposedFields extends PaymentCode {
  readonly id: string;
}

/** What waits for the customer's word, and can be read. */
export type OpenProposal = Proposal & { readonly content: ProposalContent };

/** Those of a talk, newest first; undefined until they are known. */
export function useOpenProposals(consultationId: string): readonly OpenProposal[] | undefined {
  const { proposals } = useProposals('customer', consultationId);
  return proposals?.filter(
    (proposal): proposal is OpenProposal => proposal.state === 'proposed' && proposal.content !== null,
  );
}

interface DecisionOptions {
  /** A payment was taken up, which is now theirs to look at. */
  readonly onPay: (payment: ProposedFields) => void;
  /** A product was taken up: its document comes to the desk. */
  readonly onTable?: () => void;
}

/** The customer's word on a proposal. To take one up pays nothing and signs nothing. */
export function useProposalDecision(
  { id, content }: Pick<OpenProposal, 'id' | 'content'>,
  { onPay, onTable }: DecisionOptions,
) {
  const queries = useQueryClient();
  const decide = useMutation({
    mutationFn: async (decision: 'accept' | 'discard') => {
      const decided = await callEndpoint(decideProposal, { params: { proposalId: id }, body: { decision } });
      if (!decided.ok || decision === 'discard') return decided;
      const payment = proposedFields(id, content);
      if (payment) onPay(payment);
      else onTable?.();
      return decided;
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['proposals'] }),
  });
  return {
    decide: decide.mutate,
    busy: decide.isPending,
    error: decide.data && !decide.data.ok ? decide.data.error : null,
  };
}

/** What a proposal fills the payment form in with; null where it is none of a payment. */
export function proposedFields(id: string, content: ProposalContent): ProposedFields | null {
  if (content.kind !== 'payment') return null;
  const { payeeName, identification, amount, currency, reference } = content;
  const minor = parseAmount(amount, currency);
  return { id, name: payeeName, identification, reference, amount: minor === null ? null : { minor, currency } };
}
