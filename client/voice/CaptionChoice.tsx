import { useEffect, useState } from 'react';
import { useLanguage } from '../ui/i18n.ts';
import { canCaption, startCaptions } from './speech-captions.ts';
import { sendCaption, spokenTrack } from './voice-session.ts';
import { useVoice } from './voice-store.ts';
import type { voiceTexts } from './voice-texts.ts';

/** Captions of what one says, for the other to read. Off until asked for, and not offered where the browser would send the voice away for it. */
export function CaptionChoice({ texts }: { readonly texts: typeof voiceTexts.en }) {
  const language = useLanguage();
  const muted = useVoice((voice) => voice.muted);
  const inputId = useVoice((voice) => voice.inputId);
  const [isOffered, setIsOffered] = useState(false);
  const [isOn, setIsOn] = useState(false);
  useEffect(() => {
    let isGone = false;
    void canCaption(language).then((can) => !isGone && setIsOffered(can));
    return () => {
      isGone = true;
    };
  }, [language]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another device is another track.
  useEffect(() => {
    const track = isOn && isOffered && !muted ? spokenTrack() : null;
    return track ? startCaptions(track, language, sendCaption) : undefined;
  }, [isOn, isOffered, muted, language, inputId]);
  if (!isOffered) return null;
  return (
    <label className="voice-captions-choice small">
      <input type="checkbox" checked={isOn} onChange={({ target }) => setIsOn(target.checked)} />
      {texts.sendCaptions}
    </label>
  );
}
