import { CAPTION_MAX_LENGTH } from '../../shared/voice.ts';
import { type Language, LOCALES } from '../ui/locales.ts';

/** The part of the Web Speech API that recognises on the device itself (`processLocally`); TypeScript does not know it yet. */
interface LocalRecognition extends EventTarget {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  processLocally: boolean;
  start(track?: MediaStreamTrack): void;
  abort(): void;
  onresult: ((event: { resultIndex: number; results: ArrayLike<RecognisedPart> }) => void) | null;
  onend: (() => void) | null;
  onerror: ((event: { error: string }) => void) | null;
}
type RecognisedPart = { readonly isFinal: boolean } & ArrayLike<{ readonly transcript: string }>;
interface LocalRecognitionMaker {
  new (): LocalRecognition;
  available?(options: { langs: string[]; processLocally: boolean }): Promise<string>;
}

function maker(): LocalRecognitionMaker | null {
  const scope = globalThis as { SpeechRecognition?: LocalRecognitionMaker };
  return scope.SpeechRecognition ?? null;
}

/** Whether this browser understands the language by itself. Where it would ask a server what was said, it does not. */
export async function canCaption(language: Language): Promise<boolean> {
  const Recognition = maker();
  if (!Recognition?.available || !('processLocally' in Recognition.prototype)) return false;
  const answer = await Recognition.available({ langs: [LOCALES[language]], processLocally: true }).catch(() => '');
  return answer === 'available';
}

/** Writes down what a track says, on this device. Answers how to stop. */
export function startCaptions(track: MediaStreamTrack, language: Language, onText: (text: string) => void): () => void {
  const Recognition = maker();
  if (!Recognition) return () => {};
  const recognition = new Recognition();
  let isStopped = false;
  recognition.lang = LOCALES[language];
  recognition.processLocally = true;
  recognition.continuous = true;
  recognition.interimResults = false;
  recognition.onresult = ({ resultIndex, results }) => {
    for (const part of Array.from(results).slice(resultIndex)) {
      const text = part[0]?.transcript.trim().slice(0, CAPTION_MAX_LENGTH);
      if (part.isFinal && text) onText(text);
    }
  };
  // It ends by itself after a silence; what it refuses outright it would refuse again.
  recognition.onerror = ({ error }) => {
    if (error !== 'no-speech' && error !== 'aborted') isStopped = true;
  };
  recognition.onend = () => {
    if (!isStopped) recognition.start(track);
  };
  recognition.start(track);
  return () => {
    isStopped = true;
    recognition.abort();
  };
}
