import { useState } from 'react';
import { listSlots } from '../../shared/appointments.ts';
import type { DraftFields } from '../../shared/assistant.ts';
import { useRead } from '../net/use-read.ts';
import { Alert } from '../ui/Alert.tsx';
import { Field, SelectField } from '../ui/Field.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { LOCALES } from '../ui/locales.ts';
import { assistantTexts } from './assistant-texts.ts';
import { dayAt, timeAt } from './branch-time.ts';

interface SlotChoiceProps {
  readonly branchId: string;
  readonly fields: Extract<DraftFields, { kind: 'appointment' }>;
  /** Null: no time is chosen. */
  readonly startsAt: string | null;
  readonly onChoose: (startsAt: string | null) => void;
}

/** The free times of a branch for what the appointment is about: the one that was found first, and any other. */
export function SlotChoice({ branchId, fields: { topic, startsAt: found }, startsAt, onChoose }: SlotChoiceProps) {
  const texts = useTexts(assistantTexts);
  const locale = LOCALES[useLanguage()];
  const [chosenDate, setDate] = useState<string | null>(null);
  // The branch's own day is known once its zone is: until then the day in UTC is near enough to ask for it.
  const [zone, setZone] = useState<string | null>(null);
  const date = chosenDate ?? dayAt(found ?? new Date(Date.now() + 86_400_000).toISOString(), zone ?? 'UTC');
  const { value, error } = useRead(listSlots, {
    key: ['slots', branchId, date, topic],
    params: { branchId, date, topic },
    enabled: /^\d{4}-\d{2}-\d{2}$/.test(date),
  });
  if (value && value.timeZone !== zone) setZone(value.timeZone);
  const slots = value?.slots ?? [];
  const isFree = slots.some((slot) => slot.startsAt === startsAt);
  return (
    <>
      <Field
        label={texts.day}
        type="date"
        required
        value={date}
        onChange={({ target }) => {
          setDate(target.value);
          onChoose(null);
        }}
      />
      <SelectField
        label={texts.time}
        hint={value ? texts.zone(value.timeZone) : undefined}
        value={isFree && startsAt ? startsAt : ''}
        required
        disabled={slots.length === 0}
        onChange={({ target }) => onChoose(target.value || null)}
      >
        <option value="">{texts.chooseTime}</option>
        {slots.map((slot) => (
          <option key={slot.startsAt} value={slot.startsAt}>
            {timeAt(slot.startsAt, value?.timeZone ?? 'UTC', locale)}
          </option>
        ))}
      </SelectField>
      {value && slots.length === 0 && <Alert>{texts.noSlots}</Alert>}
      {error && <Alert tone="danger">{texts.errors[error]}</Alert>}
    </>
  );
}
