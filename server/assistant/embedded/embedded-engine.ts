import type { AskedMatter, AssistantEngine, Passage, Said } from '../assistant-engine.ts';
import { assistantWords } from '../assistant-words.ts';
import type { Matter } from '../knowledge/known-questions.ts';
import { isStopWord } from '../knowledge/word-data.ts';
import { languageOf, plainOf, wordsOf } from '../knowledge/word-rules.ts';
import { type EngineTurn, handOver, type Step, say } from './engine-steps.ts';
import type { Intent } from './intent-patterns-rules.ts';
import {
  addsToAppointment,
  addsToPayment,
  corrects,
  intentOf,
  isAboutBanking,
  isBlockIt,
  isOrder,
  isOutright,
  mayMean,
  orderOf,
} from './intent-rules.ts';
import { NEW_QUESTION, NO, type Order, YES } from './order-patterns-rules.ts';
import { spokenPaymentOf } from './payment-words-rules.ts';
import { prepareOrder } from './prepare-order.ts';

/** Below it nothing is asserted: of what is said little may be wrong, so that some that is right is not said. See `knowledge/likelihood-rules.ts`. */
export const ANSWER_FROM = 0.82;
/** From here on an article is named as one that may help. */
const NEAR_FROM = 0.12;
/** With so few words of its own, or with one of these, a question leans on the one before it. */
const LEANING_WORDS = 2;
const LEANING =
  /^(and|а|и|what about|how about|also)[^\p{L}]|(^|[^\p{L}])(it|that|them|там|это|его|её|ее|их|туда)([^\p{L}]|$)/u;
/** From here on a question stands by itself, few as its words are. */
const SURE_FROM = 0.6;

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

/** From the last thing said back to where its matter began: over every question that was asked back, and every draft that was not as it should be, or not yet all. */
function matterOf(said: readonly Said[]): string[] {
  for (const [order, adds] of ADDS) {
    const added = chainOf(said, (text) => corrects(text) || adds(text));
    if (begunOrder(added) === order) return added;
  }
  return chainOf(said, corrects);
}
const ADDS = [
  ['appointment', addsToAppointment],
  ['payment', addsToPayment],
] as const;

function chainOf(said: readonly Said[], goesOn: (text: string) => boolean): string[] {
  const texts: string[] = [];
  for (let at = said.length - 1; at >= 0; at -= 2) {
    const text = said[at]?.text ?? '';
    texts.unshift(text);
    const before = said[at - 1]?.kind;
    if (before !== 'ask' && !(before === 'draft' && goesOn(text))) break;
  }
  return texts;
}

/** The order that the matter began with; null where it began with none. */
function begunOrder([first, ...later]: readonly string[]): Order | null {
  if (first === undefined || later.length === 0) return null;
  const intent = intentOf(first);
  return isOrder(intent) ? intent : orderOf(first);
}

/** An answer to what was asked back is short, and asks nothing itself. What it would be by itself ("Dave Hobbs", "35 quid") says nothing. */
const ANSWER_WORDS = 12;

function answersOrder(order: Order, text: string): boolean {
  const intent = intentOf(text);
  return (
    (intent === null || intent === order) && wordsOf(text).length <= ANSWER_WORDS && !NEW_QUESTION.test(plainOf(text))
  );
}

