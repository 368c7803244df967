import { type ReactNode, Suspense } from 'react';
import type { TicketGlance } from '../../shared/ticket-follow.ts';
import { followTicket } from '../../shared/ticket-follow.ts';
import { useRead } from '../net/use-read.ts';
import { Alert } from '../ui/Alert.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { LOCALES } from '../ui/locales.ts';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useDocumentTitle } from '../ui/use-document-title.ts';
import { followTexts } from './follow-texts.ts';
import './queue.css';
import { queueTexts } from './queue-texts.ts';
import { useCallChime } from './use-call-chime.ts';

const EVERY_MS = 5000;

interface FollowPageProps {
  readonly token: string;
  /** What follows once it has been served, for the ticket of this number. */
  readonly afterwards: (ticketNumber: string) => ReactNode;
}

/** A ticket on a phone, without a sign-in and without a name: number, place, wait, and where it is called to. */
export function FollowPage({ token, afterwards }: FollowPageProps) {
  const texts = useTexts(followTexts);
  const language = useLanguage();
  const isOver = (glance: TicketGlance | undefined) => glance?.state === 'served' || glance?.state === 'cancelled';
  const { value, error } = useRead(followTicket, {
    key: ['follow', token],
    params: { token },
    everyMs: (glance) => (isOver(glance) ? false : EVERY_MS),
  });
  useCallChime(value?.state === 'called');
  const word = value && (value.state === 'called' ? texts.called : value.number);
  useDocumentTitle(word ? `${word} · ${texts.title}` : texts.title);
  return (
    <>
      <PageHeader title={<strong className="page-header-title">{value?.branchName[language] ?? 'Atrium'}</strong>} />
      <main className="page follow">
        <h1>{texts.title}</h1>
        {!value && !error && <Skeleton lines={4} />}
        {error === 'ticket-unknown' ? (
          <Alert>{texts.unknown}</Alert>
        ) : (
          error && <Alert tone="danger">{texts.errors[error]}</Alert>
        )}
        {value && error !== 'ticket-unknown' && <Glance glance={value} />}
        <Suspense>{value?.state === 'served' && !error && afterwards(value.number)}</Suspense>
        <p className="muted small">{texts.private}</p>
      </main>
    </>
  );
}

function Glance({ glance }: { readonly glance: TicketGlance }) {
  const texts = useTexts(followTexts);
  const words = useTexts(queueTexts);
  const language = useLanguage();
  const time = (at: string) => new Intl.DateTimeFormat(LOCALES[language], { timeStyle: 'short' }).format(new Date(at));
  const { state, number, ahead, estimate, desk, returnBefore } = glance;
  return (
    <div className="ticket" data-state={state} aria-live="polite" aria-atomic="true">
      <p className="muted">{words.yourNumber}</p>
      <p className="ticket-number" data-testid="ticket-number">
        {number}
      </p>
      {state === 'waiting' && (
        <>
          {glance.isTransferred && <p>{words.transferred}</p>}
          <p className="ticket-word">{words.ahead(ahead)}</p>
          <p>{estimate ? words.wait(estimate) : words.waitUnknown}</p>
          <p className="muted small">{texts.refreshed}</p>
        </>
      )}
      {state === 'called' && (
        <>
          <p className="ticket-word">{words.calledTo(desk?.[language] ?? '')}</p>
          <p>{texts.comeIn}</p>
        </>
      )}
      {state === 'no-show' && returnBefore && <p className="ticket-word">{words.missed(time(returnBefore))}</p>}
      {(state === 'served' || state === 'cancelled') && <p className="ticket-word">{texts.over[state]}</p>}
    </div>
  );
}
