import type { transferConsultation } from '../../../shared/consultation.ts';
import type {
  endConference,
  endSupervision,
  inviteColleague,
  joinConference,
  leaveConference,
  SupervisorMode,
  supervise,
} from '../../../shared/consultation-members.ts';
import type { CallError } from '../../net/api.ts';
import { commonErrorTexts } from '../../ui/errors.ts';

export type SupervisionError = CallError<
  (typeof supervise)['errors'] &
    (typeof endSupervision)['errors'] &
    (typeof transferConsultation)['errors'] &
    (typeof inviteColleague)['errors'] &
    (typeof endConference)['errors'] &
    (typeof joinConference)['errors'] &
    (typeof leaveConference)['errors']
>;
type Modes = Readonly<Record<SupervisorMode, string>>;

const en = {
  talk: 'Talk',
  modes: { listening: 'Listen', whispering: 'Whisper', joined: 'Join' } satisfies Modes,
  byOther: {
    listening: (name: string) => `${name} is listening`,
    whispering: (name: string) => `${name} is whispering`,
    joined: (name: string) => `${name} takes part`,
  },
  group: (name: string) => `Talk of ${name}`,
  leave: 'Leave',
  passOn: 'Pass on',
  inTalk: (name: string) => `In the talk of ${name}`,
  told: 'Whoever comes in is shown to the customer and the consultant at once, by name. Each step is kept.',
  over: 'That talk is over, or your part in it: you see nothing of it any more.',
  ask: 'Ask a colleague in',
  askWhom: 'Whom?',
  askNow: 'Ask',
  back: 'Back',
  nobodyFree: 'Nobody else is on duty.',
  takeBack: 'Take the invitation back',
  endPart: 'End the colleague’s part',
  asked: (name: string, number: string, topic: string) => `${name} asks you into a talk: ${number}, ${topic}.`,
  comeIn: 'Come in',
  decline: 'Decline',
  leaveTalk: 'Leave the talk',
  conference: 'A colleague’s talk',
  errors: {
    ...commonErrorTexts.en,
    'consultation-unknown': 'This talk is over, or not yours any more.',
    'phase-wrong': 'That cannot be done at this point of the consultation.',
    'supervisor-there': 'Another supervisor is in this talk.',
    'already-in': 'They are in this talk already.',
    'in-consultation': 'Please leave the talk you are in first.',
    'colleague-not-there': 'This colleague is not on duty any more.',
    'colleague-busy': 'This colleague is in a talk.',
    'conference-full': 'A colleague is asked in already, or there.',
    'skill-missing': 'This colleague does not serve this topic or language.',
  } satisfies Record<SupervisionError, string>,
};
const ru: typeof en = {
  talk: 'Беседа',
  modes: { listening: 'Слушать', whispering: 'Подсказывать', joined: 'Участвовать' },
  byOther: {
    listening: (name) => `${name} слушает`,
    whispering: (name) => `${name} подсказывает`,
    joined: (name) => `${name} участвует`,
  },
  group: (name) => `Беседа: ${name}`,
  leave: 'Выйти',
  passOn: 'Передать',
  inTalk: (name) => `Вы в беседе: ${name}`,
  told: 'Кто входит, того клиент и консультант видят сразу, по имени. Каждый шаг сохраняется.',
  over: 'Эта беседа или ваше участие в ней закончились: вам она больше не видна.',
  ask: 'Пригласить коллегу',
  askWhom: 'Кого?',
  askNow: 'Пригласить',
  back: 'Назад',
  nobodyFree: 'Больше никого на смене нет.',
  takeBack: 'Отозвать приглашение',
  endPart: 'Завершить участие коллеги',
  asked: (name, number, topic) => `${name} приглашает вас в беседу: ${number}, ${topic}.`,
  comeIn: 'Войти',
  decline: 'Отказаться',
  leaveTalk: 'Выйти из беседы',
  conference: 'Беседа коллеги',
  errors: {
    ...commonErrorTexts.ru,
    'consultation-unknown': 'Эта беседа закончилась или уже не ваша.',
    'phase-wrong': 'На этом шаге консультации так нельзя.',
    'supervisor-there': 'В этой беседе другой старший смены.',
    'already-in': 'Он уже в этой беседе.',
    'in-consultation': 'Сначала выйдите из беседы, в которой вы сейчас.',
    'colleague-not-there': 'Этот коллега уже не на смене.',
    'colleague-busy': 'Этот коллега сейчас в беседе.',
    'conference-full': 'Коллега уже приглашён или участвует.',
    'skill-missing': 'Этот коллега не работает с этой темой или языком.',
  },
};
export const supervisionTexts = { en, ru };
