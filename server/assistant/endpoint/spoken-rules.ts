import type { Source } from '../../../shared/assistant.ts';
import type { Passage } from '../assistant-engine.ts';

/** Why a sentence of a model's is not let through. */
export type SpokenFault =
  | 'figure-without-source'
  | 'claims-to-have-done'
  | 'tells-its-instructions'
  | 'link'
  | 'speech-without-source';

export interface SpokenContext {
  /** What was let through before it. */
  readonly said: string;
  /** The customer's own words in this talk. */
  readonly own: readonly string[];
  /** What was found in the articles for this answer. */
  readonly passages: readonly string[];
  readonly instructions: string;
}

/** Without a passage behind it there is room for manners and a question back, and not for an explanation. */
const TALK_MAX_LENGTH = 280;
/** So many of their words in a row are their instructions. */
const QUOTE_WORDS = 7;

const DONE_EN =
  /\b(i|we)(?:'ve|’ve| have)?(?: just| now| already| successfully)* (?:sent|paid|transferred|approved|confirmed|executed|blocked|frozen|booked|cancelled|refunded|disabled|completed)\b|\b(?:payment|transfer|card|appointment|refund)\b[^.?!]{0,40}\b(?:has been|have been|was|is now|is) (?:successfully )?(?:sent|paid|made|approved|confirmed|executed|blocked|booked|completed|processed|refunded)\b/i;
const DONE_RU =
  /(?:^|[^а-яё])(?:я|мы)?\s*(?:уже |успешно )*(?:отправил|перев[её]л|подтвердил|одобрил|выполнил|заблокировал|забронировал|отменил|вернул|отключил)(?:а|и)?(?:[^а-яё]|$)|(?:плат[её]ж|перевод|карта|встреча)[^.?!]{0,40}(?:отправлен|выполнен|подтвержд[её]н|одобрен|заблокирован|проведен|проведён|прош[её]л|забронирован)/i;

/** The rule that a sentence breaks; null where it may be said. */
export function faultOf(sentence: string, { said, own, passages, instructions }: SpokenContext): SpokenFault | null {
  const facts = [...passages, ...own].join(' ');
  // The bank's own articles may say "once the payment was made".
  const isQuote = passages.some((passage) => passage.includes(sentence.trim()));
  if (!isQuote && (DONE_EN.test(sentence) || DONE_RU.test(sentence))) return 'claims-to-have-done';
  if (quotes(sentence, instructions)) return 'tells-its-instructions';
  if (/https?:\/\/|www\.|\]\(/i.test(sentence) && !isQuote) return 'link';
  const known = new Set(figuresOf(facts));
  if (figuresOf(sentence).some((figure) => !known.has(figure))) return 'figure-without-source';
  if (passages.length === 0 && said.length + sentence.length > TALK_MAX_LENGTH) return 'speech-without-source';
  return null;
}

/** Numbers as written, without grouping: `1,250.75` and `1 250,75` are one. */
function figuresOf(text: string): string[] {
  const found = text.match(/\d+(?:[ \u00a0\u202f,.]\d+)*/g) ?? [];
  return found.map((figure) => figure.replace(/[ \u00a0\u202f,.](?=\d{3}(?!\d))/g, '').replace(',', '.'));
}

function quotes(sentence: string, instructions: string): boolean {
  const words = (text: string) => text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const told = ` ${words(instructions).join(' ')} `;
  const spoken = words(sentence);
  return spoken.some((_, at) => {
    const run = spoken.slice(at, at + QUOTE_WORDS);
    return run.length === QUOTE_WORDS && told.includes(` ${run.join(' ')} `);
  });
}

/** Splits what has come so far into whole sentences and what is still begun. */
export function sentencesOf(text: string): { readonly whole: readonly string[]; readonly begun: string } {
  const whole: string[] = [];
  let begun = text;
  for (;;) {
    const end = /[.!?…](?=\s)\s+|\n+/.exec(begun);
    if (!end) return { whole, begun };
    whole.push(begun.slice(0, end.index + end[0].length));
    begun = begun.slice(end.index + end[0].length);
  }
}

const SOURCE_WORDS = 3;
const MAX_SOURCES = 2;

/** Which of the passages an answer was taken from: those whose longer words it shares most. Our judgement, not the model's. */
export function sourcesOf(said: string, passages: readonly Passage[]): Source[] {
  const stems = (text: string) =>
    new Set((text.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? []).map((word) => word.slice(0, 6)));
  const spoken = stems(said);
  const ranked = passages
    .map(({ source, text }) => ({ source, shared: [...stems(text)].filter((stem) => spoken.has(stem)).length }))
    .filter(({ shared }) => shared >= SOURCE_WORDS)
    .sort((a, b) => b.shared - a.shared);
  const most = ranked[0]?.shared ?? 0;
  const near = ranked.filter(({ shared }) => shared * 2 > most).map(({ source }) => source);
  const once = near.filter((source, at) => near.findIndex(({ articleId }) => articleId === source.articleId) === at);
  return once.slice(0, MAX_SOURCES);
}
