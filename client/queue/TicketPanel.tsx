import { goToSignIn } from '../net/go-to-sign-in.ts';
import { useSignedIn } from '../net/use-signed-in.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useFocusRescue } from '../ui/use-focus-rescue.ts';
import './queue.css';
import { OtherWays } from './OtherWays.tsx';
import { queueTexts } from './queue-texts.ts';
import { TicketCard } from './TicketCard.tsx';
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
      {ticket === null && (
        <>
          <TopicForm branchId={branchId} busy={busy} onTake={take} />
          <OtherWays branchId={branchId} />
        </>
      )}
      {ticket && (
        <TicketCard
          ticket={ticket}
          branchId={branchId}
          busy={busy}
          onCancel={cancel}
          onReturn={() => take(ticket.topic)}
          onEnter={() => ticket.consultationId && onConsultation(ticket.consultationId)}
        />
      )}
    </div>
  );
}
