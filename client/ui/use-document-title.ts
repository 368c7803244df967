import { useEffect } from 'react';

/** The title of the window: what a screen reader says first, and what a tab in the background shows. */
export function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = title;
  }, [title]);
}
