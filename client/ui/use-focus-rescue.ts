import { type RefObject, useEffect, useRef } from 'react';

/**
 * Gives the focus a place to go where the element that had it has gone with a change of `key`: a keyboard must not be thrown
 * to the top of the page. It goes to the first heading in the element that can take it, else to the element itself (which needs
 * `tabIndex={-1}`). Who has the focus elsewhere keeps it.
 */
export function useFocusRescue<T extends HTMLElement>(key: unknown): RefObject<T | null> {
  const place = useRef<T>(null);
  const shown = useRef(key);
  useEffect(() => {
    if (shown.current === key) return;
    shown.current = key;
    const { activeElement, body } = document;
    const isLost = activeElement === null || activeElement === body || activeElement.matches(':disabled');
    if (!isLost) return;
    const heading = place.current?.querySelector<HTMLElement>(':is(h2, h3)[tabindex]');
    (heading ?? place.current)?.focus();
  }, [key]);
  return place;
}
