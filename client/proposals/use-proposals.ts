import { useMutation, useQueryClient } from '@tanstack/react-query';
import { parseAmount } from '../../shared/money.ts';
import type { PaymentCode } from '../../shared/payment-code.ts';
import { decideProposal, listProposals, type ProposalView } from '../../shared/proposals.ts';
import { callEndpoint } from '../net/api.ts';
import { useRead } from '../net/use-read.ts';

/** A payment as it was proposed, for the form that the customer pays with. */
export interface ProposedFields extends PaymentCode {
  readonly id: string;
}

/** What the consultant suggests and the customer has not decided; undefined until it is known. */
export function useWaitingProposals(consultationId: string): readonly ProposalView[] | undefined {
  const { value } = useRead(listProposals, {
    key: ['proposals', 'customer', consultationId],
    params: { consultationId },
  });
  return value?.proposals.filter(({ state }) => state === 'proposed');
}

interface DecisionOptions {
  /** A payment was taken up, which is now theirs to look at. */
  readonly onPay: (payment: ProposedFields) => void;
  /** A product was taken up: its document is on the desk. */
  readonly onTable?: () => void;
}

/** The customer's word on a proposal. To take one up pays nothing and signs nothing. */
export function useProposalDecision(proposal: ProposalView, { onPay, onTable }: DecisionOptions) {
  const queries = useQueryClient();
  const decide = useMutation({
    mutationFn: async (decision: 'accept' | 'discard') => {
      const params = { proposalId: proposal.id };
      const decided = await callEndpoint(decideProposal, { params, body: { decision } });
      if (!decided.ok || decision === 'discard') return decided;
      const payment = proposedFields(proposal);
      if (payment) onPay(payment);
      else onTable?.();
      return decided;
    },
    onSettled: () =>
      Promise.all(['proposals', 'documents'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  });
  return {
    decide: decide.mutate,
    busy: decide.isPending,
    error: decide.data && !decide.data.ok ? decide.data.error : null,
  };
}

/** What a proposal fills the payment form in with; null where it is none of a payment. */
export function proposedFields({ id, content }: ProposalView): ProposedFields | null {
  if (content.kind !== 'payment') return null;
  const { payeeName, identification, amount, currency, reference } = content;
  const minor = parseAmount(amount, currency);
  return { id, name: payeeName, identification, reference, amount: minor === null ? null : { minor, currency } };
}
