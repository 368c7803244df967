import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type Money, parseAmount } from '../../shared/money.ts';
import { decideProposal, type PaymentProposal, type ProposalContent } from '../../shared/proposals.ts';
import { callEndpoint } from '../net/api.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { useFocusRescue } from '../ui/use-focus-rescue.ts';
import { proposalTexts } from './proposal-texts.ts';
import './proposals.css';
import { proposalTitle } from './proposal-title.ts';
import { useProposals } from './use-proposals.ts';

/** A payment as it was proposed, for the form that the customer pays with. */
export interface ProposedFields {
  readonly id: string;
  readonly name: string;
  readonly identification: string;
  readonly amount: Money | null;
  readonly reference: string;
}

interface ProposalListProps {
  readonly consultationId: string;
  /** Opens the ordinary payment form, filled in with this. */
  readonly onPay: (payment: ProposedFields) => void;
}

/** What the consultant suggests and the customer has not decided. */
export function ProposalList({ consultationId, onPay }: ProposalListProps) {
  const texts = useTexts(proposalTexts);
  const { proposals } = useProposals('customer', consultationId);
  const waiting = proposals?.filter(({ state }) => state === 'proposed') ?? [];
  const place = useFocusRescue<HTMLElement>(waiting.length);
  if (waiting.length === 0) return null;
  return (
    <section className="card proposals" aria-labelledby="proposals-heading" ref={place} tabIndex={-1}>
      <p className="visually-hidden" role="status">
        {texts.news}
      </p>
      <h3 id="proposals-heading" tabIndex={-1}>
        {texts.heading}
      </h3>
      <p className="muted small">{texts.intro}</p>
      <ul className="proposal-list">
        {waiting.map(({ id, content }) => (
          <li key={id} className="proposal">
            {content ? (
              <Open id={id} content={content} onPay={onPay} />
            ) : (
              <span className="muted">{texts.onItsWay}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface OpenProps extends Pick<ProposalListProps, 'onPay'> {
  readonly id: string;
  readonly content: ProposalContent;
}

function Open({ id, content, onPay }: OpenProps) {
  const texts = useTexts(proposalTexts);
  const language = useLanguage();
  const queries = useQueryClient();
  const decide = useMutation({
    mutationFn: async (decision: 'accept' | 'discard') => {
      const decided = await callEndpoint(decideProposal, { params: { proposalId: id }, body: { decision } });
      if (decided.ok && decision === 'accept' && content.kind === 'payment') onPay(fieldsOf(id, content));
      return decided;
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['proposals'] }),
  });
  return (
    <>
      <strong>{proposalTitle(content, language)}</strong>
      {decide.data && !decide.data.ok && <Alert tone="danger">{texts.errors[decide.data.error]}</Alert>}
      <div className="row">
        <Button busy={decide.isPending} onClick={() => decide.mutate('accept')}>
          {content.kind === 'payment' ? texts.edit : texts.take}
        </Button>
        <Button variant="quiet" busy={decide.isPending} onClick={() => decide.mutate('discard')}>
          {texts.discard}
        </Button>
      </div>
    </>
  );
}

function fieldsOf(
  id: string,
  { payeeName, identification, amount, currency, reference }: PaymentProposal,
): ProposedFields {
  const minor = parseAmount(amount, currency);
  return { id, name: payeeName, identification, reference, amount: minor === null ? null : { minor, currency } };
}
