import { useState } from 'react';
import type { ProposalView } from '../../../../shared/proposals.ts';
import { draftOfProposal } from '../../../banking/pay/fill-draft.ts';
import { PAY_DRAFT } from '../../../banking/pay/pay-draft.ts';
import { useAccounts } from '../../../banking/use-accounts.ts';
import { useDraftOwner } from '../../../net/use-draft-owner.ts';
import { proposalTexts } from '../../../proposals/proposal-texts.ts';
import {
  type ProposedFields,
  proposedFields,
  useProposalDecision,
  useWaitingProposals,
} from '../../../proposals/use-proposals.ts';
import { keepDraft } from '../../../ui/kept-drafts.ts';
import { type ScreenProps, Surface } from '../Surface.tsx';
import { ACCEPT, DISCARD, PROPOSAL, proposalDoc, proposalsDoc } from './proposal-docs.ts';

interface ProposalScreenProps {
  readonly screen: ScreenProps;
  readonly consultationId: string;
}

/** What the consultant suggests: seen whole, taken into the customer's own form or onto the desk, or thrown away. */
export function ProposalScreen({ screen, consultationId }: ProposalScreenProps) {
  const { language, go } = screen;
  const waiting = useWaitingProposals(consultationId);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const only = waiting?.length === 1 ? waiting[0] : undefined;
  const open = waiting?.find(({ id }) => id === chosenId) ?? only;
  const back = () => (only || !open ? go('talk') : setChosenId(null));
  if (open) return <OpenProposal key={open.id} screen={screen} proposal={open} onBack={back} />;
  const press = (id: string) => id.startsWith(PROPOSAL) && setChosenId(id.slice(PROPOSAL.length));
  return <Surface doc={proposalsDoc(waiting, language)} screen={screen} onPress={press} onBack={back} />;
}

interface OpenProposalProps {
  readonly screen: ScreenProps;
  readonly proposal: ProposalView;
  readonly onBack: () => void;
}

function OpenProposal({ screen, proposal, onBack }: OpenProposalProps) {
  const { language, go, onPayment } = screen;
  const owner = useDraftOwner('customer');
  const accounts = useAccounts(true).value?.accounts ?? null;
  const draftOf = (fields: ProposedFields) => accounts && draftOfProposal(fields, accounts, language);
  const fields = proposedFields(proposal);
  const isUnpayable = fields !== null && accounts !== null && draftOf(fields) === null;
  const { decide, busy, error } = useProposalDecision(proposal, {
    onPay(taken) {
      const draft = draftOf(taken);
      if (owner && draft) keepDraft({ owner, name: PAY_DRAFT }, draft);
      onPayment(null);
    },
    onTable: () => go('documents'),
  });
  const press = (id: string) => {
    if (id === ACCEPT) decide('accept');
    else if (id === DISCARD) decide('discard');
  };
  const known = {
    proposal,
    isUnpayable,
    // A form without accounts would be an empty one.
    busy: busy || (fields !== null && accounts === null),
    error: error && proposalTexts[language].errors[error],
  };
  return <Surface doc={proposalDoc(known, language)} screen={screen} onPress={press} onBack={onBack} />;
}
