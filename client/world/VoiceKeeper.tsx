import { CompanyNote } from '../consultation/CompanyNote.tsx';
import { consultationTexts } from '../consultation/consultation-texts.ts';
import { nameOf } from '../consultation/party-names.ts';
import { useConsultation } from '../consultation/use-consultation.ts';
import { useTalk } from '../consultation/use-talk.ts';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { useSpokenCaptions } from '../voice/use-spoken-captions.ts';
import { muteVoice } from '../voice/voice-session.ts';
import { useVoice } from '../voice/voice-store.ts';
import { voiceTexts } from '../voice/voice-texts.ts';
import './voice-keeper.css';

interface VoiceKeeperProps {
  readonly consultationId: string;
}

/** While the talk's panel is put away one goes on speaking: its link is kept, and the microphone is in sight. */
export function VoiceKeeper({ consultationId }: VoiceKeeperProps) {
  const isOn = useVoice(({ status }) => status === 'on');
  return isOn ? <KeptVoice consultationId={consultationId} /> : null;
}

function KeptVoice({ consultationId }: VoiceKeeperProps) {
  const texts = useTexts(voiceTexts);
  const muted = useVoice((voice) => voice.muted);
  const talk = useTalk('customer', consultationId);
  const { value } = useConsultation('customer', consultationId, true);
  const roles = useTexts(consultationTexts);
  useSpokenCaptions((party) => (value ? nameOf(party, value, roles) : ''));
  return (
    <div className="voice-keeper">
      <CompanyNote self="customer" talk={talk} members={value?.members ?? []} />
      <p role="status">{muted ? texts.muted : texts.live}</p>
      <Button variant={muted ? 'danger' : 'quiet'} onClick={() => muteVoice(!muted)}>
        {muted ? texts.unmute : texts.mute}
      </Button>
    </div>
  );
}
