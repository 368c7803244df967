import ical, { ICalAlarmType, ICalCalendarMethod } from 'ical-generator';
import type { DocumentFile } from '../../shared/endpoint.ts';
import type { Topic } from '../../shared/queue.ts';
import type { AppointmentRow } from './queue-tables.ts';

type Language = 'en' | 'ru';

const WORDS = {
  en: {
    title: (branch: string) => `Appointment: ${branch}`,
    topics: {
      payments: 'Payments and transfers',
      accounts: 'Accounts',
      cards: 'Cards',
      loans: 'Loans and mortgages',
      fraud: 'Fraud or a stolen card',
      other: 'Something else',
    } satisfies Record<Topic, string>,
    how: 'Take a ticket in the branch up to 30 minutes before: you will be called about this time.',
  },
  ru: {
    title: (branch: string) => `Запись: ${branch}`,
    topics: {
      payments: 'Платежи и переводы',
      accounts: 'Счета',
      cards: 'Карты',
      loans: 'Кредиты и ипотека',
      fraud: 'Мошенничество или кража карты',
      other: 'Другое',
    } satisfies Record<Topic, string>,
    how: 'Возьмите талон в отделении не раньше чем за 30 минут: вас вызовут примерно в это время.',
  },
};

/** An appointment for a calendar of one's own: RFC 5545, times in UTC. It names no account and no person. */
export function calendarFile(
  { id, topic, starts_at, ends_at, booked_at }: AppointmentRow,
  branch: { readonly name: Readonly<Record<Language, string>>; readonly url: string },
  language: Language,
): DocumentFile {
  const words = WORDS[language];
  const calendar = ical({ prodId: { company: 'Atrium', product: 'branch' }, method: ICalCalendarMethod.PUBLISH });
  const event = calendar.createEvent({
    id: `${id}@atrium`,
    start: starts_at,
    end: ends_at,
    stamp: booked_at,
    summary: words.title(branch.name[language]),
    description: `${words.topics[topic]}\n${words.how}`,
    url: branch.url,
  });
  event.createAlarm({ type: ICalAlarmType.display, trigger: 15 * 60 });
  return {
    mediaType: 'text/calendar; charset=utf-8',
    fileName: `appointment-${starts_at.toISOString().slice(0, 10)}.ics`,
    bytes: new TextEncoder().encode(calendar.toString()),
  };
}
