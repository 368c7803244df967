import type { VoiceView } from './voice-store.ts';

type Problem = Exclude<VoiceView['problem'], null>;

const enProblems: Record<Problem, string> = {
  denied:
    'Your browser does not let us use the microphone. Allow it for this page, by the sign beside the address, and press again. You can go on in writing.',
  'no-microphone': 'No microphone was found. Connect one and press again, or go on in writing.',
  'microphone-busy': 'Another program is using the microphone. Close it and press again, or go on in writing.',
  'voice-unsupported': 'This browser cannot carry your voice. You can go on in writing.',
  elsewhere: 'You are speaking from another tab or device now.',
};
const en = {
  label: 'Voice',
  join: 'Join with voice',
  joinHint: 'Your browser will ask for the microphone. You can go on writing as well.',
  waiting: (name: string) => `${name} is here by voice.`,
  asking: 'Allow the microphone in your browser …',
  joining: 'Joining …',
  cancel: 'Cancel',
  mute: 'Mute',
  unmute: 'Unmute',
  leave: 'Leave voice',
  muted: 'Muted: nothing of what you say is sent.',
  live: 'Your microphone is on.',
  ownLevel: 'Your voice',
  alone: (name: string) => `${name} has not joined by voice yet.`,
  states: {
    connecting: (name: string) => `${name}: connecting …`,
    lost: (name: string) => `${name}: the sound is lost. Coming back …`,
    muted: (name: string) => `${name} is muted`,
    present: (name: string) => `${name} is here by voice`,
  },
  sendCaptions: 'Write down what I say for the other to read (your device does it, nothing is sent away for it)',
  devices: 'Microphone and speakers',
  microphone: 'Microphone',
  speakers: 'Speakers',
  defaultDevice: 'As in the system',
  problems: enProblems,
};
const ru: typeof en = {
  label: 'Голос',
  join: 'Говорить голосом',
  joinHint: 'Браузер спросит про микрофон. Писать можно и дальше.',
  waiting: (name) => `${name} уже на связи голосом.`,
  asking: 'Разрешите браузеру микрофон …',
  joining: 'Подключаемся …',
  cancel: 'Отмена',
  mute: 'Выключить микрофон',
  unmute: 'Включить микрофон',
  leave: 'Отключить голос',
  muted: 'Микрофон выключен: ничего из сказанного не передаётся.',
  live: 'Микрофон включён.',
  ownLevel: 'Ваш голос',
  alone: (name) => `${name} пока не на связи голосом.`,
  states: {
    connecting: (name) => `${name}: соединяемся …`,
    lost: (name) => `${name}: звук пропал. Возвращаемся …`,
    muted: (name) => `${name}: микрофон выключен`,
    present: (name) => `${name} на связи голосом`,
  },
  sendCaptions: 'Записывать мои слова для собеседника (это делает ваше устройство, звук никуда не отправляется)',
  devices: 'Микрофон и звук',
  microphone: 'Микрофон',
  speakers: 'Динамики',
  defaultDevice: 'Как в системе',
  problems: {
    denied:
      'Браузер не даёт нам микрофон. Разрешите его для этой страницы значком рядом с адресом и нажмите ещё раз. Можно продолжать письменно.',
    'no-microphone': 'Микрофон не найден. Подключите его и нажмите ещё раз или продолжайте письменно.',
    'microphone-busy': 'Микрофон занят другой программой. Закройте её и нажмите ещё раз или продолжайте письменно.',
    'voice-unsupported': 'Этот браузер не передаёт голос. Можно продолжать письменно.',
    elsewhere: 'Теперь вы говорите из другой вкладки или с другого устройства.',
  },
};
export const voiceTexts = { en, ru };
