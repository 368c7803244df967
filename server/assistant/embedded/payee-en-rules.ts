import { GOES_ON } from './closed-words-rules.ts';

const ENDS = String.raw`(?=\s*(?:[,;!?:=–—]|\s-\s|(?<!\s\p{L})\.|$|\d|£|€|\$|(?<![\p{L}'’])(?:${GOES_ON}|IBAN|REF|Ref|GBP|EUR|I)(?![\p{L}'’])))`;
const ENDS_SMALL = String.raw`(?=\s*(?:[,;!?]|(?<!\s\p{L})\.|$|\d|£|€|\$|\b(?:for|ref|reference|sort|account|acc|from|please|pls|on|by|today|tomorrow|now|tonight|right|over|across|via|this|next|with|iban|as|because|in|downstairs|upstairs)\b))`;
const GIVE = String.raw`\b(?:pay|paying|send|sending|transfer|wire|ping|shoot|chuck|bung|sling|give|slip|owe|reimburse|promised|remit|repay|refund|tip|lob|drop|fire|bung)`;
const FOND = String.raw`(?:my|our) (?:[\p{Ll}-]+ ){0,2}`;
const FOND_MAYBE = '(?:(?:my|our) )?';
/** Words that are written large, and what joins them. */
const LARGE = String.raw`(?:(?:Mrs?|Ms|Dr|St|Prof)\.|\p{Lu}\.(?= ?\p{Lu})|\p{Lu}[\p{L}\p{N}&-]*(?:['’](?!s\b)\p{L}+)?)`;
const NAME = String.raw`${LARGE}(?: ?(?<=\.)${LARGE}| (?:(?:and|&|of|de|van|von) )?${LARGE})*`;

