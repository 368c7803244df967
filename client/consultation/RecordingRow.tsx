import type { Party } from '../../shared/consultation-members.ts';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { safetyTexts } from './safety-texts.ts';
import type { TalkInHand } from './use-talk.ts';

interface RecordingRowProps {
  readonly talk: TalkInHand;
  readonly self: Party;
  readonly names: (party: Party) => string;
}

/** Whether the talk is recorded, who has agreed, and one's own word on it. */
export function RecordingRow({ talk, self, names }: RecordingRowProps) {
  const texts = useTexts(safetyTexts);
  const { session, agreed } = talk;
  // The recorder's keys tell, whatever the server says.
  const isOn = talk.recording || (talk.group?.members.some(({ party }) => party === 'recorder') ?? false);
  const hasAgreed = agreed.includes(self);
  const others = agreed.filter((party) => party !== self);
  const words = () => {
    if (isOn) return texts.recording;
    if (hasAgreed) return texts.youAgreed;
    return others.length > 0 ? texts.othersAgreed(others.map(names).join(', ')) : texts.notRecorded;
  };
  const label = () => (isOn ? texts.stop : texts.takeBack);
  return (
    <div className="talk-recording" data-on={isOn || undefined} data-asked={others.length > 0 || undefined}>
      <p role="status" data-testid="recording">
        {words()}
      </p>
      {hasAgreed ? (
        <Button variant="quiet" onClick={() => session?.agreeToRecording(false)}>
          {label()}
        </Button>
      ) : (
        <Button variant="quiet" onClick={() => session?.agreeToRecording(true)}>
          {texts.agree}
        </Button>
      )}
    </div>
  );
}
