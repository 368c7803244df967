import { useEffect, useRef } from 'react';
import { documentTexts } from '../../documents/documents-texts.ts';
import { useTableDocuments } from '../../documents/use-documents.ts';
import { proposalTitle } from '../../proposals/proposal-title.ts';
import type { OpenProposal } from '../../proposals/use-proposal-decision.ts';
import { showCaption } from '../../ui/captions.ts';
import type { Language } from './words.ts';

/** Says under the view what is new on the desk, for whoever has the panel closed. */
export function useTableNews(
  consultationId: string,
  consultantName: string,
  proposal: OpenProposal | undefined,
  language: Language,
): void {
  const { value } = useTableDocuments('customer', consultationId);
  const [newest] = value?.documents ?? [];
  const told = useRef<string | null>(null);
  useEffect(() => {
    if (!newest) return;
    const { id, state, title } = newest;
    const news = `${id} ${state === 'asked'} ${state === 'signed'}`;
    if (told.current === news) return;
    told.current = news;
    const texts = documentTexts[language];
    if (state === 'asked') showCaption(consultantName, texts.askedOfYou);
    else if (state === 'shown' || state === 'filling') showCaption(consultantName, texts.offered(title));
    else if (state === 'signed') showCaption(title, texts.states.signed);
  }, [newest, consultantName, language]);
  const proposed = useRef<string | null>(null);
  useEffect(() => {
    if (!proposal || proposed.current === proposal.id) return;
    proposed.current = proposal.id;
    showCaption(consultantName, proposalTitle(proposal.content, language));
  }, [proposal, consultantName, language]);
}