/** The first that fits counts. */
const PAYEE: readonly RegExp[] = [
  new RegExp(
    String.raw`(?:\b(?:payee|recipient|beneficiary)(?: is|:)?|\b(?:who|whom|name|to):) (\p{L}[\p{L}\p{N}&'’.\- ]{1,60}?)${ENDS}`,
    'iu',
  ),
  // "Sorry, I meant Lucie Brown".
  new RegExp(
    String.raw`^(?i:sorry|no|oops|whoops|actually|wait|my mistake|i meant?)\b[,. ]*(?i:i meant? |it['’]?s |to )*(${NAME})`,
    'u',
  ),
  // "Not Carol Finch, Carol French".
  new RegExp(String.raw`\b[Nn]ot (?:to )?[^,]{2,40}, (?:but |to |it'?s )?(${NAME})`, 'u'),
  new RegExp(
    String.raw`\b(?:settle|square)(?: up| (?:the|my|our|a) \w+(?: \w+)?)? with ${FOND_MAYBE}(\p{L}[\p{L}&'’.\- ]{1,40}?)${ENDS}`,
    'iu',
  ),
  /\bwant ((?!to\b)\p{L}[\p{L}&'’.\- ]{1,40}?) paid\b/iu,
  new RegExp(`(${NAME}),? (?:he|she|it|they)(?:['’]?s| is|['’]re| are) called`, 'u'),
  new RegExp(String.raw`\b(?:name(?:['’]?s| is)|called) (${NAME})`, 'u'),
  new RegExp(String.raw`\b(?:in|into|to) (?:my |our )?(?:\p{Ll}+ )?(${NAME})['’]s? (?:\p{L}+ )?account`, 'u'),
  new RegExp(String.raw`\b(?:sure|that|see) (?:\p{Ll}+ )?(${NAME}) (?:gets|receives|has|is paid)\b`, 'u'),
  // "my sister Katya" is Katya; whom only a bond names is named by it.
  new RegExp(String.raw`(?:${GIVE}|\bto|\bfor) (?:to )?${FOND}(${NAME})`, 'u'),
  // Written large, it ends where the sentence goes on; in small letters "to" may have a verb after it, and less tells where a name ends.
  new RegExp(String.raw`\bto (?:the )?(?!Pay\b|Send\b)(\p{Lu}[\p{L}\p{N}&'’.\- ]{0,60}?)${ENDS}`, 'u'),
  new RegExp(
    String.raw`\bto ((?!(?:pay|send|make|transfer|set|get|settle|square|draft|prepare|pop|put|move|give|wire|let|have|say|my|our|the|him|her|them|you|me|it)\b)[\p{L}][\p{L}\p{N}&'’.\- ]{0,60}?)${ENDS_SMALL}`,
    'iu',
  ),
  new RegExp(String.raw`(?:(?<=[\d£€.]|er|quid|pounds?) at) (${NAME})`, 'u'),
  new RegExp(`(?i:${GIVE}) (${NAME})`, 'u'),
  // "£200 for Matthias Vogel", but not for Sasha's do.
  new RegExp(String.raw`(?:[\d£€]|(?i:quid|pounds?|euros?)) for (${NAME})(?!['’]s)(?![\p{L}\p{N}'’])`, 'u'),
  new RegExp(String.raw`\b[Pp]ayment(?: of .{1,20} for|:)? (${NAME})`, 'u'),
  new RegExp(String.raw`\bpayment (?:of .{1,20} )?for ([\p{L}][\p{L}\p{N}&'’.\- ]{1,60}?)${ENDS}`, 'iu'),
  new RegExp(String.raw`${GIVE} (?:my|our|the) (\p{L}[\p{L}'’ -]{1,30}?),? (?=£|€|\d)`, 'iu'),
  /\bin(?:to)? (?:my|our) (\p{L}+)['’]s account/iu,
  new RegExp(
    String.raw`${GIVE} (?!(?:me|him|her|them|money|an?|the|my|our|some|to|it|over|us)\b)([\p{L}][\p{L}&'’.\- ]{0,40}?),? (?=£|€|\d)`,
    'iu',
  ),
  // Whatever the verb: "fling Morag £110".
  new RegExp(
    String.raw`^(?:(?:please|can you|could you|just) )?(?!my |our |the )\p{Ll}+ (${NAME}),? (?:an? )?(?=[£€\d])`,
    'u',
  ),
  // "It's the dog walker again, it's Leanne Sturridge".
  new RegExp(String.raw`\b(?i:it['’]?s|that['’]?s|is) (${LARGE} ${NAME})`, 'u'),
  // Of whom the story is: "our Debbie's short this week".
  new RegExp(String.raw`\b[Mm]y (?:\p{Ll}+ ){1,2}(${NAME})|\b[Oo]ur (?:\p{Ll}+ ){0,2}(${NAME})`, 'u'),
];
/** A name in full that is a part of its own: "the plumber wants paying. Gareth Pugh, £305". */
const APART = new RegExp(String.raw`(?:^|[.,:;!=]\s*|\s[–—-]\s)(${NAME})(?=\s*(?:[.,:;!]|\s[–—-]\s|$|[£€]|\d))`, 'gu');
/** Who is named by a bond alone, "my landlord"; without an amount it is asked who that is. */
const BOND = new RegExp(String.raw`\bto (?:my|our|the) ((?!own|savings?|saver)\p{L}[\p{L}'’ -]{1,30}?)${ENDS}`, 'iu');

const NOBODY = /^(my|the|a|an|some(one|body)?|him|her|them)\b(?! \p{L}+ \p{L})/iu;
/** What is paid, not who: whom to pay for it is asked. */
const THING =
  /(?:^|\s)(?:bill|rent|invoice|tax|fee|deposit|subscription|instalment|mortgage|loan|balance|debt|fine|membership|insurance|shopping|lunch|dinner|curry|taxi|parking|money|cash|payment|order|sum|amount|transfer|rest|share|half)s?$/i;
const DOES = / (?:the|an?|my|our|your|his|her|their|its|it|them|him|me|us|that|this)(?: |$)/;
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
  for (const pattern of PAYEE) {
    const name = nameIn(pattern.exec(text));
    if (name) return inFull(name, text);
  }
  if (!hasAmount) return null;
  const apart = [...text.matchAll(APART)].map(nameIn).find((name) => name?.includes(' '));
  return apart ?? nameIn(BOND.exec(text));
}

function nameIn(match: RegExpExecArray | null): string | null {
  const name = (match?.[1] ?? match?.[2])?.trim().replace(/[.\- ]+$/, '');
  // "To open the account": a verb, and what it does something to.
  if (!name || (!/\p{Lu}/u.test(name) && DOES.test(name))) return null;
  return !NOBODY.test(name) && !NO_PERSON.test(name) && !THING.test(nameOnly(name)) ? nameOnly(name) : null;
}

const FOLLOWED = new RegExp(`(?<=\\p{L}) (?:${GOES_ON})(?![\\p{L}'’]).*$`, 'u');

/** Who somebody is, before the name: "the barber Enzo Ricci". */
const LED = /^(?!(?:de|van|von|da|di|del|la|le|el|al|bin|ibn|mc)\s)(?:\p{Ll}[\p{L}-]* )+(?=\p{Lu})/u;
/** A name ends where the sentence goes on, and where "and" begins something else: "Northumbrian Water and put". */
function nameOnly(written: string): string {
  const name = written
    .replace(FOLLOWED, '')
    .replace(/ (?:an?|and|the|&)$/i, '')
    .replace(LED, '');
  return /^\p{Lu}/u.test(name) ? name.replace(/ (?:and|&) (?!sons?\b|daughters?\b|co\b)\p{Ll}.*$/u, '') : name;
}
