import type { ReportReason } from '../../shared/hall-voice.ts';

const en = {
  title: 'Voice in the hall',
  intro:
    'Speak with those who stand near you. It is off until you switch it on, and goes by the bank’s relay alone, so that nobody learns your address.',
  notOffered: 'It is off in this branch: the bank runs no relay, and without one others could learn your address.',
  on: 'Switch my voice on',
  off: 'Switch my voice off',
  live: 'Your voice is on: those near you hear you.',
  muted: 'Your microphone is muted: nothing is sent.',
  alone: 'Nobody near you has their voice on.',
  near: (count: number) => (count === 1 ? '1 voice near you' : `${count} voices near you`),
  muteOther: 'Mute',
  unmuteOther: 'Hear again',
  block: 'Block',
  unblock: 'Unblock',
  blocked: 'Blocked: neither of you hears the other.',
  report: 'Report',
  reportQuestion: (name: string) =>
    `What is wrong with what ${name} says? The bank’s people get your report; ${name} is blocked.`,
  reasons: {
    abuse: 'Insults or threats',
    fraud: 'Tries to cheat somebody',
    noise: 'Noise or music',
    other: 'Something else',
  } satisfies Record<ReportReason, string>,
  cancel: 'Cancel',
};
const ru: typeof en = {
  title: 'Голос в зале',
  intro:
    'Говорите с теми, кто рядом. Голос выключен, пока вы его не включите, и идёт только через ретранслятор банка: вашего адреса не узнает никто.',
  notOffered: 'В этом отделении он выключен: у банка нет ретранслятора, а без него другие могли бы узнать ваш адрес.',
  on: 'Включить голос',
  off: 'Выключить голос',
  live: 'Голос включён: вас слышат те, кто рядом.',
  muted: 'Микрофон выключен: ничего не передаётся.',
  alone: 'Рядом никто не говорит голосом.',
  near: (count) => `Голоса рядом: ${count}`,
  muteOther: 'Не слышать',
  unmuteOther: 'Слышать',
  block: 'Заблокировать',
  unblock: 'Разблокировать',
  blocked: 'Заблокировано: вы не слышите друг друга.',
  report: 'Пожаловаться',
  reportQuestion: (name) =>
    `Что не так с тем, что говорит ${name}? Жалобу получат сотрудники банка; ${name} будет в блокировке.`,
  reasons: {
    abuse: 'Оскорбления или угрозы',
    fraud: 'Попытка обмана',
    noise: 'Шум или музыка',
    other: 'Другое',
  },
  cancel: 'Отмена',
};
export const hallTexts = { en, ru };
