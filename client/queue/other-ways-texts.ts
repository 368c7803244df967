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
  phone: 'Your phone number',
  phoneHint: 'With the country: +44 20 7946 0018',
  phoneMalformed: 'Please write the number with + and the country’s code.',
  askIt: 'Ask for a call',
  asked: (phone: string) => `We will call ${phone}.`,
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
  phone: 'Номер телефона',
  phoneHint: 'С кодом страны: +7 495 123-45-67',
  phoneMalformed: 'Укажите номер с + и кодом страны.',
  askIt: 'Жду звонка',
  asked: (phone) => `Мы перезвоним на ${phone}.`,
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
