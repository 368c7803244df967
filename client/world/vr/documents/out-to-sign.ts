import { create } from 'zustand';

const KEY = 'atrium-out-to-sign';

/**
 * The document for whose signature one has left the headset's picture: the page shows it, and the way back. It is over when one
 * puts the headset on again; a new passkey sends one to the bank and back, so it outlives a load of the page.
 */
export const useOutToSign = create<{ readonly documentId: string | null }>(() => ({ documentId: read() }));
useOutToSign.subscribe(({ documentId }) => {
  try {
    if (documentId === null) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, documentId);
  } catch {
    // The browser keeps nothing for us: it lasts as long as the page.
  }
});

function read(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}
