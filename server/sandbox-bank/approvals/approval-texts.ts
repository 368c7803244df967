import type { Language } from '../pages/page-texts.ts';
import type { Decision } from './approval-service.ts';

/** Title and text of a page. */
type Pair = readonly [string, string];
export type End = Exclude<Decision, 'passkey-refused'> | 'approved-elsewhere' | 'denied-elsewhere' | 'withdrawn';

const en = {
  title: 'Waiting for your approval',
  none: 'Nothing is waiting for you',
  noneText: 'When you make a payment in the branch, it appears here by itself. Keep this page open.',
  questions: {
    now: 'Approve this payment?',
    once: 'Approve this payment for later?',
    repeat: 'Approve this standing order?',
  },
  compare: 'Approve only if the branch shows this code',
  waiting: (count: number) => `${count} payments are waiting. Check the code of each.`,
  askedAgain: 'The branch asked for this payment twice. It is one payment: you approve it once, and it is sent once.',
  payee: 'To',
  amount: 'Amount',
  from: 'From',
  reference: 'Reference',
  when: 'When',
  every: { week: 'Every week', month: 'Every month' },
  first: (day: string) => `first on ${day}`,
  payments: (count: number) => `${count} payments`,
  untilCancelled: 'until you cancel it',
  approve: 'Approve',
  deny: 'Deny',
  needsPasskey:
    'To approve payments you need a passkey: your fingerprint, face or screen lock. Setting it up takes a minute.',
  setUpPasskey: 'Set up a passkey',
  needsScript: 'To approve, this page needs JavaScript. You can deny without it.',
  recently: 'Recently',
  seeAll: 'See what is waiting',
  passkeys: 'Your passkeys',
  ends: {
    approved: ['Approved', 'You approved the payment. You can go back to the branch.'],
    denied: ['Denied', 'You denied the payment. Nothing was sent.'],
    'already-approved': ['Approved before', 'You have approved this payment already. It is not sent a second time.'],
    'already-denied': ['Denied before', 'You have denied this payment already. Nothing was sent.'],
    'already-withdrawn': ['Withdrawn', 'The payment was cancelled in the branch. Nothing was sent.'],
    'approved-elsewhere': [
      'Approved on another device',
      'This payment was approved on another device. It is sent once.',
    ],
    'denied-elsewhere': ['Denied on another device', 'This payment was denied on another device. Nothing was sent.'],
    withdrawn: ['Withdrawn', 'The payment was cancelled in the branch. Nothing was sent.'],
    expired: ['Too late', 'This request has expired. Nothing was sent. Begin the payment again in the branch.'],
  } satisfies Record<End, Pair>,
  line: {
    approved: 'approved',
    denied: 'denied',
    'approved-elsewhere': 'approved on another device',
    'denied-elsewhere': 'denied on another device',
    withdrawn: 'cancelled in the branch',
    expired: 'expired, nothing was sent',
  },
  /** Said by the page itself, in `approvals.js`. */
  words: {
    asking: 'Waiting for your passkey…',
    sending: 'Sending your answer…',
    cancelled: 'The passkey was cancelled or took too long. Nothing was approved. You can try again.',
    failed:
      'This device could not use the passkey. Nothing was approved. Try again, or set up a passkey on this device.',
    refused: 'The bank could not accept this passkey. Nothing was approved. Please try again.',
    unsure:
      'The connection broke off before the bank answered. As soon as it is back, you read here what became of your answer.',
    notReceived: 'Your answer did not reach the bank. Nothing was approved or denied. Please answer again.',
    offline: 'No connection to the bank. This may not be the latest. Trying again…',
  },
};
export type ApprovalTexts = typeof en;

