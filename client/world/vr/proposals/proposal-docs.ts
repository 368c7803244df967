import { formatAccountNumber } from '../../../../shared/account-number.ts';
import { bankingTexts } from '../../../banking/banking-texts.ts';
import { payTexts } from '../../../banking/pay/pay-texts.ts';
import type { PanelBlock, PanelDoc } from '../../../panels/panel-doc.ts';
import { proposalTexts } from '../../../proposals/proposal-texts.ts';
import { proposalTitle } from '../../../proposals/proposal-title.ts';
import type { OpenProposal } from '../../../proposals/use-proposal-decision.ts';
import { framed } from '../menu-docs.ts';
import { vrTexts } from '../vr-texts.ts';
import { fact, formatMoney, type Language, waiting } from '../words.ts';

export const PROPOSALS = 'proposals';
export const PROPOSAL = 'proposal:';
export const ACCEPT = 'accept';
export const DISCARD = 'discard';

/** The way from the talk to what the consultant suggests; nothing, while nothing waits. */
export function proposalBlocks(proposals: readonly Shown[], language: Language): PanelBlock[] {
  const [first, ...others] = proposals;
  if (!first) return [];
  const note =
    others.length > 0 ? vrTexts[language].proposalsWait(proposals.length) : proposalTitle(first.content, language);
  const button = { id: PROPOSALS, label: vrTexts[language].proposals, note, tone: 'primary' } as const;
  return [{ kind: 'buttons', columns: 1, buttons: [button] }];
}

/** Those that wait for the customer's word; undefined until they are known. */
export function proposalsDoc(proposals: readonly Shown[] | undefined, language: Language): PanelDoc {
  const vr = vrTexts[language];
  const frame = framed(vr.proposals, vr);
  if (!proposals) return { ...frame, blocks: [waiting(language)] };
  if (proposals.length === 0) return { ...frame, blocks: [{ kind: 'text', text: vr.noProposals, tone: 'muted' }] };
  const buttons = proposals.map((one) => ({ id: `${PROPOSAL}${one.id}`, label: proposalTitle(one.content, language) }));
  return { ...frame, blocks: [{ kind: 'buttons', columns: 1, buttons }] };
}

type Shown = Pick<OpenProposal, 'id' | 'content'>;

interface ProposalKnowledge {
  readonly proposal: Shown;
  /** None of the customer's accounts can pay it. */
  readonly isUnpayable: boolean;
  readonly busy: boolean;
  /** In the reader's words. */
  readonly error: string | null;
}

/** One of them whole, with the customer's two answers. */
export function proposalDoc({ proposal, isUnpayable, busy, error }: ProposalKnowledge, language: Language): PanelDoc {
  const vr = vrTexts[language];
  const texts = proposalTexts[language];
  const { content } = proposal;
  const blocks: PanelBlock[] = [];
  if (error) blocks.push({ kind: 'alert', text: error, tone: 'danger' });
  if (content.kind === 'payment') {
    const words = payTexts[language];
    blocks.push({ kind: 'figure', text: formatMoney(content, language) });
    blocks.push(fact(words.to, content.payeeName, formatAccountNumber(content.identification)));
    if (content.reference) blocks.push(fact(words.reference, content.reference));
  } else blocks.push({ kind: 'text', text: proposalTitle(content, language), tone: 'strong' });
  blocks.push({ kind: 'text', text: texts.intro, tone: 'muted' });
  if (isUnpayable) blocks.push({ kind: 'alert', text: bankingTexts[language].unpayable, tone: 'calm' });
  const waits = busy && ({ state: 'busy' } as const);
  const accept = {
    id: ACCEPT,
    label: content.kind === 'payment' ? texts.edit : texts.take,
    tone: 'primary',
    ...(isUnpayable ? ({ state: 'disabled' } as const) : waits),
  } as const;
  const discard = { id: DISCARD, label: texts.discard, ...waits } as const;
  return {
    ...framed(vr.proposals, vr),
    blocks,
    foot: [{ kind: 'buttons', columns: 1, buttons: [accept, discard] }],
  };
}
