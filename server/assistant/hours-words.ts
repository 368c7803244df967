import type { AssistantLanguage } from '../../shared/assistant.ts';
import type { ServicePlan } from '../../shared/branch-service.ts';
import type { OpenHours } from './branch-facts.ts';

type Shifts = ServicePlan['week'][number];

/** A Monday. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;
const LOCALES: Readonly<Record<AssistantLanguage, string>> = { en: 'en-GB', ru: 'ru-RU' };

const en = {
  always: 'This branch is open day and night, every day.',
  week: (days: string, timeZone: string) => `This branch is open ${days} (local time, ${timeZone}).`,
  to: ' to ',
  closed: 'closed',
  allDay: 'all day',
  openUntil: (at: string) => ` It is open now, until ${at}.`,
  opens: (at: string) => ` It is closed now, and opens on ${at}.`,
  closedNow: ' It is closed now.',
  differ: (days: string) => ` Days that differ: ${days}.`,
};
const ru: typeof en = {
  always: 'Это отделение открыто круглосуточно, без выходных.',
  week: (days, timeZone) => `Это отделение открыто: ${days} (местное время, ${timeZone}).`,
  to: ' – ',
  closed: 'закрыто',
  allDay: 'весь день',
  openUntil: (at) => ` Сейчас открыто, до ${at}.`,
  opens: (at) => ` Сейчас закрыто, откроется: ${at}.`,
  closedNow: ' Сейчас закрыто.',
  differ: (days) => ` Особые дни: ${days}.`,
};
const words = { en, ru };

/** When a branch is open, as one would say it: its week, now, and the next days that differ. */
export function hoursWords({ plan, now }: OpenHours, language: AssistantLanguage): string {
  const say = words[language];
  const { timeZone } = plan;
  const isAlways = plan.week.every(isAllDay) && now.holidays.length === 0;
  if (isAlways) return say.always;
  const instant = (at: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(LOCALES[language], { timeZone, ...options }).format(new Date(at));
  const state = now.isOpen
    ? now.closesAt
      ? say.openUntil(instant(now.closesAt, { timeStyle: 'short' }))
      : ''
    : now.opensAt
      ? say.opens(
          instant(now.opensAt, { weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' }),
        )
      : say.closedNow;
  const special = now.holidays.map(({ date, name }) => {
    const day = new Intl.DateTimeFormat(LOCALES[language], { timeZone: 'UTC', day: 'numeric', month: 'long' });
    const shifts = plan.holidays.find((holiday) => holiday.date === date)?.shifts ?? [];
    return `${day.format(new Date(`${date}T00:00:00Z`))} (${name[language]}): ${shiftsWords(shifts, language)}`;
  });
  const differ = special.length > 0 ? say.differ(special.join('; ')) : '';
  return `${say.week(weekWords(plan.week, language), timeZone)}${state}${differ}`;
}

/** Days that follow each other with the same hours are told as one. */
function weekWords(week: ServicePlan['week'], language: AssistantLanguage): string {
  const told: { from: number; to: number; hours: string }[] = [];
  for (const [day, shifts] of week.entries()) {
    const hours = shiftsWords(shifts, language);
    const last = told.at(-1);
    if (last?.hours === hours) last.to = day;
    else told.push({ from: day, to: day, hours });
  }
  return told
    .map(({ from, to, hours }) => {
      const days =
        from === to ? dayName(from, language) : dayName(from, language) + words[language].to + dayName(to, language);
      return `${days} ${hours}`;
    })
    .join(', ');
}

function dayName(day: number, language: AssistantLanguage): string {
  const format = new Intl.DateTimeFormat(LOCALES[language], { weekday: 'long', timeZone: 'UTC' });
  return format.format(new Date(MONDAY + day * DAY_MS));
}

function isAllDay(shifts: Shifts): boolean {
  return shifts.length === 1 && shifts[0]?.[0] === '00:00' && shifts[0][1] === '24:00';
}

function shiftsWords(shifts: Shifts, language: AssistantLanguage): string {
  if (shifts.length === 0) return words[language].closed;
  if (isAllDay(shifts)) return words[language].allDay;
  return shifts.map(([from, to]) => `${from.replace(/^0/, '')}–${to}`).join(', ');
}