async function* answerTurn(turn: EngineTurn): Step {
  const { question, words, matter, text } = turn;
  const begun = begunOrder(matter);
  const mayLeave = begun !== null || question.said.at(-2)?.kind === 'draft';
  if (mayLeave && NO.test(plainOf(text)) && !corrects(text)) return yield* say(words.leftAlone);
  const asked = await question.tools.matter(text);
  // "A man from the police tells me to" is no payee: who is pressed or despairs is heard in the middle of an order too.
  const putsRight = corrects(text) || (begun === 'appointment' && addsToAppointment(text));
  const needsPerson = isMatter(asked, 'distress') || (isMatter(asked, 'human') && !putsRight);
  if (begun && !needsPerson && answersOrder(begun, text)) return yield* prepareOrder(begun, turn);
  const now = await intendedOf(turn, asked);
  if (now === null && blocks(turn)) return yield* prepareOrder('card-block', turn);
  // Who names an account by its figures has a payment in mind; figures alone are no order to the machine.
  const namesAccount = now === 'payment' && spokenPaymentOf(text).identification !== null;
  if (now === 'injection' || (isMatter(asked, 'orders') && !namesAccount)) return yield* say(words.rules);
  if (now === 'abuse' || isMatter(asked, 'abuse')) return yield* say(words.calm);
  // Whose card is stolen is in a plight, and wants it blocked.
  const blocksCard = now === 'card-block' && (asked?.likelihood ?? 0) < NO_ORDER_FROM;
  if (isMatter(asked, 'distress') && !blocksCard) return yield* handOver(words.distress, 'unsure');
  if (now === 'human' || (now === null && (isMatter(asked, 'human') || (await wantsPersonToo(turn)))))
    return yield* handOver(words.asked, 'asked');
  yield* byIntent(now, turn);
}

/** Of so few words a part of what is said means nothing by itself; from so likely on it is the wish for a person. */
const PART_WORDS = 4;
const PERSON_FROM = 0.7;

/** A story is heard part by part: the wish for a person may be one of them. */
async function wantsPersonToo({ question, text }: EngineTurn): Promise<boolean> {
  const parts = text.split(/[.!?;,…\n]+/).filter((part) => wordsOf(part).length >= PART_WORDS);
  if (parts.length < 2) return false;
  const asked = await Promise.all(parts.map((part) => question.tools.matter(part)));
  return asked.some((part) => part?.matter === 'human' && part.likelihood >= PERSON_FROM);
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
/** What is asked about something that could be prepared, and is no order to do so. */
const NO_ORDERS: readonly Matter[] = ['advice', 'law', 'market', 'future', 'bank', 'decision', 'distress'];
/** From so likely on. */
const NO_ORDER_FROM = 0.6;

async function intendedOf({ question, text, matter }: EngineTurn, asked: AskedMatter | null): Promise<Intent | null> {
  const intent = intentOf(text) ?? (isMatter(asked, 'order') && matter.length === 1 ? orderOf(text) : null);
  if (!intent || matter.length > 1) return intent;
  if (intent === 'abuse' && (isMatter(asked, 'human') || mayMean('human', text))) return 'human';
  if (asked && asked.likelihood >= NO_ORDER_FROM && isOrder(intent)) {
    if (NO_ORDERS.includes(asked.matter) && !(intent === 'appointment' && isOutright(text))) return null;
    if (asked.matter === 'human' && (intent === 'payment' || intent === 'ticket')) return 'human';
  }
  const overruled = OVERRULED[intent];
  if (!overruled || asked || isOutright(text)) return intent;
  const [best] = await question.tools.search(text);
  if (!best || best.confidence < overruled.from) return intent;
  return best.source.articleId === overruled.but && !text.includes('?') ? intent : null;
}

async function* byIntent(intent: Intent | null, turn: EngineTurn): Step {
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
      return yield* prepareOrder(intent, turn);
    default:
      return yield* look(turn);
  }
}

/** "Yes", where an answer about a lost card has offered it; "block it" where a card was spoken of. */
function blocks({ question: { said }, text }: EngineTurn): boolean {
  const plain = plainOf(text);
  const before = said.at(-2);
  if (YES.test(plain) && before?.kind === 'answer' && /block request|заявку для сотрудника/.test(before.text))
    return true;
  return isBlockIt(text) && said.slice(-5, -1).some((one) => /\bcards?\b|карт/.test(plainOf(one.text)));
}

/** The best article, where it speaks of enough of what was asked; else a person. */
async function* look(turn: EngineTurn): Step {
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

async function bestOf({ question, text }: EngineTurn): Promise<readonly Passage[]> {
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
