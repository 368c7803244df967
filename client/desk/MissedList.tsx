import type { QueueView } from '../../shared/queue.ts';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { deskTexts } from './desk-texts.ts';
import { useNow } from './QueueTable.tsx';
import { talkTexts } from './talk-texts.ts';

interface MissedListProps {
  readonly missed: QueueView['missed'];
  readonly mayCall: boolean;
  readonly busy: boolean;
  readonly onCall: (ticketId: string) => void;
}

/** Who did not come, and may still be called again. */
export function MissedList({ missed, mayCall, busy, onCall }: MissedListProps) {
  const texts = useTexts(talkTexts);
  const words = useTexts(deskTexts);
  const now = useNow(30_000);
  if (missed.length === 0) return null;
  return (
    <section aria-labelledby="missed-heading">
      <h3 id="missed-heading" className="desk-subheading">
        {texts.missed}
      </h3>
      <ul className="desk-list">
        {missed.map(({ id, number, topic, missedAt }) => (
          <li key={id} data-row className="row spread">
            <span>
              <strong className="digits">{number}</strong> {words.topics[topic]}{' '}
              <span className="muted small">
                {texts.missedAgo(Math.max(0, Math.floor((now - Date.parse(missedAt)) / 60_000)))}
              </span>
            </span>
            <Button variant="quiet" disabled={!mayCall} busy={busy} onClick={() => onCall(id)}>
              {words.call} <span className="visually-hidden">{number}</span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
