import { useEffect, useRef, useState } from 'react';
import { useBranch } from '../net/branch-store.ts';
import { useSenses } from '../ui/senses.ts';
import { createSoundPlayer, type SoundPlayer } from './sound-player.ts';
import { type HeardCall, isCalledNow, isHeard } from './sound-rules.ts';

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

/**
 * Sounds in the ears of whoever is called: each time `consultationId` becomes another one, and each time the board says that the number was
 * called once more.
 */
export function useCallSound(consultationId: string | null, number: string | null): void {
  const sounds = useSounds();
  const calls = useBranch(({ desks }) => desks.find(({ ticketNumber }) => ticketNumber === number)?.calls ?? 0);
  const wants = useSenses((senses) => isHeard('own-call', senses));
  const heard = useRef<HeardCall>({ consultationId: null, calls: 0 });
  useEffect(() => {
    // Marked also where it is not heard: a sound that is switched on later tells of nothing that is past.
    if (isCalledNow(heard.current, consultationId, calls) && wants) sounds?.play('call', OWN_CALL_GAIN);
  }, [consultationId, calls, sounds, wants]);
}
