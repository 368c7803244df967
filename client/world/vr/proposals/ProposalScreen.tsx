import { useState } from 'react';
import { draftOfProposal } from '../../../banking/pay/fill-draft.ts';
import { useAccounts } from '../../../banking/use-accounts.ts';
import { proposalTexts } from '../../../proposals/proposal-texts.ts';
import { type OpenProposal, proposedFields, useProposalDecision } from '../../../proposals/use-proposal-decision.ts';
import { type ScreenProps, Surface } from '../Surface.tsx';
import { ACCEPT, DISCARD, PROPOSAL, proposalDoc, proposalsDoc } from './proposal-docs.ts';

interface ProposalScreenProps {
  readonly screen: ScreenProps;
  /** What waits for the customer's word; undefined until it is known. */
  readonly waiting: readonly OpenProposal[] | undefined;
}

/** What the consultant suggests: seen whole, taken into the customer's own form or onto the desk, or thrown away. */
export function ProposalScreen({ screen, waiting }: ProposalScreenProps) {
  const { language, go } = screen;
  const [chosenId, setChosenId] = useState<string | null>(null);
  const only = waiting?.length === 1 ? waiting[0] : undefined;
  const open = waiting?.find(({ id }) => id === chosenId) ?? only;
  const back = () => (only || !open ? go('talk') : setChosenId(null));
  if (open) return <ProposalToDecide key={open.id} screen={screen} proposal={open} onBack={back} />;
  const press = (id: string) => id.startsWith(PROPOSAL) && setChosenId(id.slice(PROPOSAL.length));
  return <Surface doc={proposalsDoc(waiting, language)} screen={screen} onPress={press} onBack={back} />;
}

interface ProposalToDecideProps {
  readonly screen: ScreenProps;
  readonly proposal: OpenProposal;
  readonly onBack: () => void;
}

function ProposalToDecide({ screen, proposal, onBack }: ProposalToDecideProps) {
  const { language, go, onFilledForm } = screen;
  const accounts = useAccounts(true).value?.accounts ?? null;
  const draftOf = (fields: NonNullable<ReturnType<typeof proposedFields>>) =>
    accounts && draftOfProposal(fields, accounts, language);
  const fields = proposedFields(proposal.id, proposal.content);
  const isUnpayable = fields !== null && accounts !== null && draftOf(fields) === null;
  const { decide, busy, error } = useProposalDecision(proposal, {
    onPay(taken) {
      const draft = draftOf(taken);
      if (draft) onFilledForm(draft);
    },
    onTable: () => go('talk'),
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
