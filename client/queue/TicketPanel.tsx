import { type FormEvent, useState } from 'react';
import { signInPath } from '../../shared/identity.ts';
import { Topic } from '../../shared/queue.ts';
import { useSignedIn } from '../net/use-signed-in.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { SelectField } from '../ui/Field.tsx';
import { useTexts } from '../ui/i18n.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import './queue.css';
import { queueTexts } from './queue-texts.ts';
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
  const [topic, setTopic] = useState<Topic>('payments');

  if (signedIn === false) {
    return (
      <div>
        <p>{texts.guest}</p>
        <Button onClick={() => location.assign(signInPath('customer', location.pathname))}>{texts.signIn}</Button>
      </div>
    );
  }
  if (ticket === undefined || signedIn === null) return <Skeleton lines={3} />;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    take(topic);
  };
  return (
    <div>
      {error && <Alert tone="danger">{texts.errors[error]}</Alert>}
      {ticket ? (
        <div className="ticket" aria-live="polite">
          <p className="muted">{texts.yourNumber}</p>
          <p className="ticket-number" data-testid="ticket-number">
            {ticket.number}
          </p>
          {ticket.state === 'waiting' && (
            <>
              <p>{texts.ahead(ticket.ahead)}</p>
              <p className="muted small">{texts.keepOpen}</p>
              <Button variant="quiet" busy={busy} onClick={cancel}>
                {texts.cancel}
              </Button>
            </>
          )}
          {ticket.state === 'called' && (
            <>
              <p>{texts.calledTo(ticket.deskId ?? '')}</p>
              <Button onClick={() => ticket.consultationId && onConsultation(ticket.consultationId)}>
                {texts.enter}
              </Button>
            </>
          )}
        </div>
      ) : (
        <form onSubmit={submit}>
          <p>{texts.intro}</p>
          <SelectField
            label={texts.topic}
            value={topic}
            onChange={(event) => setTopic(Topic.parse(event.target.value))}
          >
            {Topic.options.map((option) => (
              <option key={option} value={option}>
                {texts.topics[option]}
              </option>
            ))}
          </SelectField>
          <Button type="submit" busy={busy}>
            {texts.take}
          </Button>
        </form>
      )}
    </div>
  );
}
