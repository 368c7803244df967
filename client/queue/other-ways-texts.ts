import type {
  askCallback,
  bookAppointment,
  cancelAppointment,
  cancelCallback,
  listSlots,
} from '../../shared/appointments.ts';
import type { CallError } from '../net/api.ts';
import { commonErrorTexts } from '../ui/errors.ts';

type OtherWayError =
  | CallError<(typeof bookAppointment)['errors']>
  | CallError<(typeof cancelAppointment)['errors']>
  | CallError<(typeof listSlots)['errors']>
  | CallError<(typeof askCallback)['errors']>
  | CallError<(typeof cancelCallback)['errors']>;

const en = {
  yours: 'Your appointments',
  book: 'Book a time instead',
  callMe: 'Have us call you',
  day: 'Day',
  time: 'Time',
  zone: (name: string) => `The branch’s own time (${name})`,
  noSlots: 'Nothing is free on that day. Please choose another.',
  bookIt: 'Book it',
  booked: 'Booked. Take a ticket in the branch up to half an hour before: you will be called about that time.',
  toCalendar: 'Add to calendar',
  cancelIt: 'Cancel it',
  cancelled: 'Cancelled. Where you have put it into your calendar, this file takes it out again:',
  fromCalendar: 'Take it out of the calendar',
  phone: 'Your phone number',
  phoneHint: 'With the country: +44 20 7946 0018',
  phoneMalformed: 'Please write the number with + and the country’s code.',
  when: 'When',
  soon: 'As soon as possible',
  atTime: 'At a time',
  askIt: 'Ask for a call',
  asked: (phone: string) => `We will call ${phone} as soon as we can.`,
  askedFor: (phone: string, at: string) => `We will call ${phone} about ${at}, the branch’s own time.`,
  cancelCall: 'Do not call',
  errors: {
    ...commonErrorTexts.en,
    'branch-unknown': 'This branch does not exist.',
    'slot-taken': 'Somebody has just taken this time. Please choose another.',
    'too-many-appointments': 'You have three appointments already. Cancel one to book another.',
    'appointment-unknown': 'There is no such appointment any more.',
    'callback-none': 'You have not asked for a call.',
  } satisfies Record<OtherWayError, string>,
};
const ru: typeof en = {
  yours: 'Вы записаны',
  book: 'Записаться на время',
  callMe: 'Попросить перезвонить',
  day: 'День',
  time: 'Время',
  zone: (name) => `Местное время отделения (${name})`,
  noSlots: 'В этот день всё занято. Выберите другой.',
  bookIt: 'Записаться',
  booked: 'Вы записаны. Возьмите талон не раньше чем за полчаса: вас вызовут примерно в это время.',
  toCalendar: 'Добавить в календарь',
  cancelIt: 'Отменить запись',
  cancelled: 'Запись отменена. Если она есть в вашем календаре, этот файл уберёт её оттуда:',
  fromCalendar: 'Убрать из календаря',
  phone: 'Номер телефона',
  phoneHint: 'С кодом страны: +7 495 123-45-67',
  phoneMalformed: 'Укажите номер с + и кодом страны.',
  when: 'Когда',
  soon: 'Как можно скорее',
  atTime: 'В указанное время',
  askIt: 'Жду звонка',
  asked: (phone) => `Мы перезвоним на ${phone}, как только сможем.`,
  askedFor: (phone, at) => `Мы перезвоним на ${phone} примерно ${at} по времени отделения.`,
  cancelCall: 'Не звонить',
  errors: {
    ...commonErrorTexts.ru,
    'branch-unknown': 'Такого отделения нет.',
    'slot-taken': 'Это время только что заняли. Выберите другое.',
    'too-many-appointments': 'У вас уже три записи. Отмените одну, чтобы записаться снова.',
    'appointment-unknown': 'Такой записи больше нет.',
    'callback-none': 'Вы не просили перезвонить.',
  },
};
export const otherWaysTexts = { en, ru };
