import { useEffect, useRef } from 'react';
import { showCaption } from '../ui/captions.ts';
import { useVoice } from './voice-store.ts';

/** Shows what the other says among the captions, where the bar of the voice is not in sight. */
export function useSpokenCaptions(name: string): void {
  const spoken = useVoice((voice) => voice.spoken);
  const before = useRef(spoken);
  useEffect(() => {
    const lastId = before.current.at(-1)?.id ?? -1;
    before.current = spoken;
    for (const { id, text } of spoken) if (id > lastId) showCaption(name, text);
  }, [spoken, name]);
}
