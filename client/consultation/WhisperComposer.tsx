import { useTexts } from '../ui/i18n.ts';
import { Composer } from './Composer.tsx';
import { companyTexts } from './company-texts.ts';
import type { TalkInHand } from './use-talk.ts';

interface WhisperComposerProps {
  readonly talk: TalkInHand;
  readonly owner: string | null;
  readonly draftName: string;
  readonly consultant: string;
}

/** Where a supervisor who whispers writes to the consultant alone. */
export function WhisperComposer({ talk, owner, draftName, consultant }: WhisperComposerProps) {
  const texts = useTexts(companyTexts);
  const isRead = talk.group?.standing === 'in' && talk.group.members.some(({ party }) => party === 'consultant');
  return (
    <>
      <p className="small muted">{texts.whisperHint(consultant)}</p>
      <Composer
        owner={owner}
        draftName={draftName}
        connected={talk.status === 'connected' && isRead}
        autoFocus={false}
        unsent={talk.unsent}
        onSend={talk.whisper}
        hasKeys
      />
    </>
  );
}
