import { useEffect } from 'react';
import { z } from 'zod';
import { CHAT_MAX_LENGTH } from '../../../shared/consultation.ts';
import { consultationTexts } from '../../consultation/consultation-texts.ts';
import { useConsultation } from '../../consultation/use-consultation.ts';
import { useSafetyCode } from '../../consultation/use-safety-code.ts';
import type { TalkInHand } from '../../consultation/use-talk.ts';
import { useTableDocuments } from '../../documents/use-documents.ts';
import { useDraftOwner } from '../../net/use-draft-owner.ts';
import type { OpenProposal } from '../../proposals/use-proposal-decision.ts';
import { useAccountShowing } from '../../showing/use-account-showing.ts';
import { useKeptDraft } from '../../ui/use-kept-draft.ts';
import { useVoice } from '../../voice/voice-store.ts';
import { DOCUMENTS, tableBlocks } from './documents/document-docs.ts';
import { ENDED, FIELD, SEND, talkDoc } from './feature-docs.ts';
import { PROPOSALS, proposalBlocks } from './proposals/proposal-docs.ts';
import { type ScreenProps, Surface } from './Surface.tsx';
import { pressSealed, sealedBlocks } from './sealed-docs.ts';
import { SHOWING, showingBlocks } from './showing/showing-docs.ts';
import { usePanelTyping } from './use-panel-typing.ts';
import { pressVoice, voiceBlocks } from './voice-docs.ts';

const Draft = z.string().max(CHAT_MAX_LENGTH);

interface TalkScreenProps {
  readonly screen: ScreenProps;
  readonly consultationId: string;
  readonly talk: TalkInHand;
  /** What waits for the customer's word. */
  readonly proposals: readonly OpenProposal[];
  readonly onEnded: () => void;
}

export function TalkScreen({ screen, consultationId, talk, proposals, onEnded }: TalkScreenProps) {
  const { language } = screen;
  const owner = useDraftOwner('customer');
  const draft = useKeptDraft({ name: `chat/${consultationId}`, owner, schema: Draft, empty: '' });
  const { unsent } = talk;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was not sent comes back once, not with each key.
  useEffect(() => {
    if (unsent) draft.change((begun) => begun || unsent.text);
  }, [unsent]);
  const { value: view, error } = useConsultation('customer', consultationId, !talk.ended);
  const typing = usePanelTyping({
    kind: 'lines',
    text: draft.value,
    maxLength: CHAT_MAX_LENGTH,
    language,
    onText: draft.change,
  });
  const press = (id: string) => {
    if (pressVoice(id) || pressSealed(id, talk)) return;
    switch (id) {
      case ENDED:
        return onEnded();
      case DOCUMENTS:
      case PROPOSALS:
      case SHOWING:
        return screen.go(id);
      case SEND:
        draft.forget();
        return talk.say(draft.value);
      case FIELD:
        return typing.pressField();
      default:
        typing.pressKey(id);
    }
  };
  const code = useSafetyCode(consultationId, talk);
  const spoken = useVoice();
  const voice = view ? voiceBlocks(spoken, view.consultantName, language) : [];
  const showing = useAccountShowing(consultationId);
  const { value: table } = useTableDocuments('customer', consultationId);
  const known = {
    ...talk,
    view,
    voice,
    sealed: view ? sealedBlocks(talk, view, code, language) : { head: [], foot: [] },
    table: [
      ...showingBlocks(showing, language),
      ...proposalBlocks(proposals, language),
      ...tableBlocks(table?.documents ?? [], language),
    ],
    draft: draft.value,
    keys: typing.keys,
    error: error && consultationTexts[language].errors[error],
  };
  return <Surface doc={talkDoc(known, language)} screen={screen} onPress={press} />;
}
