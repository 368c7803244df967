import type { DraftFields } from '../../../shared/assistant.ts';
import type {
  AskedMatter,
  AssistantEngine,
  AssistantTools,
  DraftRefusal,
  EngineEvent,
  Passage,
  Question,
  Said,
} from '../assistant-engine.ts';
import { type AssistantWords, assistantWords } from '../assistant-words.ts';
import type { Matter } from '../knowledge/known-questions.ts';
import { isStopWord } from '../knowledge/word-data.ts';
import { languageOf, plainOf, wordsOf } from '../knowledge/word-rules.ts';
import type { Intent } from './intent-patterns-rules.ts';
import { NEW_QUESTION, NO, YES } from './intent-patterns-rules.ts';
import { intentOf, isAboutBanking, mayMean, orderOf, topicOf } from './intent-rules.ts';
import { payeeOfAnswer, spokenPaymentOf } from './payment-words-rules.ts';

/** Below it nothing is asserted: of what is said little may be wrong, so that some that is right is not said. See `knowledge/likelihood-rules.ts`. */
export const ANSWER_FROM = 0.6;
/** From here on an article is named as one that may help. */
const NEAR_FROM = 0.12;
/** With so few words of its own, or with one of these, a question leans on the one before it. */
const LEANING_WORDS = 2;
const LEANING =
  /^(and|а|и|what about|how about|also)[^\p{L}]|(^|[^\p{L}])(it|that|them|там|это|его|её|ее|их|туда)([^\p{L}]|$)/u;
/** From here on a question stands by itself, few as its words are. */
const SURE_FROM = 0.6;

type Step = AsyncGenerator<EngineEvent, void>;
interface Turn {
  readonly question: Question;
  readonly words: AssistantWords;
  /** What the customer said of one matter: the order, and what was answered to questions back. */
  readonly matter: readonly string[];
  readonly text: string;
}

/** Answers by rules and retrieval: no network, no model, and silence about what it does not know. */
export function createEmbeddedEngine(): AssistantEngine {
  return {
    name: 'embedded',
    async *answer(question) {
      const matter = matterOf(question.said);
      const text = matter.at(-1) ?? '';
      const words = assistantWords[languageOf(text, question.language)];
      yield* answerTurn({ question, words, matter, text });
    },
  };
}

/** Less likely than this, what is asked is left to the articles. */
const MATTER_FROM = 0.3;

function isMatter(asked: AskedMatter | null, matter: Matter): boolean {
  return asked?.matter === matter && asked.likelihood >= MATTER_FROM;
}

/** From the last thing said back to where its matter began: over every question that was asked back. */
function matterOf(said: readonly Said[]): string[] {
  const texts: string[] = [];
  for (let at = said.length - 1; at >= 0; at -= 2) {
    texts.unshift(said[at]?.text ?? '');
    if (said[at - 1]?.kind !== 'ask') break;
  }
  return texts;
}

async function* answerTurn(turn: Turn): Step {
  const { question, words, matter, text } = turn;
  const asked = await question.tools.matter(text);
  const now = await intendedOf(turn, asked);
  // Who names an account by its figures has a payment in mind; figures alone are no order to the machine.
  const namesAccount = now === 'payment' && spokenPaymentOf(text).identification !== null;
  if (now === 'injection' || (isMatter(asked, 'orders') && !namesAccount)) return yield* say(words.rules);
  if (now === 'abuse' || isMatter(asked, 'abuse')) return yield* say(words.calm);
  if (isMatter(asked, 'distress')) return yield* handOver(words.distress, 'unsure');
  if (now === 'human' || (now === null && isMatter(asked, 'human'))) return yield* handOver(words.asked, 'asked');
  const begun = matter.length > 1 ? intentOf(matter[0] ?? '') : null;
  if (begun && now === null) {
    if (NO.test(plainOf(text))) return yield* say(words.leftAlone);
    if (!NEW_QUESTION.test(plainOf(text))) return yield* prepare(begun, turn);
  }
  if (now === null && YES.test(plainOf(text)) && mayBlock(turn)) return yield* prepare('card-block', turn);
  yield* byIntent(now, turn);
}

