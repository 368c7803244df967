const listeners = new Set<() => void>();

/**
 * Calls back when there is reason to look after a link at once: the network is there again, the page is seen again or comes out
 * of the browser's memory, or a headset is put on again. Answers how to stop.
 */
export function onWake(listener: () => void): () => void {
  const ifVisible = () => {
    if (document.visibilityState === 'visible') listener();
  };
  listeners.add(listener);
  window.addEventListener('online', listener);
  window.addEventListener('pageshow', listener);
  document.addEventListener('visibilitychange', ifVisible);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('online', listener);
    window.removeEventListener('pageshow', listener);
    document.removeEventListener('visibilitychange', ifVisible);
  };
}

/** Something woke that pages are not told of: the session of a headset. */
export function tellWake(): void {
  for (const listener of [...listeners]) listener();
}
