import type { WorldTexts } from './world-texts.ts';

interface WorldMessageProps {
  readonly texts: WorldTexts;
  readonly message: string;
  /** Where it says that something went wrong; a wait is only a word. */
  readonly isProblem?: boolean;
  readonly onRetry?: (() => void) | undefined;
}

/** A wait, or what went wrong and what to do about it; the page without 3D is always a way on. */
export function WorldMessage({ texts, message, isProblem = false, onRetry }: WorldMessageProps) {
  return (
    <div className="world-message" role={isProblem ? 'alert' : 'status'}>
      <p>{message}</p>
      <div className="world-message-actions">
        {onRetry && (
          <button type="button" className="world-button" data-primary onClick={onRetry}>
            {texts.retry}
          </button>
        )}
        {isProblem && (
          <a className="world-button" href="/flat">
            {texts.flatPage}
          </a>
        )}
      </div>
    </div>
  );
}