/** Patterns that a judge who is sure overrules: from so sure of an article on, and of which article not. */
const OVERRULED: Partial<Record<Intent, { readonly from: number; readonly but?: string }>> = {
  injection: { from: 0.5 },
  abuse: { from: 0.5 },
  human: { from: 0.8 },
  personal: { from: 0.8 },
  unknowable: { from: 0.8 },
  appointment: { from: 0.8 },
  'card-block': { from: 0.8, but: 'lost-card' },
  ticket: { from: 0.6, but: 'queue-ticket' },
  payment: { from: 0.6, but: 'make-payment' },
};
/** What can be prepared. */
const PREPARED: readonly Intent[] = ['payment', 'card-block', 'appointment', 'callback', 'ticket'];
/** What is asked about something that could be prepared, and is no order to do so. */
const NO_ORDERS: readonly Matter[] = ['advice', 'law', 'market', 'future', 'bank', 'decision', 'distress'];
/** From so likely on. */
const NO_ORDER_FROM = 0.6;

async function intendedOf({ question, text, matter }: Turn, asked: AskedMatter | null): Promise<Intent | null> {
  const intent = intentOf(text) ?? (isMatter(asked, 'order') && matter.length === 1 ? orderOf(text) : null);
  if (!intent || matter.length > 1) return intent;
  if (intent === 'abuse' && (isMatter(asked, 'human') || mayMean('human', text))) return 'human';
  if (asked && asked.likelihood >= NO_ORDER_FROM && PREPARED.includes(intent)) {
    if (NO_ORDERS.includes(asked.matter)) return null;
    if (asked.matter === 'human' && (intent === 'payment' || intent === 'ticket')) return 'human';
  }
  const overruled = OVERRULED[intent];
  if (!overruled || asked) return intent;
  const [best] = await question.tools.search(text);
  if (!best || best.confidence < overruled.from) return intent;
  return best.source.articleId === overruled.but && !text.includes('?') ? intent : null;
}

async function* byIntent(intent: Intent | null, turn: Turn): Step {
  const { words } = turn;
  switch (intent) {
    case 'greeting':
      return yield* say(words.hello);
    case 'thanks':
      return yield* say(words.thanks);
    case 'bye':
      return yield* say(words.bye);
    case 'personal':
      return yield* handOver(words.personal, 'unsure');
    case 'unknowable':
      return yield* handOver(words.unsure, 'unsure');
    case 'payment':
    case 'card-block':
    case 'appointment':
    case 'callback':
    case 'ticket':
      return yield* prepare(intent, turn);
    default:
      return yield* look(turn);
  }
}

/** "Yes, block it", after an answer about a lost card. */
function mayBlock({ question: { said }, text }: Turn): boolean {
  const before = said.at(-2);
  return (
    before?.kind === 'answer' &&
    (/block|freeze|блок|замор/.test(plainOf(text)) || /block request|заявку для сотрудника/.test(before.text))
  );
}

async function* prepare(intent: Intent, turn: Turn): Step {
  const { question, words } = turn;
  if (!question.isSignedIn) return yield* say(words.signIn);
  switch (intent) {
    case 'payment':
      return yield* preparePayment(turn);
    case 'card-block':
      return yield* propose(question.tools, { kind: 'card-block' }, words, words.blockReady);
    case 'appointment':
      return yield* propose(question.tools, appointmentOf(turn), words, words.appointmentReady);
    case 'callback': {
      const phone = turn.matter.map(phoneOf).findLast((found) => found !== null);
      if (!phone) return yield* ask(words.askPhone);
      const topic = turn.matter.map(topicOf).findLast((found) => found !== null) ?? 'other';
      return yield* propose(question.tools, { kind: 'callback', topic, phone }, words, words.callbackReady);
    }
    case 'ticket': {
      const topic = turn.matter.map(topicOf).findLast((found) => found !== null);
      if (!topic && turn.matter.length === 1) return yield* ask(words.askTopic);
      return yield* propose(question.tools, { kind: 'ticket', topic: topic ?? 'other' }, words, words.ticketReady);
    }
    default:
      return yield* look(turn);
  }
}

