/**
 * Calls back when there is reason to look after a link at once: the network is there again, the page is seen again, or it
 * comes out of the browser's memory. Answers how to stop.
 */
export function onWake(listener: () => void): () => void {
  const ifVisible = () => {
    if (document.visibilityState === 'visible') listener();
  };
  window.addEventListener('online', listener);
  window.addEventListener('pageshow', listener);
  document.addEventListener('visibilitychange', ifVisible);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('pageshow', listener);
    document.removeEventListener('visibilitychange', ifVisible);
  };
}
