import { useState } from 'react';
import { listSlots } from '../../shared/appointments.ts';
import type { Topic } from '../../shared/queue.ts';
import { useRead } from '../net/use-read.ts';

const LIKELY_HOUR = 10;
const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);

/** A day, and a free time of it: the chosen one, or a likely one until one is chosen; empty where none is free. */
export function useSlotChoice(branchId: string, topic: Topic, enabled = true) {
  const [date, setDate] = useState(tomorrow);
  const [chosen, setChosen] = useState('');
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(date);
  const { value, error } = useRead(listSlots, {
    key: ['slots', branchId, date, topic],
    params: { branchId, date, topic },
    enabled: isDate && enabled,
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
  return { date, setDate, setChosen, startsAt, slots, timeZone: value?.timeZone, error };
}
export type SlotChoice = ReturnType<typeof useSlotChoice>;
