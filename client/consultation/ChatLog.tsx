import { type RefObject, Suspense, useEffect, useRef } from 'react';
import type { Party } from '../../shared/consultation-members.ts';
import { useTexts } from '../ui/i18n.ts';
import { lazyPart } from '../ui/lazy-part.ts';
import { TimeText } from '../ui/TimeText.tsx';
import { companyTexts } from './company-texts.ts';
import { consultationTexts } from './consultation-texts.ts';
import type { TalkPlace } from './file-passing.ts';
import { type Named, nameOf } from './party-names.ts';
import { inOrder } from './talk-asides.ts';
import type { TalkLine } from './talk-lines.ts';
import type { Talk } from './use-talk.ts';

const FileLine = lazyPart(() => import('./FileLine.tsx').then((module) => module.FileLine));

interface ChatLogProps {
  readonly lines: readonly TalkLine[];
  /** One's own that the other has not got yet. */
  readonly waiting?: Talk['waiting'];
  /** Not for all to read. */
  readonly asides?: Talk['asides'];
  readonly names: Named;
  /** Whose words stand at the right. */
  readonly self: Party;
  /** Where files are fetched, while the talk goes on; without it they are names. */
  readonly place?: TalkPlace;
}

/** What was said, oldest first; a new line is read out and scrolled to. */
export function ChatLog({ lines, waiting = [], asides = [], names, self, place }: ChatLogProps) {
  const texts = useTexts(consultationTexts);
  const company = useTexts(companyTexts);
  const all = asides.length === 0 ? lines : inOrder([...lines, ...asides]);
  const log = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new line is what makes the log scroll.
  useEffect(() => {
    log.current?.scrollTo({ top: log.current.scrollHeight });
  }, [all.length, waiting.length]);
  useStayAtEnd(log);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1).
    <div className="chat" ref={log} role="log" aria-live="polite" aria-label={texts.transcript} tabIndex={0}>
      {all.length + waiting.length === 0 && <p className="chat-empty muted">{texts.empty}</p>}
      {all.map((line) => (
        <article
          key={line.id}
          className="chat-line"
          data-self={line.from === self || undefined}
          data-aside={asides.includes(line) || undefined}
        >
          <p className="chat-who">
            {nameOf(line.from, names, texts)} <TimeText at={line.at} style="time" />
            {asides.includes(line) && ` · ${company.aside}`}
          </p>
          {line.file && place ? (
            <Suspense fallback={line.text}>
              <FileLine place={place} file={line.file} />
            </Suspense>
          ) : (
            <p className="chat-text" dir="auto">
              {line.text}
            </p>
          )}
        </article>
      ))}
      {waiting.map(({ ref, text }) => (
        <article key={ref} className="chat-line" data-self data-waiting>
          <p className="chat-who">{texts.waiting}</p>
          <p className="chat-text" dir="auto">
            {text}
          </p>
        </article>
      ))}
    </div>
  );
}

/** CSS pixels from the end that still count as reading there. */
const NEAR_END = 40;

/** Who reads the newest line still does when the log becomes lower: a document is opened beside it, or a keyboard. */
function useStayAtEnd(log: RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const place = log.current;
    if (!place) return;
    let isAtEnd = true;
    const look = () => {
      isAtEnd = place.scrollHeight - place.scrollTop - place.clientHeight < NEAR_END;
    };
    const observer = new ResizeObserver(() => isAtEnd && place.scrollTo({ top: place.scrollHeight }));
    observer.observe(place);
    place.addEventListener('scroll', look);
    return () => {
      observer.disconnect();
      place.removeEventListener('scroll', look);
    };
  }, [log]);
}
