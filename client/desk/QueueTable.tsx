import { useEffect, useState } from 'react';
import type { QueueView } from '../../shared/queue.ts';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { deskTexts } from './desk-texts.ts';
import { talkTexts } from './talk-texts.ts';

interface QueueTableProps {
  readonly waiting: QueueView['waiting'];
  readonly mayCall: boolean;
  /** While one talks there is nothing to call, and no button for it. */
  readonly isServing: boolean;
  readonly busy: boolean;
  /** Calls a ticket, or the longest waiting where none is named. */
  readonly onCall: (ticketId: string | undefined) => void;
}

/** Who waits, for what and how long: numbers, no names. While nobody may be called there are no buttons for it beside them. */
export function QueueTable({ waiting, mayCall, isServing, busy, onCall }: QueueTableProps) {
  const texts = useTexts(deskTexts);
  const words = useTexts(talkTexts);
  const now = useNow(15_000);
  return (
    <>
      <div className="row spread desk-next">
        <span role="status">{waiting.length === 0 ? texts.nobody : texts.waiting(waiting.length)}</span>
        {!isServing && (
          <Button
            disabled={!mayCall || !waiting.some((ticket) => ticket.mayCall)}
            busy={busy}
            onClick={() => onCall(undefined)}
            aria-keyshortcuts="n"
          >
            {texts.callNext}{' '}
            <span className="keycap" aria-hidden="true">
              N
            </span>
          </Button>
        )}
      </div>
      {waiting.length > 0 && (
        <table className="desk-table">
          <thead>
            <tr>
              <th scope="col">{texts.number}</th>
              <th scope="col">{texts.topic}</th>
              <th scope="col">{texts.waits}</th>
              {mayCall && <td />}
            </tr>
          </thead>
          <tbody>
            {waiting.map(({ id, number, topic, takenAt, ...ticket }) => (
              <tr key={id} data-row data-mine={ticket.isForMe || undefined}>
                <th scope="row" className="digits">
                  {number}
                </th>
                <td>
                  {texts.topics[topic]} <Marks ticket={ticket} />
                </td>
                <WaitCell minutes={Math.max(0, Math.floor((now - Date.parse(takenAt)) / 60_000))} />
                {mayCall && (
                  <td>
                    {ticket.mayCall ? (
                      <Button variant="quiet" busy={busy} onClick={() => onCall(id)}>
                        {texts.call} <span className="visually-hidden">{number}</span>
                      </Button>
                    ) : (
                      <span className="muted small">{words.notYours}</span>
                    )}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

/** What sets a ticket apart, in words. */
function Marks({
  ticket,
}: {
  readonly ticket: Pick<QueueView['waiting'][number], 'priority' | 'language' | 'isTransferred' | 'isForMe'>;
}) {
  const words = useTexts(talkTexts);
  const marks = [
    ticket.isForMe && words.forMe,
    words.priorities[ticket.priority],
    ticket.isTransferred && words.transferred,
  ].filter((mark) => typeof mark === 'string' && mark !== '');
  return (
    <>
      {marks.map((mark) => (
        <span key={String(mark)} className="desk-mark" data-urgent={mark === words.priorities.urgent || undefined}>
          {mark}
        </span>
      ))}
      {ticket.language && (
        <span className="desk-mark" title={words.languages[ticket.language]}>
          <span aria-hidden="true">{ticket.language.toUpperCase()}</span>
          <span className="visually-hidden">{words.languages[ticket.language]}</span>
        </span>
      )}
    </>
  );
}

/** Who waits longer than this is shown so. */
const LONG_WAIT_MINUTES = 10;

function WaitCell({ minutes }: { readonly minutes: number }) {
  const texts = useTexts(deskTexts);
  return <td data-long={minutes >= LONG_WAIT_MINUTES || undefined}>{texts.minutes(minutes)}</td>;
}

export function useNow(everyMs: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
