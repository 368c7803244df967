import { useEffect, useMemo, useState } from 'react';
import type { Audience } from '../../shared/endpoint.ts';
import { KeptSheets } from '../../shared/proposal-sheet.ts';
import {
  listDeskProposals,
  listProposals,
  type ProposalContent,
  type ProposalView,
  type propose,
} from '../../shared/proposals.ts';
import type { Result } from '../../shared/result.ts';
import type { CallError } from '../net/api.ts';
import { usePartnerLine } from '../net/partner-line.ts';
import { useDraftOwner } from '../net/use-draft-owner.ts';
import { useRead } from '../net/use-read.ts';
import { keepDraft, readDraft, TALK_KEPT_FOR_MS, talkDraft } from '../ui/kept-drafts.ts';
import { type Contents, createProposalSheets } from './proposal-sheets.ts';

/** A proposal with what it says; null until this tab has that. */
export type Proposal = ProposalView & { readonly content: ProposalContent | null };

/** What became of a proposing. */
export type Sent = Result<unknown, CallError<(typeof propose)['errors']>>;

/** What is proposed in a talk, newest first, as one of the two has it; undefined until it is known which there are. `add` is for one's own. */
export function useProposals(audience: Audience, consultationId: string) {
  const owner = useDraftOwner(audience);
  const line = usePartnerLine(consultationId);
  const [contents, setContents] = useState<Contents>({});
  const { value } = useRead(audience === 'customer' ? listProposals : listDeskProposals, {
    key: ['proposals', audience, consultationId],
    params: { consultationId },
  });
  const sheets = useMemo(() => {
    const place = owner === null ? null : { owner, name: talkDraft(consultationId, 'proposals') };
    return createProposalSheets({
      kept: (place && readDraft(place, KeptSheets)) ?? {},
      keep: (now) => place && keepDraft(place, now, TALK_KEPT_FOR_MS),
      onContents: setContents,
    });
  }, [owner, consultationId]);
  useEffect(() => (line ? sheets.attach(line) : undefined), [sheets, line]);
  useEffect(() => {
    if (value) sheets.look(value.proposals);
  }, [sheets, value]);
  const proposals = value?.proposals.map((view): Proposal => ({ ...view, content: contents[view.id] ?? null }));
  return { proposals, add: sheets.add };
}
