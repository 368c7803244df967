import type { ProposalContent } from '../../shared/proposals.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { useFocusRescue } from '../ui/use-focus-rescue.ts';
import { proposalTexts } from './proposal-texts.ts';
import './proposals.css';
import { proposalTitle } from './proposal-title.ts';
import { type ProposedFields, useProposalDecision } from './use-proposal-decision.ts';
import { useProposals } from './use-proposals.ts';

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
  const [newest] = waiting;
  return (
    <>
      <p className="visually-hidden" role="status">
        {newest ? `${texts.news} ${waiting.length > 1 ? waiting.length : ''}` : ''}
      </p>
      {newest && (
        <section className="card proposals" aria-labelledby="proposals-heading" ref={place} tabIndex={-1}>
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
      )}
    </>
  );
}

interface OpenProps extends Pick<ProposalListProps, 'onPay'> {
  readonly id: string;
  readonly content: ProposalContent;
}

function Open({ id, content, onPay }: OpenProps) {
  const texts = useTexts(proposalTexts);
  const language = useLanguage();
  const { decide, busy, error } = useProposalDecision({ id, content }, { onPay });
  return (
    <>
      <strong>{proposalTitle(content, language)}</strong>
      {error && <Alert tone="danger">{texts.errors[error]}</Alert>}
      <div className="row">
        <Button busy={busy} onClick={() => decide('accept')}>
          {content.kind === 'payment' ? texts.edit : texts.take}
        </Button>
        <Button variant="quiet" busy={busy} onClick={() => decide('discard')}>
          {texts.discard}
        </Button>
      </div>
    </>
  );
}
