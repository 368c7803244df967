import { useEffect, useState } from 'react';
import { keep, readKept } from '../ui/kept-setting.ts';
import type { Language } from '../ui/locales.ts';

const KEY = 'atrium-read-aloud';

export interface ReadAloud {
  /** This device has a voice of its own for the language. */
  readonly isPossible: boolean;
  readonly isOn: boolean;
  turn(isOn: boolean): void;
  say(text: string): void;
}

/** Reads answers aloud, off until switched on, by voices of this device alone: one of a service would be told what the bank says. */
export function useReadAloud(language: Language): ReadAloud {
  const voice = useLocalVoice(language);
  const [isOn, setIsOn] = useState(() => readKept(KEY) === 'on');
  useEffect(() => () => globalThis.speechSynthesis?.cancel(), []);
  return {
    isPossible: voice !== null,
    isOn,
    turn(next) {
      keep(KEY, next ? 'on' : 'off');
      setIsOn(next);
      if (!next) speechSynthesis.cancel();
    },
    say(text) {
      if (!isOn || !voice) return;
      const spoken = new SpeechSynthesisUtterance(text);
      spoken.voice = voice;
      spoken.lang = voice.lang;
      speechSynthesis.cancel();
      speechSynthesis.speak(spoken);
    },
  };
}

function useLocalVoice(language: Language): SpeechSynthesisVoice | null {
  const [voice, setVoice] = useState<SpeechSynthesisVoice | null>(null);
  useEffect(() => {
    const speech = globalThis.speechSynthesis;
    if (!speech) return;
    const look = () =>
      setVoice(speech.getVoices().find(({ localService, lang }) => localService && lang.startsWith(language)) ?? null);
    look();
    speech.addEventListener('voiceschanged', look);
    return () => speech.removeEventListener('voiceschanged', look);
  }, [language]);
  return voice;
}

/** Whether an answer is being read aloud at this moment: the lips of the AI's body move with it. Asks the browser, so that a frame may. */
export function isReadingAloud(): boolean {
  return globalThis.speechSynthesis?.speaking ?? false;
}
