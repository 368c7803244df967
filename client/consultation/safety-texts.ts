const en = {
  sealed: (count: number) => `End-to-end encrypted · ${count} ${count === 1 ? 'member' : 'members'}`,
  compared: 'compared',
  changedMark: 'code changed',
  membersTitle: 'Who can read this',
  thisPage: 'this page',
  otherPage: 'another page or device of the same person',
  services: {
    recorder: 'Recorder of the bank: keeps what is written as a transcript',
    documents: 'Document service of the bank',
    assistant: 'The bank’s AI colleague',
  },
  codeTitle: 'Safety code',
  codeHint:
    'Read these digits to each other by voice or face to face. If they are the same for both, nobody is between you.',
  codeVoice: 'It covers the keys of your voices too.',
  same: 'They are the same',
  comparedNow: 'You have compared this code. It changes when somebody comes or goes, or a voice begins anew.',
  changed:
    'The safety code has changed since you compared it: somebody came or went, or a voice began anew. Compare it again.',
  unproven:
    'The keys of a voice are not those that its owner tells of. Somebody may be listening in: say nothing private, leave the voice and join it again.',
  recording: 'Recording: what is written is kept by the bank as a transcript for you both to rely on.',
  agree: 'Agree to recording',
  stop: 'Stop recording',
  takeBack: 'Do not record',
  youAgreed: 'You have agreed to a recording. It begins when all have.',
  othersAgreed: (names: string) => `${names} would like to record this talk. It is recorded only if all agree.`,
  notRecorded: 'Not recorded. A recording needs the agreement of all.',
};
const ru: typeof en = {
  sealed: (count) => `Сквозное шифрование · участников: ${count}`,
  compared: 'код сверен',
  changedMark: 'код изменился',
  membersTitle: 'Кто может это прочесть',
  thisPage: 'эта страница',
  otherPage: 'другая страница или устройство того же человека',
  services: {
    recorder: 'Запись банка: хранит написанное как протокол беседы',
    documents: 'Служба документов банка',
    assistant: 'ИИ-коллега банка',
  },
  codeTitle: 'Код безопасности',
  codeHint: 'Прочтите эти цифры друг другу голосом или при встрече. Если у обоих они одинаковы, между вами никого нет.',
  codeVoice: 'Он охватывает и ключи ваших голосов.',
  same: 'Цифры совпали',
  comparedNow: 'Этот код вы сверили. Он меняется, когда кто-то приходит или уходит или голос подключается заново.',
  changed:
    'Код безопасности изменился с тех пор, как вы его сверили: кто-то пришёл или ушёл, или голос подключился заново. Сверьте ещё раз.',
  unproven:
    'Ключи голоса не те, о которых сообщил его владелец. Возможно, кто-то слушает: не говорите о личном, выйдите из голоса и подключитесь снова.',
  recording: 'Идёт запись: написанное банк хранит как протокол беседы, на который можно сослаться.',
  agree: 'Согласиться на запись',
  stop: 'Остановить запись',
  takeBack: 'Не записывать',
  youAgreed: 'Вы согласились на запись. Она начнётся, когда согласятся все.',
  othersAgreed: (names) => `Предлагает записать беседу: ${names}. Запись идёт, только если согласны все.`,
  notRecorded: 'Не записывается. Для записи нужно согласие всех.',
};
export const safetyTexts = { en, ru };
