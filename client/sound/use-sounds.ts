import { useEffect, useRef, useState } from 'react';
import { useSenses } from '../ui/senses.ts';
import { createSoundPlayer, type SoundPlayer } from './sound-player.ts';
import { isHeard } from './sound-rules.ts';

const GESTURES = ['pointerup', 'keydown', 'touchend'] as const;
const OWN_CALL_GAIN = 0.9;

let player: SoundPlayer | null = null;

/**
 * The page's player, once the person has touched the page and wants to hear anything; null before. Nothing of sound is
 * made or loaded for who has chosen none.
 */
export function useSounds(): SoundPlayer | null {
  const [ready, setReady] = useState(player);
  const isOff = useSenses(({ sound }) => sound === 'off');
  const volume = useSenses((senses) => senses.volume);
  useEffect(() => {
    if (ready || isOff) return;
    const begin = () => {
      if (!player) {
        const context = new AudioContext({ latencyHint: 'interactive' });
        // Safari makes it asleep, even in a gesture.
        void context.resume();
        player = createSoundPlayer(context);
      }
      setReady(player);
    };
    if (navigator.userActivation?.hasBeenActive) return begin();
    for (const gesture of GESTURES) addEventListener(gesture, begin, { once: true });
    return () => {
      for (const gesture of GESTURES) removeEventListener(gesture, begin);
    };
  }, [ready, isOff]);
  useEffect(() => ready?.setVolume(volume), [ready, volume]);
  return isOff ? null : ready;
}

/** Sounds once, in the ears of whoever is called, each time `consultationId` becomes another one. */
export function useCallSound(consultationId: string | null): void {
  const sounds = useSounds();
  const wants = useSenses((senses) => isHeard('own-call', senses));
  const heard = useRef<string | null>(null);
  useEffect(() => {
    if (consultationId === null || consultationId === heard.current) return;
    // Marked also where it is not heard: a sound that is switched on later tells of nothing that is past.
    heard.current = consultationId;
    if (wants) sounds?.play('call', OWN_CALL_GAIN);
  }, [consultationId, sounds, wants]);
}
