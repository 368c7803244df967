import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useTexts } from './i18n.ts';
import './sheet.css';

const texts = { en: { close: 'Close' }, ru: { close: 'Закрыть' } };

interface SheetProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A panel at the side of the scene (from below on a phone). Escape closes it; focus goes in, and back where it was. */
export function Sheet({ title, onClose, children }: SheetProps) {
  const words = useTexts(texts);
  const titleId = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    heading.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <section
      className="sheet"
      aria-labelledby={titleId}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') onClose();
      }}
      onKeyUp={(event) => event.stopPropagation()}
    >
      <header className="sheet-header">
        <h2 id={titleId} ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <button type="button" className="sheet-close" onClick={onClose} aria-label={words.close}>
          ×
        </button>
      </header>
      <div className="sheet-body">{children}</div>
    </section>
  );
}
