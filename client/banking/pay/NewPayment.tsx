import { useEffect, useState } from 'react';
import { useDraftOwner } from '../../net/use-draft-owner.ts';
import { useLanguage } from '../../ui/i18n.ts';
import { forgetDraft, readDraft } from '../../ui/kept-drafts.ts';
import { draftOfBeneficiary, draftOfProposal } from './fill-draft.ts';
import { PayFlow } from './PayFlow.tsx';
import { emptyDraft, PayDraft } from './pay-draft.ts';
import { PAY_DRAFT, type PayStart } from './pay-start.ts';
import type { PayFlowOptions } from './use-pay-flow.ts';

interface NewPaymentProps extends Omit<PayFlowOptions, 'first'> {
  readonly start: PayStart;
  /** Paid from, unless what it starts with says otherwise. */
  readonly accountId: string;
  /** There are saved payees to choose from. */
  readonly hasSaved: boolean;
  /** No account can pay what is proposed, or what was kept can no longer be read. */
  readonly onUnfillable: () => void;
}

/** A payment's form, filled in as far as is known from where it was opened. */
export function NewPayment({ start, accountId, hasSaved, onUnfillable, ...flow }: NewPaymentProps) {
  const owner = useDraftOwner('customer');
  const language = useLanguage();
  const { accounts } = flow;
  const firstDraft = (): PayDraft | null => {
    switch (start.from) {
      case 'nothing':
        return { ...emptyDraft, accountId, payeeKind: hasSaved ? 'beneficiary' : 'account' };
      case 'payee':
        return { ...emptyDraft, accountId, ...draftOfBeneficiary(start.payee, accountId, accounts) };
      case 'draft':
        return (owner && readDraft({ owner, name: PAY_DRAFT }, PayDraft)) || null;
      case 'proposal': {
        const filled = draftOfProposal(start.proposal, accounts, language);
        // What was begun before would be shown in its place.
        if (filled) forgetDraft({ name: PAY_DRAFT });
        return filled;
      }
    }
  };
  const [first] = useState(firstDraft);
  useEffect(() => {
    if (!first) onUnfillable();
  }, [first, onUnfillable]);
  return first && <PayFlow {...flow} first={first} />;
}
