import type { WorldTexts } from './world-texts.ts';

interface LoadingBarProps {
  readonly texts: WorldTexts;
  /** The bank's own greeting. */
  readonly welcome?: string | undefined;
  readonly loadedBytes: number;
  /** 0 while it is not known yet. */
  readonly totalBytes: number;
}

/** How much of the branch has come, in real figures. */
export function LoadingBar({ texts, welcome, loadedBytes, totalBytes }: LoadingBarProps) {
  return (
    <div className="world-loading" role="status">
      {welcome && <p className="world-loading-welcome">{welcome}</p>}
      <p>{texts.loadingScene}</p>
      <progress max={totalBytes || 1} value={totalBytes ? loadedBytes : undefined} aria-label={texts.loadingScene} />
      {totalBytes > 0 && <p className="world-loading-figures">{texts.loaded(loadedBytes, totalBytes)}</p>}
    </div>
  );
}