const ru: ApprovalTexts = {
  title: 'Ждут вашего подтверждения',
  none: 'Подтверждать нечего',
  noneText: 'Платёж, который вы начнёте в отделении, появится здесь сам. Не закрывайте эту страницу.',
  questions: {
    now: 'Подтвердить платёж?',
    once: 'Подтвердить платёж на будущее?',
    repeat: 'Подтвердить регулярный платёж?',
  },
  compare: 'Подтверждайте, только если отделение показывает этот код',
  waiting: (count) => `Ждут подтверждения: ${count}. Сверьте код каждого платежа.`,
  askedAgain:
    'Отделение запросило этот платёж дважды. Платёж один: вы подтверждаете его один раз, и уйдёт он один раз.',
  payee: 'Кому',
  amount: 'Сумма',
  from: 'Со счёта',
  reference: 'Назначение',
  when: 'Когда',
  every: { week: 'Каждую неделю', month: 'Каждый месяц' },
  first: (day) => `первый ${day}`,
  payments: (count) => `всего платежей: ${count}`,
  untilCancelled: 'пока вы не отмените',
  approve: 'Подтвердить',
  deny: 'Отклонить',
  needsPasskey:
    'Чтобы подтверждать платежи, нужен ключ доступа: отпечаток, лицо или блокировка экрана. Это займёт минуту.',
  setUpPasskey: 'Создать ключ доступа',
  needsScript: 'Чтобы подтвердить платёж, странице нужен JavaScript. Отклонить можно и без него.',
  recently: 'Недавно',
  seeAll: 'Посмотреть, что ждёт',
  passkeys: 'Ключи доступа',
  ends: {
    approved: ['Подтверждено', 'Вы подтвердили платёж. Можно вернуться в отделение.'],
    denied: ['Отклонено', 'Вы отклонили платёж. Ничего не отправлено.'],
    'already-approved': ['Подтверждено раньше', 'Вы уже подтвердили этот платёж. Второй раз он не уйдёт.'],
    'already-denied': ['Отклонено раньше', 'Вы уже отклонили этот платёж. Ничего не отправлено.'],
    'already-withdrawn': ['Отменено', 'Платёж отменён в отделении. Ничего не отправлено.'],
    'approved-elsewhere': [
      'Подтверждено на другом устройстве',
      'Этот платёж подтверждён на другом устройстве. Он уйдёт один раз.',
    ],
    'denied-elsewhere': [
      'Отклонено на другом устройстве',
      'Этот платёж отклонён на другом устройстве. Ничего не отправлено.',
    ],
    withdrawn: ['Отменено', 'Платёж отменён в отделении. Ничего не отправлено.'],
    expired: ['Слишком поздно', 'Время вышло, ничего не отправлено. Начните платёж в отделении заново.'],
  },
  line: {
    approved: 'подтверждён',
    denied: 'отклонён',
    'approved-elsewhere': 'подтверждён на другом устройстве',
    'denied-elsewhere': 'отклонён на другом устройстве',
    withdrawn: 'отменён в отделении',
    expired: 'время вышло, ничего не отправлено',
  },
  words: {
    asking: 'Ждём ключ доступа…',
    sending: 'Отправляем ответ…',
    cancelled: 'Ключ доступа отменён, или время вышло. Ничего не подтверждено. Можно попробовать ещё раз.',
    failed:
      'Это устройство не смогло использовать ключ доступа. Ничего не подтверждено. Попробуйте ещё раз или создайте ключ на этом устройстве.',
    refused: 'Банк не смог принять этот ключ доступа. Ничего не подтверждено. Попробуйте ещё раз.',
    unsure: 'Связь прервалась до ответа банка. Как только она вернётся, вы прочтёте здесь, что стало с вашим ответом.',
    notReceived: 'Ваш ответ не дошёл до банка. Ничего не подтверждено и не отклонено. Ответьте ещё раз.',
    offline: 'Нет связи с банком. Возможно, это не последние сведения. Пробуем снова…',
  },
};

export const APPROVAL_TEXTS: Readonly<Record<Language, ApprovalTexts>> = { en, ru };
