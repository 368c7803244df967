import { Suspense, useState } from 'react';
import type { Ticket } from '../../shared/queue.ts';
import { useDeskLabel } from '../net/use-plan.ts';
import { Button } from '../ui/Button.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { LOCALES } from '../ui/locales.ts';
import { QRCodeSVG } from '../ui/qr-code.ts';
import { queueTexts } from './queue-texts.ts';

interface TicketCardProps {
  readonly ticket: Ticket;
  readonly branchId: string;
  readonly busy: boolean;
  readonly onCancel: () => void;
  readonly onEnter: () => void;
  /** Who was missed is here now. */
  readonly onReturn: () => void;
}

/** The ticket itself: its number, how long, and what can be done with it. */
export function TicketCard({ ticket, branchId, busy, onCancel, onEnter, onReturn }: TicketCardProps) {
  const texts = useTexts(queueTexts);
  const language = useLanguage();
  const deskLabel = useDeskLabel(branchId);
  const { state, estimate, returnBefore } = ticket;
  return (
    <div className="ticket" data-state={state} aria-live="polite">
      <h3 className="ticket-heading" tabIndex={-1}>
        <span className="muted">{texts.yourNumber}</span>{' '}
        <span className="ticket-number" data-testid="ticket-number">
          {ticket.number}
        </span>
      </h3>
      <p className="muted small">{texts.topics[ticket.topic]}</p>
      {state === 'waiting' && (
        <>
          {ticket.isTransferred && <p>{texts.transferred}</p>}
          <p className="ticket-word">{texts.ahead(ticket.ahead)}</p>
          <p data-testid="ticket-wait">{estimate ? texts.wait(estimate) : texts.waitUnknown}</p>
          <p className="muted small">{texts.keepOpen}</p>
          <FollowCode path={ticket.followPath} />
          <Button variant="quiet" busy={busy} onClick={onCancel}>
            {texts.cancel}
          </Button>
        </>
      )}
      {state === 'called' && (
        <>
          <p className="ticket-word">{texts.calledTo(deskLabel(ticket.deskId ?? '', language))}</p>
          <Button onClick={onEnter}>{texts.enter}</Button>
        </>
      )}
      {state === 'no-show' && returnBefore && (
        <>
          <p className="ticket-word">
            {texts.missed(
              new Intl.DateTimeFormat(LOCALES[language], { timeStyle: 'short' }).format(new Date(returnBefore)),
            )}
          </p>
          <Button busy={busy} onClick={onReturn}>
            {texts.comeBack}
          </Button>
        </>
      )}
    </div>
  );
}

/** The page that follows a ticket, for a phone's camera. It is opened when it is wanted: a number is easier to read without it. */
function FollowCode({ path }: { readonly path: string }) {
  const texts = useTexts(queueTexts);
  const [isOpen, setIsOpen] = useState(false);
  const url = new URL(path, location.origin).href;
  return (
    <details className="ticket-follow" onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>{texts.follow}</summary>
      {isOpen && (
        <Suspense>
          <QRCodeSVG value={url} size={168} marginSize={2} aria-hidden="true" />
        </Suspense>
      )}
      <p className="muted small">{texts.followNote}</p>
      <p>
        <a href={path} target="_blank" rel="noreferrer">
          {texts.followLink}
        </a>
      </p>
    </details>
  );
}
