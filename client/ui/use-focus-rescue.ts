import { type RefObject, useEffect, useRef } from 'react';

/**
 * Gives the focus a place to go where the element that had it has gone with a change of `key`: a keyboard must not be thrown
 * to the top of the page. Who has the focus elsewhere keeps it. The element needs `tabIndex={-1}`.
 */
export function useFocusRescue<T extends HTMLElement>(key: unknown): RefObject<T | null> {
  const element = useRef<T>(null);
  const shown = useRef(key);
  useEffect(() => {
    if (shown.current === key) return;
    shown.current = key;
    const { activeElement, body } = document;
    if (activeElement === null || activeElement === body) element.current?.focus();
  }, [key]);
  return element;
}
