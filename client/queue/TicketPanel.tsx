import type { Ticket } from '../../shared/queue.ts';
import { goToSignIn } from '../net/go-to-sign-in.ts';
import { useDeskLabel } from '../net/use-plan.ts';
import { useSignedIn } from '../net/use-signed-in.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useFocusRescue } from '../ui/use-focus-rescue.ts';
import './queue.css';
import { queueTexts } from './queue-texts.ts';
import { TopicForm } from './TopicForm.tsx';
import { useTicket } from './use-ticket.ts';

interface TicketPanelProps {
  readonly branchId: string;
  /** The customer wants to go into the consultation that called them. */
  readonly onConsultation: (consultationId: string) => void;
}

/** The kiosk: take a ticket, see how many are before you, come when you are called. */
export function TicketPanel({ branchId, onConsultation }: TicketPanelProps) {
  const texts = useTexts(queueTexts);
  const signedIn = useSignedIn('customer');
  const { ticket, error, busy, take, cancel } = useTicket(branchId);
  const panel = useFocusRescue<HTMLDivElement>(ticket?.state ?? 'none');

  if (signedIn === false) {
    return (
      <div>
        <p>{texts.guest}</p>
        <Button onClick={() => goToSignIn('customer')}>{texts.signIn}</Button>
      </div>
    );
  }
  return (
    <div ref={panel} tabIndex={-1} className="focus-place">
      {error && <Alert tone="danger">{texts.errors[error]}</Alert>}
      {ticket === undefined && !error && <Skeleton lines={3} />}
      {ticket === null && <TopicForm busy={busy} onTake={take} />}
      {ticket && (
        <TicketCard
          ticket={ticket}
          branchId={branchId}
          busy={busy}
          onCancel={cancel}
          onEnter={() => ticket.consultationId && onConsultation(ticket.consultationId)}
        />
      )}
    </div>
  );
}

interface TicketCardProps {
  readonly ticket: Ticket;
  readonly branchId: string;
  readonly busy: boolean;
  readonly onCancel: () => void;
  readonly onEnter: () => void;
}

function TicketCard({ ticket, branchId, busy, onCancel, onEnter }: TicketCardProps) {
  const texts = useTexts(queueTexts);
  const language = useLanguage();
  const deskLabel = useDeskLabel(branchId);
  return (
    <div className="ticket" data-state={ticket.state} aria-live="polite">
      <p className="muted">{texts.yourNumber}</p>
      <p className="ticket-number" data-testid="ticket-number">
        {ticket.number}
      </p>
      <p className="muted small">{texts.topics[ticket.topic]}</p>
      {ticket.state === 'waiting' && (
        <>
          <p className="ticket-word">{texts.ahead(ticket.ahead)}</p>
          <p className="muted small">{texts.keepOpen}</p>
          <Button variant="quiet" busy={busy} onClick={onCancel}>
            {texts.cancel}
          </Button>
        </>
      )}
      {ticket.state === 'called' && (
        <>
          <p className="ticket-word">{texts.calledTo(deskLabel(ticket.deskId ?? '', language))}</p>
          <Button onClick={onEnter}>{texts.enter}</Button>
        </>
      )}
    </div>
  );
}
