import { useTexts } from '../../ui/i18n.ts';
import { timeLeft } from '../freshness-rules.ts';
import { useNow } from '../use-now.ts';
import { progressTexts } from './progress-texts.ts';

/** Counts down to the end of the request for approval; a screen reader is told once, in the last minute. */
export function TimeLeft({ endsAt }: { readonly endsAt: string }) {
  const texts = useTexts(progressTexts);
  const left = timeLeft(endsAt, useNow(1000));
  const isLastMinute = left?.startsWith('0:');
  return (
    <div className="time-left" data-urgent={isLastMinute || undefined}>
      {left ? (
        <p role="timer">
          {texts.timeLeft} <strong>{left}</strong>
        </p>
      ) : (
        <p>{texts.timeOver}</p>
      )}
      <p className="visually-hidden" role="status">
        {isLastMinute ? texts.lastMinute : ''}
      </p>
    </div>
  );
}
