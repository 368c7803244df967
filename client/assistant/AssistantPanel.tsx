import { useEffect, useMemo, useRef, useState } from 'react';
import type { Turn } from '../../shared/assistant.ts';
import { useSignedIn } from '../net/use-signed-in.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ArticleLink, ArticleView } from './ArticleView.tsx';
import './assistant.css';
import { assistantTexts } from './assistant-texts.ts';
import { DraftCard } from './DraftCard.tsx';
import { QuestionForm } from './QuestionForm.tsx';
import { useAssistant } from './use-assistant.ts';
import type { PaymentFields } from './use-draft.ts';
import { useReadAloud } from './use-read-aloud.ts';

interface AssistantPanelProps {
  readonly branchId: string;
  /** The customer wants to go on with a payment in the ordinary form. */
  readonly onPay: (fields: PaymentFields) => void;
}

/** The AI consultant: answers with their source, drafts to confirm, and a way to a person. */
export function AssistantPanel({ branchId, onPay }: AssistantPanelProps) {
  const texts = useTexts(assistantTexts);
  const language = useLanguage();
  const signedIn = useSignedIn('customer');
  const aloud = useReadAloud(language);
  const { turns, pending, error, ask, stop, startOver } = useAssistant(branchId, aloud.say);
  const [articleId, setArticleId] = useState(() => new URLSearchParams(location.search).get('article'));
  const log = useRef<HTMLDivElement>(null);
  const count = turns?.length ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is new is what makes the log scroll.
  useEffect(() => {
    log.current?.scrollTo({ top: log.current.scrollHeight });
  }, [count, pending?.words, articleId]);
  const isEmpty = count === 0 && !pending;

  if (articleId)
    return (
      <div className="assistant">
        <ArticleView articleId={articleId} onOpen={setArticleId} onClose={() => setArticleId(null)} />
      </div>
    );
  return (
    <div className="assistant">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1). */}
      <div className="assistant-log" ref={log} role="log" aria-live="off" aria-label={texts.log} tabIndex={0}>
        <div className="assistant-turn" data-from="assistant">
          <p className="assistant-who">
            <AiBadge /> {texts.assistant}
          </p>
          <p>{texts.greeting}</p>
          {signedIn === false && <p className="muted small">{texts.guest}</p>}
        </div>
        {turns === undefined && !error && <Skeleton lines={3} />}
        {turns?.map((turn) => (
          <TurnView key={turn.id} turn={turn} branchId={branchId} onPay={onPay} onArticle={setArticleId} />
        ))}
        {pending && (
          <>
            <div className="assistant-turn" data-from="customer">
              <p className="assistant-who">{texts.you}</p>
              <p className="assistant-text">{pending.question}</p>
            </div>
            <div className="assistant-turn" data-from="assistant">
              <p className="assistant-who">
                <AiBadge /> {texts.assistant}
              </p>
              <p className="assistant-text">{pending.words || texts.thinking}</p>
            </div>
          </>
        )}
      </div>
      <Announcement turns={turns} isPending={pending !== null} />
      {error && <Alert tone="danger">{texts.errors[error]}</Alert>}
      {isEmpty && (
        <fieldset className="assistant-examples">
          <legend>{texts.examplesLabel}</legend>
          {texts.examples.map((example) => (
            <button key={example} type="button" className="assistant-example" onClick={() => ask(example)}>
              {example}
            </button>
          ))}
        </fieldset>
      )}
      <QuestionForm isBusy={pending !== null} onAsk={ask} onStop={stop} />
      <div className="row assistant-more">
        <Button variant="quiet" onClick={() => ask(texts.personQuestion)}>
          {texts.person}
        </Button>
        {!isEmpty && (
          <Button variant="quiet" onClick={startOver}>
            {texts.again}
          </Button>
        )}
        {aloud.isPossible && (
          <label className="assistant-aloud small">
            <input type="checkbox" checked={aloud.isOn} onChange={({ target }) => aloud.turn(target.checked)} />
            {texts.readAloud}
          </label>
        )}
      </div>
    </div>
  );
}

/** Words that stream in would be read out in pieces: the whole answer is told once. */
function Announcement({
  turns,
  isPending,
}: {
  readonly turns: readonly Turn[] | undefined;
  readonly isPending: boolean;
}) {
  const texts = useTexts(assistantTexts);
  const wasPending = useRef(false);
  useEffect(() => {
    if (isPending) wasPending.current = true;
  }, [isPending]);
  const last = useMemo(() => turns?.findLast(({ from }) => from === 'assistant'), [turns]);
  return (
    <p className="visually-hidden" role="status">
      {isPending ? texts.thinking : wasPending.current && last ? `${texts.answered} ${last.text}` : ''}
    </p>
  );
}

function AiBadge() {
  const texts = useTexts(assistantTexts);
  return <span className="ai-badge">{texts.badge}</span>;
}

interface TurnViewProps {
  readonly turn: Turn;
  readonly branchId: string;
  readonly onPay: (fields: PaymentFields) => void;
  readonly onArticle: (articleId: string) => void;
}

function TurnView({ turn, branchId, onPay, onArticle }: TurnViewProps) {
  const texts = useTexts(assistantTexts);
  const isOwn = turn.from === 'customer';
  return (
    <div className="assistant-turn" data-from={turn.from}>
      <p className="assistant-who">
        {isOwn ? (
          texts.you
        ) : (
          <>
            <AiBadge /> {texts.assistant}
          </>
        )}
      </p>
      <p className="assistant-text" dir="auto">
        {turn.text}
      </p>
      {turn.sources.map(({ articleId, title, section }) => (
        <p key={`${articleId}${section}`} className="assistant-source small">
          {turn.kind === 'answer' ? texts.source : texts.near}{' '}
          <ArticleLink articleId={articleId} onOpen={onArticle}>
            {section ? `${title} · ${section}` : title}
          </ArticleLink>
        </p>
      ))}
      {turn.drafts.map((draft) => (
        <DraftCard key={draft.id} draft={draft} branchId={branchId} onPay={onPay} />
      ))}
    </div>
  );
}
