import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  type Appointment,
  appointmentCalendar,
  cancelAppointment,
  listAppointments,
} from '../../shared/appointments.ts';
import { addressOf, callEndpoint } from '../net/api.ts';
import { useRead } from '../net/use-read.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { LOCALES } from '../ui/locales.ts';
import { useFocusRescue } from '../ui/use-focus-rescue.ts';
import { otherWaysTexts } from './other-ways-texts.ts';
import { queueTexts } from './queue-texts.ts';

/** What one has booked, each with its calendar file, and of what one cancels the file that takes it out of a calendar again. */
export function AppointmentList() {
  const { value } = useRead(listAppointments, { key: ['appointments'] });
  const texts = useTexts(otherWaysTexts);
  const language = useLanguage();
  const [cancelledId, setCancelledId] = useState<string | null>(null);
  const booked = value?.appointments ?? [];
  const place = useFocusRescue<HTMLElement>(booked.length);
  if (booked.length === 0 && cancelledId === null) return null;
  return (
    <section aria-labelledby="appointments-heading" ref={place} tabIndex={-1}>
      <h3 id="appointments-heading" tabIndex={-1}>
        {texts.yours}
      </h3>
      <div role="status">
        {cancelledId && (
          <>
            <p>{texts.cancelled}</p>
            <a
              className="button button-quiet"
              href={addressOf(appointmentCalendar, { appointmentId: cancelledId, language })}
              download
            >
              {texts.fromCalendar}
            </a>
          </>
        )}
      </div>
      <ul className="appointments">
        {booked.map((appointment) => (
          <Row key={appointment.id} appointment={appointment} onCancelled={setCancelledId} />
        ))}
      </ul>
    </section>
  );
}

interface RowProps {
  readonly appointment: Appointment;
  readonly onCancelled: (id: string) => void;
}

function Row({ appointment: { id, startsAt, topic, timeZone }, onCancelled }: RowProps) {
  const texts = useTexts(otherWaysTexts);
  const words = useTexts(queueTexts);
  const language = useLanguage();
  const queries = useQueryClient();
  const style = { dateStyle: 'medium', timeStyle: 'short', timeZone } as const;
  const at = new Intl.DateTimeFormat(LOCALES[language], style).format(new Date(startsAt));
  const cancelling = useMutation({
    mutationFn: () => callEndpoint(cancelAppointment, { params: { appointmentId: id } }),
    onSuccess: (cancelled) => cancelled.ok && onCancelled(id),
    onSettled: () =>
      Promise.all(['appointments', 'slots'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  });
  const failed = cancelling.data && !cancelling.data.ok ? cancelling.data.error : null;
  return (
    <li>
      <p>
        <strong>
          <time dateTime={startsAt}>{at}</time>
        </strong>
        <span className="muted small"> · {words.topics[topic]}</span>
      </p>
      {failed && <Alert tone="danger">{texts.errors[failed]}</Alert>}
      <div className="row">
        <a
          className="button button-quiet"
          href={addressOf(appointmentCalendar, { appointmentId: id, language })}
          download
        >
          {texts.toCalendar}
        </a>
        <Button variant="quiet" busy={cancelling.isPending} onClick={() => cancelling.mutate()}>
          {texts.cancelIt}
        </Button>
      </div>
    </li>
  );
}
