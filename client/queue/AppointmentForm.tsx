import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { bookAppointment } from '../../shared/appointments.ts';
import type { Topic } from '../../shared/queue.ts';
import { callEndpoint } from '../net/api.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { otherWaysTexts } from './other-ways-texts.ts';
import { SlotFields } from './SlotFields.tsx';
import { TopicField } from './TopicField.tsx';
import { useSlotChoice } from './use-slot-choice.ts';

/** Topic, day, time: each narrows the next. */
export function AppointmentForm({ branchId }: { readonly branchId: string }) {
  const texts = useTexts(otherWaysTexts);
  const queries = useQueryClient();
  const [topic, setTopic] = useState<Topic>('payments');
  const choice = useSlotChoice(branchId, topic);
  const { startsAt } = choice;
  const booking = useMutation({
    mutationFn: () => callEndpoint(bookAppointment, { params: { branchId }, body: { topic, startsAt } }),
    onSettled: () =>
      Promise.all(['appointments', 'slots'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  });
  const failed = booking.data && !booking.data.ok ? booking.data.error : choice.error;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    booking.mutate();
  };
  return (
    <form onSubmit={submit}>
      <TopicField value={topic} onChange={setTopic} />
      <SlotFields choice={choice} />
      {failed && <Alert tone="danger">{texts.errors[failed]}</Alert>}
      {booking.data?.ok && <Alert tone="success">{texts.booked}</Alert>}
      <Button type="submit" variant="quiet" busy={booking.isPending} disabled={startsAt === ''}>
        {texts.bookIt}
      </Button>
    </form>
  );
}
