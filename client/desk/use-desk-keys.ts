import { useEffect, useState } from 'react';
import { keep, readKept } from '../ui/kept-setting.ts';
import { toggleMute } from '../voice/voice-session.ts';

const KEY = 'atrium-desk-keys';

export interface DeskKeys {
  readonly isOn: boolean;
  turn(on: boolean): void;
}

/**
 * The console's single keys, while nothing is typed into: N calls the next ticket, M mutes the
 * microphone and back, / goes to the message field. They can be turned
 * off (WCAG 2.1.4), because who steers by voice presses keys without meaning to. N is the key's place, so that it works in a
 * Russian layout too.
 */
export function useDeskKeys(callNext: () => void): DeskKeys {
  const [isOn, setIsOn] = useState(() => readKept(KEY) !== 'off');
  useEffect(() => {
    if (!isOn) return;
    const onKey = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof Element && event.target.matches('input, textarea, select');
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping) return;
      if (event.code === 'KeyN') callNext();
      if (event.code === 'KeyM') toggleMute();
      if (event.key === '/' || event.code === 'Slash') {
        event.preventDefault();
        document.querySelector<HTMLElement>('[data-composer]')?.focus();
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });
  return {
    isOn,
    turn(on) {
      keep(KEY, on ? 'on' : 'off');
      setIsOn(on);
    },
  };
}
