import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { bookAppointment, listSlots } from '../../shared/appointments.ts';
import type { Topic } from '../../shared/queue.ts';
import { callEndpoint } from '../net/api.ts';
import { useRead } from '../net/use-read.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { Field, SelectField } from '../ui/Field.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { LOCALES } from '../ui/locales.ts';
import { otherWaysTexts } from './other-ways-texts.ts';
import { TopicField } from './TopicField.tsx';

const LIKELY_HOUR = 10;
const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);

/** Topic, day, time: each narrows the next. Times are the branch's own. */
export function AppointmentForm({ branchId }: { readonly branchId: string }) {
  const texts = useTexts(otherWaysTexts);
  const locale = LOCALES[useLanguage()];
  const queries = useQueryClient();
  const [topic, setTopic] = useState<Topic>('payments');
  const [date, setDate] = useState(tomorrow);
  const [chosen, setChosen] = useState('');
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(date);
  const { value, error } = useRead(listSlots, {
    key: ['slots', branchId, date, topic],
    params: { branchId, date, topic },
    enabled: isDate,
  });
  const slots = value?.slots ?? [];
  const hourOf = (at: string) =>
    Number(
      new Intl.DateTimeFormat('en', { hour: '2-digit', hourCycle: 'h23', timeZone: value?.timeZone }).format(
        new Date(at),
      ),
    );
  // Nobody means midnight, also where a branch never closes.
  const likely = slots.find((slot) => hourOf(slot.startsAt) >= LIKELY_HOUR) ?? slots[0];
  const startsAt = slots.some((slot) => slot.startsAt === chosen) ? chosen : (likely?.startsAt ?? '');
  const booking = useMutation({
    mutationFn: () => callEndpoint(bookAppointment, { params: { branchId }, body: { topic, startsAt } }),
    onSettled: () =>
      Promise.all(['appointments', 'slots'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  });
  const failed = booking.data && !booking.data.ok ? booking.data.error : error;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    booking.mutate();
  };
  const timeOf = (at: string) =>
    new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: value?.timeZone }).format(new Date(at));
  return (
    <form onSubmit={submit}>
      <TopicField value={topic} onChange={setTopic} />
      <Field label={texts.day} type="date" required value={date} onChange={({ target }) => setDate(target.value)} />
      <SelectField
        label={texts.time}
        hint={value ? texts.zone(value.timeZone) : undefined}
        value={startsAt}
        disabled={slots.length === 0}
        onChange={({ target }) => setChosen(target.value)}
      >
        {slots.map((slot) => (
          <option key={slot.startsAt} value={slot.startsAt}>
            {timeOf(slot.startsAt)}
          </option>
        ))}
      </SelectField>
      {value && slots.length === 0 && <Alert>{texts.noSlots}</Alert>}
      {failed && <Alert tone="danger">{texts.errors[failed]}</Alert>}
      {booking.data?.ok && <Alert tone="success">{texts.booked}</Alert>}
      <Button type="submit" variant="quiet" busy={booking.isPending} disabled={startsAt === ''}>
        {texts.bookIt}
      </Button>
    </form>
  );
}
