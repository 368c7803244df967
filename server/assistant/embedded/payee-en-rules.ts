const ENDS = String.raw`(?=\s*(?:[,;!?]|(?<!\s\p{L})\.|$|\d|£|€|\$|\b(?:for|ref|reference|sort|account|acc|from|please|pls|on|by|today|tomorrow|now|tonight|right|over|across|via|this|next|with|iban|as|because|in|downstairs|upstairs)\b))`;
const GIVE = String.raw`\b(?:pay|paying|send|sending|transfer|wire|ping|shoot|chuck|bung|sling|give|slip|owe|reimburse)`;
const FOND = String.raw`(?:my|our) (?:[\p{Ll}-]+ ){0,2}`;
const FOND_MAYBE = '(?:(?:my|our) )?';
/** Words that are written large, and what joins them. */
const NAME = String.raw`\p{Lu}[\p{L}\p{N}&-]*(?:['’](?!s\b)\p{L}+)?(?: (?:(?:and|&|of|de|van|von) )?\p{Lu}[\p{L}\p{N}&'’-]*)*`;

/** The first that fits counts. */
const PAYEE: readonly RegExp[] = [
  new RegExp(String.raw`\b(?:payee|recipient|beneficiary)(?: is|:)? (\p{L}[\p{L}\p{N}&'’.\- ]{1,60}?)${ENDS}`, 'iu'),
  // "Sorry, I meant Lucie Brown".
  new RegExp(String.raw`^(?i:sorry|no|oops|actually|wait|i meant?)\b[, ]*(?i:i meant? |it['’]?s |to )*(${NAME})`, 'u'),
  // "Not Carol Finch, Carol French".
  new RegExp(String.raw`\b[Nn]ot (?:to )?[^,]{2,40}, (?:but |to |it'?s )?(${NAME})`, 'u'),
  new RegExp(
    String.raw`\b(?:settle|square)(?: up| (?:the|my|our|a) \w+)? with ${FOND_MAYBE}(\p{L}[\p{L}&'’.\- ]{1,40}?)${ENDS}`,
    'iu',
  ),
  /\bwant ((?!to\b)\p{L}[\p{L}&'’.\- ]{1,40}?) paid\b/iu,
  new RegExp(`(${NAME}),? (?:he|she|it|they)(?:['’]?s| is|['’]re| are) called`, 'u'),
  new RegExp(String.raw`\b(?:name(?:['’]?s| is)|called) (${NAME})`, 'u'),
  // "my sister Katya" is Katya; whom only a bond names is named by it.
  new RegExp(String.raw`(?:${GIVE}|\bto|\bfor) (?:to )?${FOND}(${NAME})`, 'u'),
  new RegExp(
    String.raw`\bto ((?!(?:pay|send|make|transfer|set|get|settle|square|draft|prepare|pop|put|move|give|wire|let|have|say|my|our|the|him|her|them|you|me|it)\b)[\p{L}][\p{L}\p{N}&'’.\- ]{0,60}?)${ENDS}`,
    'iu',
  ),
  new RegExp(String.raw`(?:(?<=[\d£€.]|er|quid|pounds?) at) (${NAME})`, 'u'),
  new RegExp(String.raw`(?i:${GIVE}) (\p{Lu}[\p{L}'’-]*(?: \p{Lu}[\p{L}'’-]+)*)`, 'u'),
  new RegExp(String.raw`\b[Pp]ayment(?: of .{1,20} for|:) (${NAME})`, 'u'),
  new RegExp(String.raw`\bpayment (?:of .{1,20} )?for ([\p{L}][\p{L}\p{N}&'’.\- ]{1,60}?)${ENDS}`, 'iu'),
  new RegExp(String.raw`${GIVE} (?:my|our|the) (\p{L}[\p{L}'’ -]{1,30}?),? (?=£|€|\d)`, 'iu'),
  /\bin(?:to)? (?:my|our) (\p{L}+)['’]s account/iu,
  new RegExp(
    String.raw`${GIVE} (?!(?:me|him|her|them|money|an?|the|my|our|some|to|it|over|us)\b)([\p{L}][\p{L}&'’.\- ]{0,40}?),? (?=£|€|\d)`,
    'iu',
  ),
  // Of whom the story is: "our Debbie's short this week".
  new RegExp(String.raw`\b[Mm]y (?:\p{Ll}+ ){1,2}(${NAME})|\b[Oo]ur (?:\p{Ll}+ ){0,2}(${NAME})`, 'u'),
];
/** Who is named by a bond alone, "my landlord"; without an amount it is asked who that is. */
const BOND = new RegExp(String.raw`\bto (?:my|our|the) ((?!own|savings?|saver)\p{L}[\p{L}'’ -]{1,30}?)${ENDS}`, 'iu');

const NOBODY = /^(my|the|a|an|some(one|body)?|him|her|them)\b(?! \p{L}+ \p{L})/iu;
const NO_PERSON =
  /^(I|I['’].*|It|Sorry|No|Not|And|But|So|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December|GBP|EUR|USD|IBAN|Christmas|Easter)(?![\p{L}])/u;
const NAMES = new RegExp(String.raw`(?<![\p{L}\p{N}])(${NAME})`, 'gu');
/** Where one adds a name to a bond or a trade: "my granddaughter, Millie Cartwright", "the gym, its PureGym". */
const ADDED = new RegExp(String.raw`(?:, |\bit['’]?s )(${NAME})`, 'gu');

/** "Debbie" is "Debbie Marsden" where that is said too, and "gym" what is added to it. */
function inFull(payee: string, text: string): string {
  const begins = `${payee.toLowerCase()} `;
  const longer = [...text.matchAll(NAMES)].find(([name]) => name.toLowerCase().startsWith(begins))?.[0];
  if (longer) return longer;
  if (/\p{Lu}/u.test(payee)) return payee;
  return [...text.matchAll(ADDED)].map((match) => match[1] ?? '').find((name) => !NO_PERSON.test(name)) ?? payee;
}

/** Whom an English order pays; null where it names nobody. `hasAmount`: a bond alone is enough then. */
export function englishPayeeOf(text: string, hasAmount: boolean): string | null {
  for (const pattern of hasAmount ? [...PAYEE, BOND] : PAYEE) {
    const match = pattern.exec(text);
    const name = (match?.[1] ?? match?.[2])?.trim().replace(/[.\- ]+$/, '');
    if (name && !NOBODY.test(name) && !NO_PERSON.test(name)) return inFull(name, text);
  }
  return null;
}
