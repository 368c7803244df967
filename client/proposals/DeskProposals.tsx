import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { hashOf, writeSheet } from '../../shared/proposal-sheet.ts';
import {
  layProposal,
  type ProductProposal,
  type ProposalContent,
  propose,
  withdrawProposal,
} from '../../shared/proposals.ts';
import { actAtDesk } from '../documents/use-documents.ts';
import { callEndpoint } from '../net/api.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { ProposePayment } from './ProposePayment.tsx';
import { ProposeProduct } from './ProposeProduct.tsx';
import { proposalTexts } from './proposal-texts.ts';
import './proposals.css';
import { proposalTitle } from './proposal-title.ts';
import { type Proposal, useProposals } from './use-proposals.ts';

/** What the consultant has suggested, and what became of it; a product is proposed by offering its document. */
export function DeskProposals({ consultationId }: { readonly consultationId: string }) {
  const texts = useTexts(proposalTexts);
  const language = useLanguage();
  const queries = useQueryClient();
  const [proposing, setProposing] = useState<'payment' | 'product' | null>(null);
  const done = () => setProposing(null);
  const { proposals, add } = useProposals('staff', consultationId);
  const isUnlaid = useLaying(consultationId, proposals);
  /** The server is told that something is proposed; what it is stays here, until the customer's tab asks for it. */
  const send = async (content: ProposalContent) => {
    const sheet = writeSheet(content);
    const body = { kind: content.kind, hash: await hashOf(sheet) };
    const sent = await callEndpoint(propose, { params: { consultationId }, body });
    if (sent.ok) add(sent.value.proposal.id, sheet);
    void queries.invalidateQueries({ queryKey: ['proposals'] });
    return sent;
  };
  const withdraw = useMutation({
    mutationFn: (proposalId: string) => callEndpoint(withdrawProposal, { params: { proposalId } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['proposals'] }),
  });
  return (
    <section className="proposals" aria-labelledby="desk-proposals" data-rows>
      <div className="proposals-head">
        <h3 id="desk-proposals" tabIndex={-1} aria-keyshortcuts="3">
          {texts.heading}
        </h3>
        {!proposing && (
          <div className="row">
            <Button variant="quiet" onClick={() => setProposing('payment')} aria-keyshortcuts="y">
              {texts.propose}
            </Button>
            <Button variant="quiet" onClick={() => setProposing('product')} aria-keyshortcuts="u">
              {texts.proposeProduct}
            </Button>
          </div>
        )}
      </div>
      {proposing === 'payment' && <ProposePayment send={send} onDone={done} />}
      {proposing === 'product' && <ProposeProduct send={send} onDone={done} />}
      {isUnlaid && <Alert tone="danger">{texts.notLaid}</Alert>}
      {proposals && proposals.length > 0 && (
        <ul className="proposal-list">
          {proposals.map(({ id, content, state }) => (
            <li key={id} data-row className="proposal proposal-line">
              <span>{content ? proposalTitle(content, language) : texts.elsewhere}</span>
              <span className="muted small">{texts.states[state]}</span>
              {state === 'proposed' && (
                <Button
                  variant="quiet"
                  busy={withdraw.isPending}
                  onClick={() => withdraw.mutate(id)}
                  aria-label={content ? `${texts.withdraw}: ${proposalTitle(content, language)}` : undefined}
                >
                  {texts.withdraw}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Lays the documents of products that the customer has taken up. Answers whether one could not be laid. */
function useLaying(consultationId: string, proposals: readonly Proposal[] | undefined): boolean {
  const tried = useRef(new Set<string>());
  const [hasFailed, setHasFailed] = useState(false);
  useEffect(() => {
    async function lay(id: string, { templateId, language, values }: ProductProposal): Promise<void> {
      const taken = await callEndpoint(layProposal, { params: { proposalId: id } });
      // Another tab of the consultant lays it, or the talk is over; what could not be asked is asked again.
      if (!taken.ok) return void (taken.error.startsWith('proposal-') || tried.current.delete(id));
      const offered = await actAtDesk(consultationId, { kind: 'offer', templateId, language, values });
      if (!offered.ok) setHasFailed(true);
    }
    for (const { id, state, isLaid, content } of proposals ?? []) {
      if (state !== 'accepted' || isLaid || content?.kind !== 'product' || tried.current.has(id)) continue;
      tried.current.add(id);
      void lay(id, content);
    }
  });
  return hasFailed;
}
