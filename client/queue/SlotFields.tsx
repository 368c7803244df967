import { Alert } from '../ui/Alert.tsx';
import { Field, SelectField } from '../ui/Field.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { LOCALES } from '../ui/locales.ts';
import { otherWaysTexts } from './other-ways-texts.ts';
import type { SlotChoice } from './use-slot-choice.ts';

/** Day and time, each narrowing the next. Times are the branch's own. */
export function SlotFields({ choice }: { readonly choice: SlotChoice }) {
  const texts = useTexts(otherWaysTexts);
  const locale = LOCALES[useLanguage()];
  const { date, setDate, setChosen, startsAt, slots, timeZone } = choice;
  const timeOf = (at: string) => new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone }).format(new Date(at));
  return (
    <>
      <Field label={texts.day} type="date" required value={date} onChange={({ target }) => setDate(target.value)} />
      <SelectField
        label={texts.time}
        hint={timeZone && texts.zone(timeZone)}
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
      {timeZone && slots.length === 0 && <Alert>{texts.noSlots}</Alert>}
    </>
  );
}
