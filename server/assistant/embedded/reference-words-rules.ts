import { REFERENCE_MAX_LENGTH } from '../../../shared/payment.ts';
import { GOES_ON } from './closed-words-rules.ts';

const LABEL = String.raw`(?<!\p{L})(?:payment )?(?:ref(?:erence)?|референс|назначени[еия](?: платеж[аеу]| перевода)?|(?:с )?(?:пометк|комментари|подпи[сш])[а-яё]+)(?!\p{L})(?: number| no\.?| номер[а-яё]*)?`;
const QUOTED = String.raw`[«"“‘'](?<quoted>[^»"”]{1,60}?)[»"”’'](?!\p{L})`;
const SAYS = `(?:is|should be|should say|as|to be|укажи(?:те)?|напиши(?:те)?|пиши(?:те)?|поставь(?:те)?|будет)`;
const NEXT = String.raw`(?=\s*(?:[,;!?]|\.(?:\s|$)|$|[£€]|(?<!\p{L})(?:${GOES_ON}|and|пожалуйста|плиз|спасибо|на сумму)(?![\p{L}\p{N}'’])|\d[\d.,]* ?(?:pounds?|quid|euros?|фунт|евро|рубл)))`;
/** Words to where the clause ends. */
const CLAUSE = String.raw`(?<clause>[^\s,;!?«"“:—–=-][^,;!?«"“]{0,59}?)(?=\s*(?:[,;!?]|\.(?:\s|$)|$|(?<!\p{L})(?:please|pls|thanks|cheers|пожалуйста|плиз|спасибо)(?!\p{L})))`;
/** Some words, until others go on with the sentence. */
const WORDS = String.raw`(?<words>(?!(?:${GOES_ON}|and)(?![\p{L}\p{N}]))[\p{L}\p{N}][\p{L}\p{N}_/#.’'-]*(?: (?!(?:and|и)(?!\p{L}))[\p{L}\p{N}&][\p{L}\p{N}_/#.’'-]*){0,5}?)${NEXT}`;

/** What a payment is for, in quotes, after a colon or in words beside a word for it; the first that fits counts. */
const REFERENCES: readonly RegExp[] = [
  new RegExp(`${LABEL}(?: ?[:=—–-])? (?:${SAYS} )?(?:номер )?${QUOTED}`, 'iu'),
  new RegExp(`(?<!\\p{L})(?:marked|mark it|labelled|quoting|quote|saying|message|memo|note)(?: as|:)? ${QUOTED}`, 'iu'),
  // "Put 8820 145 as the reference".
  /(?<!\p{L})(?:put|use|add|write|quote|say) (?:[«"“'](?<quoted>[^»"”]{1,60}?)[»"”']|(?<words>[\p{L}\p{N}][\p{L}\p{N}_/#.’' -]{0,50}?)) (?:as|for|in) (?:the |a |my |its |payment )*ref(?:erence)?(?!\p{L})/iu,
  /(?:напиши|укажи|поставь|пиши)(?:те)? (?:номер )?(?:[«"“](?<quoted>[^»"”]{1,60}?)[»"”]|(?<words>[\p{L}\p{N}][^,.;!?]{0,50}?)) в (?:назначени[еи]|комментари[йи])[а-яё]*(?: платежа| перевода)?/iu,
  new RegExp(`${LABEL}(?: ?[:=]| [—–-]) ?(?:${SAYS} )?(?:номер )?${CLAUSE}`, 'iu'),
  new RegExp(`${LABEL} ${SAYS} (?:номер )?${CLAUSE}`, 'iu'),
  new RegExp(`${LABEL} ${WORDS}`, 'iu'),
  // "Their invoice number BW-61190 as reference", "they want BV2031 quoting", "put 'gearbox' on it".
  /(?<![\p{L}£€.,\d])(?<words>[\p{L}-]*\d[\p{L}\d/_-]*) (?:as (?:the |a |my |its |payment )*ref(?:erence)?|quot(?:ing|ed)(?=\s*(?:[.,;!?]|$)))(?!\p{L})/iu,
  new RegExp(`(?<!\\p{L})put ${QUOTED} (?:on|in) (?:it|the payment)`, 'iu'),
  // An invoice's or a meter's own number.
  /(?<!\p{L})(?:quoting|quote) (?<words>[\p{L}-]*\d[\p{L}\d/_-]*)/iu,
];

/** The reference of a payment, and what is said beside it. */
export function referenceOf(text: string): { readonly reference: string | null; readonly rest: string } {
  for (const pattern of REFERENCES) {
    const match = pattern.exec(text);
    const told = match?.groups;
    const reference = (told?.quoted ?? told?.clause ?? told?.words)?.trim().replace(/[.]+$/, '');
    if (match && reference)
      return { reference: reference.slice(0, REFERENCE_MAX_LENGTH).trim(), rest: text.replace(match[0], ' ') };
  }
  return { reference: null, rest: text };
}

const NAMES_REFERENCE = new RegExp(LABEL, 'iu');

/** Whether it speaks of a reference at all. */
export function namesReference(text: string): boolean {
  return NAMES_REFERENCE.test(text);
}
