import type { DraftFields } from '../../../shared/assistant.ts';
import type { DraftRefusal } from '../assistant-engine.ts';
import type { AssistantWords } from '../assistant-words.ts';
import { plainOf } from '../knowledge/word-rules.ts';
import { ask, type EngineTurn, handOver, type Step, say } from './engine-steps.ts';
import { topicOf } from './intent-rules.ts';
import { type Order, SLIP } from './order-patterns-rules.ts';
import { payeeOfAnswer, spokenPaymentOf } from './payment-words-rules.ts';

/** Prepares what was ordered, or asks for what is missing; the draft waits for the customer. */
export async function* prepareOrder(order: Order, turn: EngineTurn): Step {
  const { question, words } = turn;
  if (!question.isSignedIn) return yield* say(words.signIn);
  switch (order) {
    case 'payment':
      return yield* preparePayment(turn);
    case 'card-block':
      return yield* propose(turn, { kind: 'card-block' }, words.blockReady);
    case 'appointment':
      return yield* propose(turn, appointmentOf(turn), words.appointmentReady);
    case 'callback': {
      const phone = turn.matter.map(phoneOf).findLast((found) => found !== null);
      if (!phone) return yield* ask(words.askPhone);
      const topic = turn.matter.map(topicOf).findLast((found) => found !== null) ?? 'other';
      return yield* propose(turn, { kind: 'callback', topic, phone }, words.callbackReady);
    }
    case 'ticket': {
      const topic = turn.matter.map(topicOf).findLast((found) => found !== null);
      if (!topic && turn.matter.length === 1) return yield* ask(words.askTopic);
      return yield* propose(turn, { kind: 'ticket', topic: topic ?? 'other' }, words.ticketReady);
    }
  }
}

async function* preparePayment(turn: EngineTurn): Step {
  const { words, matter } = turn;
  let amount: string | null = null;
  let payee: string | null = null;
  let currency: string | null = null;
  let identification: string | null = null;
  let reference: string | null = null;
  for (const [index, text] of matter.entries()) {
    const spoken = spokenPaymentOf(text);
    amount = spoken.amount ?? amount;
    currency = spoken.currency ?? currency;
    identification = spoken.identification ?? identification;
    reference = spoken.reference ?? reference;
    const answersWhom: boolean = index > 0 && payee === null;
    payee = spoken.payee ?? payee ?? (answersWhom ? payeeOfAnswer(text, spoken.amount !== null) : null);
  }
  if (currency === 'other') return yield* ask(words.askCurrency);
  if (!payee) return yield* ask(words.askPayee);
  if (!amount) return yield* ask(words.askAmount);
  const fields = {
    kind: 'payment',
    payee,
    amount: withPence(amount),
    currency: currency ?? 'GBP',
    identification,
    reference,
  } as const;
  yield* propose(turn, fields, words.paymentReady);
}

/** In E.164; a number without its country is taken for a British one, as the payment form does. */
function phoneOf(text: string): string | null {
  const written = /(?:\+|\b0)[\d\s().-]{8,25}/.exec(text)?.[0].replace(/[\s().-]/g, '');
  const phone = written?.replace(/^00/, '+').replace(/^0(?=[1-9])/, '+44');
  return phone && /^\+[1-9]\d{8,14}$/.test(phone) ? phone : null;
}

function withPence(amount: string): string {
  return amount.includes('.') ? amount : `${amount}.00`;
}

const MONTH_EN =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?!\\p{L})';
const MONTH_RU = '(?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)';
const DAY_EN = String.raw`(?:(?:next |on |this )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|today|next week|tmrw|(?:mon|tues?|weds?|thurs?|fri|sat)(?!\p{L}))(?:,? (?:the )?\d{1,2}(?:st|nd|rd|th)(?: of)?(?: ${MONTH_EN})?)?|(?:on )?(?:the )?\d{1,2}(?:st|nd|rd|th)?(?: of)? ${MONTH_EN}|(?:on )?${MONTH_EN} (?:the )?\d{1,2}(?:st|nd|rd|th)?|(?:on )?the \d{1,2}(?:st|nd|rd|th))`;
const HOUR_EN = String.raw`(?:,? (?:in the )?(?:morning|afternoon|evening|(?:at )?(?:half past |quarter (?:past|to) )\p{L}+|(?:at )?\d+[:.\d]*\s?(?:am|pm)?(?!\d)))`;
const DAY_RU = String.raw`(?:(?:в|во|на|к) )?(?:(?:следующ[а-я]+ |эт[а-я]+ )?(?:понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье)|послезавтра|завтра|сегодня|следующей неделе|(?:\d{1,2}(?:-?(?:го|е))?|\p{L}+(?:ого|ье|его|ое)) ${MONTH_RU}|\d{1,2}-?(?:го|е) числ[оа])`;
const HOUR_RU = String.raw`(?:,? (?:утром|днем|днём|вечером|после обеда|(?:часи?к?(?:ов|а) )?(?:в|к) \d+[:.\d]*))`;
/** A day, and what is said of the time right after it. */
const WHEN = new RegExp(`${DAY_EN}${HOUR_EN}?|${DAY_RU}${HOUR_RU}?`, 'giu');
const NOT_THEN = new RegExp(`(?<!\\p{L})(?:not|не) (?:on )?(?:${DAY_EN}|${DAY_RU})`, 'giu');
const SUBJECT = /(?:about|regarding|for|with a?n?|по|про|насчет|о|об) ([\p{L}][\p{L}\s-]{2,60})/iu;

/** Where a time is put right, the last that is named: "no, Monday's no good, Friday". */
function timeIn(said: string): string | undefined {
  const named = [...said.replace(NOT_THEN, ' ').matchAll(WHEN)].map(([when]) => when);
  return SLIP.test(plainOf(said)) ? named.at(-1) : named[0];
}

/** The latest time that was named counts, and the first subject. */
function appointmentOf({ matter, words, text }: EngineTurn): DraftFields {
  const when = matter.map(timeIn).findLast((found) => found !== undefined);
  const subject = SUBJECT.exec(matter.join(' '))?.[1]
    ?.replace(when ?? '\0', '')
    .replace(/\s+(next|on|this|в|на)?\s*$/iu, '')
    .trim();
  return {
    kind: 'appointment',
    subject: subject || (text.length <= 120 ? text : words.generalSubject),
    when: when ?? null,
    topic: matter.map(topicOf).findLast((found) => found !== null) ?? 'other',
    startsAt: null,
  };
}

const REFUSALS: Readonly<Record<DraftRefusal, (words: AssistantWords) => string>> = {
  'sign-in-required': (words) => words.signIn,
  'amount-over-limit': (words) => words.overLimit,
  'draft-not-possible': (words) => words.notPossible,
  'too-many-drafts': (words) => words.tooMany,
};

/** Of one matter the last draft counts: what was said after another puts it right. */
async function* propose({ question, words, matter }: EngineTurn, fields: DraftFields, ready: string): Step {
  const corrects = question.said.slice(1 - 2 * matter.length).some(({ kind }) => kind === 'draft');
  const drafted = await question.tools.draft(fields, { corrects });
  if (drafted.ok) return yield* say(ready);
  if (drafted.error === 'amount-over-limit') return yield* handOver(words.overLimit, 'out-of-scope');
  yield* say(REFUSALS[drafted.error](words));
}
