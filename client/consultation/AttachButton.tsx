import { useRef } from 'react';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { fileTexts } from './file-texts.ts';

interface AttachButtonProps {
  readonly onFiles: (files: readonly File[]) => void;
  readonly hasKey: boolean;
}

/** Chooses files to hand over. */
export function AttachButton({ onFiles, hasKey }: AttachButtonProps) {
  const texts = useTexts(fileTexts);
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        variant="quiet"
        className="composer-attach"
        title={texts.gone}
        aria-keyshortcuts={hasKey ? 'Plus' : undefined}
        onClick={() => input.current?.click()}
      >
        <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
          <path
            d="M20 11.5 12.3 19a5 5 0 0 1-7-7l8-8a3.4 3.4 0 0 1 4.8 4.8l-7.9 7.8a1.7 1.7 0 0 1-2.5-2.4l7.2-7.1"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.8"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </svg>
        <span className="visually-hidden">{texts.attach}</span>
        {hasKey && (
          <span className="keycap" aria-hidden="true">
            +
          </span>
        )}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept=".png,.jpg,.jpeg,.webp,.pdf,.txt"
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])]);
          // The same file may be chosen again.
          target.value = '';
        }}
      />
    </>
  );
}
