import ical, { ICalAlarmType, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
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

/**
 * An appointment for a calendar of one's own (RFC 5545, times in UTC), and once it is cancelled what takes it out again (RFC 5546,
 * `CANCEL`): the same `UID`, by a later `SEQUENCE`. It names no account and no person.
 *
 * @param now when the file is made.
 */
export function calendarFile(
  { id, topic, starts_at, ends_at, state }: AppointmentRow,
  branch: { readonly name: Readonly<Record<Language, string>>; readonly url: string },
  language: Language,
  now: Date,
): DocumentFile {
  const words = WORDS[language];
  const isCancelled = state === 'cancelled';
  const method = isCancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH;
  const calendar = ical({ prodId: { company: 'Atrium', product: 'branch' }, method });
  const event = calendar.createEvent({
    id: `${id}@atrium`,
    // A time is never moved: it is cancelled, and another is booked.
    sequence: isCancelled ? 1 : 0,
    status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    start: starts_at,
    end: ends_at,
    stamp: now,
    summary: words.title(branch.name[language]),
    description: `${words.topics[topic]}\n${words.how}`,
    // Both methods ask for one, and for an address: nobody answers at this one.
    organizer: { name: branch.name[language], email: `no-reply@${new URL(branch.url).hostname}` },
    url: branch.url,
  });
  if (!isCancelled) event.createAlarm({ type: ICalAlarmType.display, trigger: 15 * 60 });
  const day = starts_at.toISOString().slice(0, 10);
  return {
    mediaType: 'text/calendar; charset=utf-8',
    fileName: isCancelled ? `appointment-${day}-cancelled.ics` : `appointment-${day}.ics`,
    bytes: new TextEncoder().encode(calendar.toString()),
  };
}
