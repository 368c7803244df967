import { useEffect, useRef, useState } from 'react';
import { type Language, LOCALES } from '../ui/locales.ts';

/** As much of the browser's speech recognition as is needed; TypeScript does not know `processLocally` yet. */
interface Recognition extends EventTarget {
  lang: string;
  interimResults: boolean;
  processLocally: boolean;
  start(): void;
  stop(): void;
  abort(): void;
}
interface RecognitionClass {
  new (): Recognition;
  available?(options: { readonly langs: readonly string[]; readonly processLocally: true }): Promise<string>;
}
type ResultEvent = Event & { readonly results: ArrayLike<ArrayLike<{ readonly transcript: string }>> };

export interface Listening {
  readonly isPossible: boolean;
  readonly isOn: boolean;
  toggle(): void;
}

/** Listens where this very device can recognise the language by itself: a voice is never sent to a recogniser elsewhere. */
export function useListening(language: Language, onHeard: (text: string) => void): Listening {
  const [isPossible, setIsPossible] = useState(false);
  const [isOn, setIsOn] = useState(false);
  const running = useRef<Recognition | null>(null);
  useEffect(() => {
    let isCurrent = true;
    setIsPossible(false);
    const asked = recognitionClass()?.available?.({ langs: [LOCALES[language]], processLocally: true });
    asked?.then((answer) => isCurrent && setIsPossible(answer === 'available')).catch(() => {});
    return () => {
      isCurrent = false;
      running.current?.abort();
    };
  }, [language]);

  const start = () => {
    const Class = recognitionClass();
    if (!Class) return;
    const recognition = new Class();
    recognition.lang = LOCALES[language];
    recognition.interimResults = true;
    recognition.processLocally = true;
    recognition.addEventListener('result', (event) => {
      const { results } = event as ResultEvent;
      onHeard(Array.from(results, (result) => result[0]?.transcript ?? '').join(' '));
    });
    recognition.addEventListener('end', () => setIsOn(false));
    running.current = recognition;
    setIsOn(true);
    recognition.start();
  };
  return { isPossible, isOn, toggle: () => (isOn ? running.current?.stop() : start()) };
}

function recognitionClass(): RecognitionClass | undefined {
  return (globalThis as { SpeechRecognition?: RecognitionClass }).SpeechRecognition;
}
