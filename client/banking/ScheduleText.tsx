import type { Schedule } from '../../shared/payment.ts';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { LOCALES } from '../ui/locales.ts';
import { bankingTexts } from './banking-texts.ts';

/** When money is to leave, in words. */
export function ScheduleText({ schedule }: { readonly schedule: Schedule }) {
  const texts = useTexts(bankingTexts);
  switch (schedule.kind) {
    case 'now':
      return texts.schedule.now;
    case 'once':
      return <DayText day={schedule.on} hasWeekday />;
    case 'repeat':
      return (
        <>
          {texts.schedule.every[schedule.every]}, {texts.schedule.from} <DayText day={schedule.first} />
          <span className="muted small">
            {schedule.payments === null ? texts.schedule.untilCancelled : texts.schedule.count(schedule.payments)}
          </span>
        </>
      );
  }
}

/** A day of the bank's calendar, which no time zone moves. */
function DayText({ day, hasWeekday = false }: { readonly day: string; readonly hasWeekday?: boolean }) {
  const format = new Intl.DateTimeFormat(LOCALES[useLanguage()], {
    ...(hasWeekday && { weekday: 'short' }),
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return <time dateTime={day}>{format.format(new Date(`${day}T00:00:00Z`))}</time>;
}
