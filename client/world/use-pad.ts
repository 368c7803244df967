import { useEffect, useRef } from 'react';
import { type PadPress, readPadPresses } from '../xr/gamepad.ts';

const FOCUSABLE = 'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), summary, textarea';

/**
 * A gamepad for whoever sits at a screen. Its sticks are read by the scene; its buttons go through the page as keys do: the cross
 * goes from one thing to the next, A presses (and takes the next of a list), B closes, Y and Menu go to the first button over the scene.
 *
 * @returns the gamepad as it is now; null while there is none
 */
export function usePad(): { readonly current: Gamepad | null } {
  const pad = useRef<Gamepad | null>(null);
  useEffect(() => {
    const held = new Set<number>();
    let timer = 0;
    const read = () => {
      pad.current = navigator.getGamepads().find((one) => one?.mapping === 'standard') ?? null;
      if (pad.current) {
        readPadPresses(pad.current, held, obey);
        timer = requestAnimationFrame(read);
      } else held.clear();
    };
    const begin = () => {
      cancelAnimationFrame(timer);
      timer = requestAnimationFrame(read);
    };
    window.addEventListener('gamepadconnected', begin);
    begin();
    return () => {
      cancelAnimationFrame(timer);
      window.removeEventListener('gamepadconnected', begin);
    };
  }, []);
  return pad;
}

function obey(press: PadPress): void {
  const focused = document.activeElement;
  if (press === 'press') {
    if (focused instanceof HTMLSelectElement) chooseNext(focused);
    else if (focused instanceof HTMLElement) focused.click();
    return;
  }
  if (press === 'back') {
    focused?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    return;
  }
  const sheet = press === 'menu' ? null : document.querySelector('.sheet');
  const all = [
    ...(sheet ?? document).querySelectorAll<HTMLElement>(press === 'menu' ? '.world-bottom button' : FOCUSABLE),
  ].filter((element) => element.checkVisibility());
  const at = all.indexOf(focused as HTMLElement);
  const next = press === 'menu' ? 0 : press === 'next' ? at + 1 : at < 0 ? -1 : at - 1;
  all.at(next % Math.max(all.length, 1))?.focus();
}

/** A list that drops down opens for a mouse or a key only. */
function chooseNext(list: HTMLSelectElement): void {
  list.selectedIndex = (list.selectedIndex + 1) % list.length;
  list.dispatchEvent(new Event('change', { bubbles: true }));
}
