import { useEffect, useState } from 'react';
import { keep, readKept } from '../ui/kept-setting.ts';

const KEY = 'atrium-desk-keys';

/** What a key does now, by its place on the keyboard, so that it works in a Russian layout too. A key without a deed is free. */
export type DeskDeeds = Readonly<Partial<Record<`Key${string}`, (() => void) | null | undefined>>>;

export interface DeskKeys {
  readonly isOn: boolean;
  turn(on: boolean): void;
}

const deeds = new Set<DeskDeeds>();

/** Adds what keys do while a part of the console is shown. */
export function useDeskKeys(own: DeskDeeds): void {
  useEffect(() => {
    deeds.add(own);
    return () => void deeds.delete(own);
  });
}

/**
 * The console's single keys, while nothing is typed into. A letter does what a part has said by {@link useDeskKeys}, and else presses
 * what says the letter by its `aria-keyshortcuts`, or goes there; a slash goes to the message field, Escape leaves it, a question mark
 * shows all of them. They can be turned off (WCAG 2.1.4), because who steers by voice presses keys without meaning to.
 */
export function useStandingKeys(onHelp: () => void): DeskKeys {
  const [isOn, setIsOn] = useState(() => readKept(KEY) !== 'off');
  useEffect(() => {
    if (!isOn) return;
    const onKey = (event: KeyboardEvent) => {
      const at = event.target instanceof HTMLElement ? event.target : null;
      if (event.key === 'Escape' && at?.matches('[data-composer], [type=search]')) at.blur();
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.defaultPrevented) return;
      if (at && (isTypedInto(at) || at.closest('dialog'))) return;
      const deed = deedOf(event, onHelp);
      if (!deed) return;
      event.preventDefault();
      deed();
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

function deedOf(event: KeyboardEvent, onHelp: () => void): (() => void) | null | undefined {
  if (event.key === '?' || (event.code === 'Slash' && event.shiftKey)) return onHelp;
  if (event.key === '/' || event.code === 'Slash')
    return () => document.querySelector<HTMLElement>('[data-composer]')?.focus();
  if (event.code === 'Equal' || event.code === 'NumpadAdd') return going('Plus');
  const [, digit] = /^(?:Digit|Numpad)(\d)$/.exec(event.code) ?? [];
  if (digit && !event.shiftKey) return going(digit);
  if (!event.code.startsWith('Key') || event.shiftKey) return null;
  for (const own of deeds) if (own[event.code as `Key${string}`]) return own[event.code as `Key${string}`];
  return going(event.code.slice(3).toLowerCase());
}

/** To what says this key; null where nothing does that can be used now, and is to be seen. */
function going(key: string): (() => void) | null {
  const place = document.querySelector<HTMLElement>(`[aria-keyshortcuts="${key}"]`);
  const isThere = place?.checkVisibility() && !place.matches(':disabled, [aria-disabled=true]');
  return place && isThere ? () => goTo(place) : null;
}

/** Presses a button, opens what folds, and takes the focus anywhere else. */
function goTo(place: HTMLElement): void {
  place.focus();
  place.scrollIntoView({ block: 'nearest' });
  if (place.matches('button, summary')) place.click();
}

function isTypedInto(element: HTMLElement): boolean {
  return element.matches('input, textarea, select') || element.isContentEditable;
}