async function* preparePayment({ question, words, matter }: Turn): Step {
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
    const answersWhom: boolean = index > 0 && payee === null && spoken.amount === null;
    payee ??= spoken.payee ?? (answersWhom ? payeeOfAnswer(text) : null);
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
  yield* propose(question.tools, fields, words, words.paymentReady);
}

/** A number with its country's code: without it nobody could tell which it is. */
function phoneOf(text: string): string | null {
  const written = /\+[\d\s().-]{7,25}/.exec(text)?.[0].replace(/[\s().-]/g, '');
  return written && /^\+[1-9]\d{6,14}$/.test(written) ? written : null;
}

function withPence(amount: string): string {
  return amount.includes('.') ? amount : `${amount}.00`;
}

function appointmentOf({ matter, words, text }: Turn): DraftFields {
  const plain = matter.join(' ');
  const when =
    /(next |on |this )?(monday|tuesday|wednesday|thursday|friday|saturday|tomorrow|today|next week)( (morning|afternoon|at \d+[:.\d]*\s?(am|pm)?))?|((в|во|на) )?(понедельник|вторник|среду|четверг|пятницу|субботу|завтра|сегодня|следующей неделе)( (утром|днем|вечером|в \d+[:.\d]*))?/iu.exec(
      plain,
    )?.[0];
  const subject = /(?:about|regarding|for|with a?n?|по|насчет|о|об) ([\p{L}][\p{L}\s-]{2,60})/iu
    .exec(plain)?.[1]
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

async function* propose(tools: AssistantTools, fields: DraftFields, words: AssistantWords, ready: string): Step {
  const drafted = await tools.draft(fields);
  if (drafted.ok) return yield* say(ready);
  if (drafted.error === 'amount-over-limit') return yield* handOver(words.overLimit, 'out-of-scope');
  yield* say(REFUSALS[drafted.error](words));
}

/** The best article, where it speaks of enough of what was asked; else a person. */
async function* look(turn: Turn): Step {
  const { question, words, text } = turn;
  const found = await bestOf(turn);
  const [first] = found;
  if (first && first.confidence >= ANSWER_FROM) {
    yield { type: 'source', source: first.source };
    return yield* say(first.text);
  }
  const asked = await question.tools.matter(text);
  if (isMatter(asked, 'personal') || isMatter(asked, 'decision')) return yield* handOver(words.personal, 'unsure');
  const near = found.filter(({ confidence }) => confidence >= NEAR_FROM).slice(0, 2);
  if (near.length > 0) {
    for (const { source } of near) yield { type: 'source', source };
    return yield* handOver(words.unsureNear(near.map(({ source }) => source.title).join('; ')), 'unsure');
  }
  const isOurs = isAboutBanking(text) || question.said.length > 1;
  yield* handOver(isOurs ? words.unsure : words.outOfScope, isOurs ? 'unsure' : 'out-of-scope');
}

async function bestOf({ question, text }: Turn): Promise<readonly Passage[]> {
  const alone = await question.tools.search(text);
  const before = question.said.length > 2 ? question.said.at(-3)?.text : undefined;
  const language = languageOf(text, question.language);
  const own = wordsOf(text).filter((word) => !isStopWord(word, language));
  const leans = before && (own.length <= LEANING_WORDS || LEANING.test(plainOf(text)));
  if (!leans || ((alone[0]?.confidence ?? 0) >= SURE_FROM && !LEANING.test(plainOf(text)))) return alone;
  const together = await question.tools.search(`${before} ${text}`);
  const isBetter = (together[0]?.confidence ?? 0) >= 0.8 * (alone[0]?.confidence ?? 0);
  return isBetter ? together : alone;
}

async function* say(text: string): Step {
  for (const [delta] of text.matchAll(/\S+\s*/g)) yield { type: 'text', delta };
}
async function* ask(text: string): Step {
  yield { type: 'ask' };
  yield* say(text);
}
async function* handOver(text: string, reason: 'asked' | 'unsure' | 'out-of-scope'): Step {
  yield { type: 'handover', reason };
  yield* say(text);
}
