import { BONDS, fromGenitive, fromInstrumental, nominativeOf } from './name-case-rules.ts';

const EXPLICIT: readonly RegExp[] = [
  /(?<!\p{L})не [^,]{2,40}, а (?:для |на )?(\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)*)/u,
  /получател[а-я]*[ :]+([\p{L}"«][\p{L}\p{N}&'’"«».\- ]{1,60}?)(?=[,.;!?]|$)/iu,
  /(?:фирм|компани|школ|клуб|садик|магазин|кафе|приют|агентств|фонд|обществ)[а-я]* [«"]([^»"]{2,60})[»"]/iu,
  /(?:на сч[её]т|на имя|фирме|компании) ((?:ООО |ИП |АО )?[\p{Lu}"«][\p{L}\p{N}&"«».\- ]{1,60}?)(?=[,.;!?\d]|$| за | сегодня| завтра)/u,
];
/** Whom one squares up with, in the instrumental: «рассчитаться с Ильёй Громовым». */
const WITH = /[Рр]ассчита[а-яё]+ (?:бы )?со? (?:\p{Ll}+ )?(\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)*)/u;
/** Whom it is for, in the genitive: «для Клауса Беккера». */
const FOR = /(?<!\p{L})для (\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)*)/u;
/** Whom a verb of giving, in small letters, names right after it. */
const AFTER_VERB =
  /(?:скинь|отправь|переведи|заплати|перекинь|кинь|закинь|пошли|верни|отдай|отдать|оплати)(?:те)?(?:-ка)? (?!(?:мне|нам|ему|ей|им|себе|еще|ещё|уже|все|всё|мое|моё|деньги|свои|свое|на|за|эт\p{L}*)(?!\p{L}))(\p{L}{1,20}(?:у|ю|е|и|ой|ей))(?= )/iu;
/** A bill is of a firm, which is paid. */
const BILL_OF = /(?:сч[её]т[а-яё]*|квитанци[а-яё]*) от$/iu;

/** A run of capitalised words of one script; a full stop is a part of it after an initial alone. */
const RUN =
  /(?<![\p{L}\p{N}])(?:ООО |ИП |АО )?(?:[А-ЯЁ](?:\.|[А-ЯЁа-яё-]*)(?: [А-ЯЁ](?:\.|[А-ЯЁа-яё-]*))*|(?=[A-Z\u00c0-\u00de])[\p{Script=Latin}\p{N}'’&-]+(?:\.(?= ))?(?: (?:(?:and|of|the|&) )?(?=[A-Z\u00c0-\u00de])[\p{Script=Latin}\p{N}'’&-]+)*)/gu;
/** Capitalised though no name: how a sentence begins, and what is said politely. */
const NO_NAME =
  /^(я|мы|вы|вас|вам|ваш.*|он|она|ему|ей|её|мне|меня|а|и|с|в|на|за|но|да|нет|у|к|по|это|так|пусть|можно|ой|прошу|хочу|могу|надо|нужно|пора|давай|значит|будьте|зовут|слушай|срочно|пожалуйста|привет|здравствуй|добрый|подготовь|перевод|платеж|платёж|сумма|спасибо|сегодня|завтра|раз|если|чтобы?|тут|не|ещё|еще|мо[йяеию].*|наш.*|переведи|отправь|заплати|оплати|скинь|перекинь|перечисли|кинь|закинь|пошли|верни|отдай|докинь|отстегни|возмести|перешли|передай|вышли|сбрось|забрось|направь|внеси|перегони|проплати|уплати|выплати|будь|другом|плати|гони|можешь|помоги|сделай|оформи|gbp|eur|rub|jpy|usd|iban|bic|swift|ok|reference|ref)$|^(?!маргарите$|рите$|никите$).+([йиь]те|[аеиуя]ть|ться|тись)$/i;
/** Who somebody is stands before the name, and is none. */
const ROLE =
  /^(сосед|мастер|друг|подруг|брат|сестр|сын|дочь|дочк|дочер|внук|внучк|племянни|коллег|начальни|хозя|учител|репетитор|сантехник|электрик|водител|няня|тёщ|тещ|свекров|муж|жен[аеу]$|мам|пап|бабушк|дедушк)/i;
const TITLE = /(доктор|мистер|миссис|господин|госпож|профессор|тёт|тет|дяд)[а-яё]*$/i;
/** What goes before a place, a cause, or one who only has to do with it. */
const ASIDE = /(^|[^\p{L}])(из|от|со?|под|у|об?|про|за|до|через|без|из-за|перед|при)$/iu;
const INTO = /(^|[^\p{L}])(во?|на)$/iu;
const DATIVE = /(у|ю|е|и|ой|ей)$/;

interface Named {
  readonly name: string;
  readonly likely: number;
}

/**
 * Names are capitalised, and one pays them in the dative; a firm keeps its Latin name. Who is named otherwise ("Костян за всех платил,
 * кинь ему") is meant where nobody else is.
 */
function namedIn(text: string): Named[] {
  return [...text.matchAll(RUN)].flatMap((match) => {
    const before = text.slice(0, match.index).trimEnd();
    const words = match[0].trim().split(' ');
    const begins = before === '' || /[.!?…]$/.test(before);
    while (words[0] !== undefined && (NO_NAME.test(words[0]) || (begins && ROLE.test(words[0])))) words.shift();
    const [first] = words;
    if (first === undefined) return [];
    const isLatin = /\p{Script=Latin}/u.test(first);
    if ((ASIDE.test(before) && !(isLatin && BILL_OF.test(before))) || (INTO.test(before) && !isLatin)) return [];
    const title = TITLE.exec(before)?.[0];
    const name = [...(title && words.length < 3 ? [title] : []), ...words].join(' ');
    const isAlone = begins && words.length === 1 && match[0].trim() === first;
    const likely = INTO.test(before) ? 2 : isAlone && !isLatin ? 1 : isLatin || DATIVE.test(first) ? 3 : 2;
    return [{ name, likely }];
  });
}

/** Whom a Russian order pays, in the nominative; null where it names nobody. `hasAmount`: a bond alone is enough then. */
export function russianPayeeOf(text: string, hasAmount: boolean): string | null {
  const told = EXPLICIT.map((pattern) => pattern.exec(text)?.[1]?.trim()).find((name) => name !== undefined);
  const squaredWith = WITH.exec(text)?.[1];
  if (squaredWith) return fromInstrumental(squaredWith);
  if (told) return nominativeOf(told.replace(/[.\- ]+$/, ''));
  const best = namedIn(text).reduce<Named | null>((top, one) => (top && top.likely >= one.likely ? top : one), null);
  const meant = FOR.exec(text)?.[1];
  if (meant && (best?.likely ?? 0) < 3) return fromGenitive(meant);
  if (best) return nominativeOf(best.name);
  const bond = hasAmount ? bondIn(text) : null;
  const name = bond ?? AFTER_VERB.exec(text)?.[1];
  return name ? nominativeOf(name) : null;
}

/** Who is named by a bond alone, in the dative: «маме отправь сотню». */
function bondIn(text: string): string | null {
  return text.match(/\p{L}+/gu)?.find((word) => BONDS.has(word.toLowerCase().replaceAll('ё', 'е'))) ?? null;
}
