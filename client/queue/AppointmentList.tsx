import { useMutation, useQueryClient } from '@tanstack/react-query';
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
import { otherWaysTexts } from './other-ways-texts.ts';
import { queueTexts } from './queue-texts.ts';

/** What one has booked, each with its calendar file. */
export function AppointmentList() {
  const { value } = useRead(listAppointments, { key: ['appointments'] });
  const texts = useTexts(otherWaysTexts);
  if (!value || value.appointments.length === 0) return null;
  return (
    <section aria-labelledby="appointments-heading">
      <h3 id="appointments-heading">{texts.yours}</h3>
      <ul className="appointments">
        {value.appointments.map((appointment) => (
          <Row key={appointment.id} appointment={appointment} />
        ))}
      </ul>
    </section>
  );
}

function Row({ appointment: { id, startsAt, topic, timeZone } }: { readonly appointment: Appointment }) {
  const texts = useTexts(otherWaysTexts);
  const words = useTexts(queueTexts);
  const language = useLanguage();
  const queries = useQueryClient();
  const style = { dateStyle: 'medium', timeStyle: 'short', timeZone } as const;
  const at = new Intl.DateTimeFormat(LOCALES[language], style).format(new Date(startsAt));
  const cancelling = useMutation({
    mutationFn: () => callEndpoint(cancelAppointment, { params: { appointmentId: id } }),
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
