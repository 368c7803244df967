import { personName } from '../avatars/person-name.ts';
import type { BranchLink } from '../net/branch-link.ts';
import { useBranch } from '../net/branch-store.ts';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { HallVoiceSection } from '../voice/HallVoiceSection.tsx';
import { muteHall } from '../voice/hall-session.ts';
import { useHallVoice } from '../voice/hall-store.ts';
import { hallTexts } from '../voice/hall-texts.ts';
import { useHallVoiceLink } from '../voice/use-hall-voice.ts';
import { voiceTexts } from '../voice/voice-texts.ts';
import './voice-keeper.css';
import { worldTexts } from './world-texts.ts';

/** The hall's voices by the names that are over their heads. */
export function NamedHallVoices() {
  const { birds } = useTexts(worldTexts);
  const people = useBranch((view) => view.people);
  return <HallVoiceSection nameOf={(avatarId) => personName(people.get(avatarId)?.pseudonym ?? '', birds)} />;
}

interface HallVoiceProps {
  readonly link: BranchLink | null;
  /** The settings show the microphone themselves. */
  readonly isHidden: boolean;
}

/** Carries the hall's voices; while one's own is on, the microphone is in sight. */
export function HallVoice({ link, isHidden }: HallVoiceProps) {
  useHallVoiceLink(link);
  return isHidden ? null : <HallVoiceKeeper />;
}

function HallVoiceKeeper() {
  const texts = useTexts(hallTexts);
  const common = useTexts(voiceTexts);
  const { status, muted, near } = useHallVoice();
  if (status !== 'on') return null;
  return (
    <div className="voice-keeper">
      <p role="status">
        {muted ? texts.muted : texts.live} {near.length === 0 ? texts.alone : texts.near(near.length)}
      </p>
      <Button variant={muted ? 'danger' : 'quiet'} onClick={() => muteHall(!muted)}>
        {muted ? common.unmute : common.mute}
      </Button>
    </div>
  );
}
