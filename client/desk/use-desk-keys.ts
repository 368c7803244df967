import { useEffect, useState } from 'react';
import { keep, readKept } from '../ui/kept-setting.ts';
import { toggleMute } from '../voice/voice-session.ts';

const KEY = 'atrium-desk-keys';

/** What a key does now, by its place on the keyboard, so that it works in a Russian layout too. A key without a deed is free. */
export type DeskDeeds = Readonly<Partial<Record<`Key${string}`, (() => void) | null | undefined>>>;

export interface DeskKeys {
  readonly isOn: boolean;
  turn(on: boolean): void;
}

/**
 * The console's single keys, while nothing is typed into: M mutes the microphone and back, / goes to the message field, Escape
 * leaves it, the others are the desk's own. They can be turned off (WCAG 2.1.4), because who steers by voice presses keys without
 * meaning to.
 */
export function useDeskKeys(deeds: DeskDeeds): DeskKeys {
  const [isOn, setIsOn] = useState(() => readKept(KEY) !== 'off');
  useEffect(() => {
    if (!isOn) return;
    const onKey = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof Element && event.target.matches('input, textarea, select');
      if (event.key === 'Escape' && event.target instanceof HTMLElement && event.target.matches('[data-composer]'))
        event.target.blur();
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping) return;
      if (event.code === 'KeyM') toggleMute();
      const deed = deeds[event.code as `Key${string}`];
      if (deed) {
        event.preventDefault();
        deed();
      }
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
