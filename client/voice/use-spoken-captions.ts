import { useEffect, useRef } from 'react';
import type { Party } from '../../shared/consultation-members.ts';
import { showCaption } from '../ui/captions.ts';
import { useVoice } from './voice-store.ts';

/** Shows what others say among the captions, where the bar of the voice is not in sight. */
export function useSpokenCaptions(names: (party: Party) => string): void {
  const spoken = useVoice((voice) => voice.spoken);
  const before = useRef(spoken);
  useEffect(() => {
    const lastId = before.current.at(-1)?.id ?? -1;
    before.current = spoken;
    for (const { id, from, text } of spoken) if (id > lastId) showCaption(names(from), text);
  }, [spoken, names]);
}
