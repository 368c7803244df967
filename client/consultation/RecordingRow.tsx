import type { Party } from '../../shared/consultation-members.ts';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { recordingWords } from './recording-words.ts';
import { safetyTexts } from './safety-texts.ts';
import type { TalkInHand } from './use-talk.ts';

interface RecordingRowProps {
  readonly talk: TalkInHand;
  readonly self: Party;
  readonly names: (party: Party) => string;
}

export function RecordingRow({ talk, self, names }: RecordingRowProps) {
  const { text, button, isOn, isAsked } = recordingWords(talk, self, names, useTexts(safetyTexts));
  return (
    <div className="talk-recording" data-on={isOn || undefined} data-asked={isAsked || undefined}>
      <p role="status" data-testid="recording">
        {text}
      </p>
      <Button
        variant="quiet"
        aria-keyshortcuts={self === 'customer' ? undefined : '0'}
        onClick={() => talk.session?.agreeToRecording(button.agrees)}
      >
        {button.label}
      </Button>
    </div>
  );
}
