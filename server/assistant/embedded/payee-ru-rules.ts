import { nominativeOf } from './name-case-rules.ts';

const EXPLICIT: readonly RegExp[] = [
  /[Рр]ассчита[а-яё]+ (?:бы )?со? (\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)*)/u,
  /(?<!\p{L})не [^,]{2,40}, а (?:для |на )?(\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)*)/u,
  /получател[а-я]*[ :]+([\p{L}"«][\p{L}\p{N}&'’"«».\- ]{1,60}?)(?=[,.;!?]|$)/iu,
  /(?:фирм|компани|школ|клуб|садик|магазин|кафе|приют|агентств|фонд|обществ)[а-я]* [«"]([^»"]{2,60})[»"]/iu,
  /(?:на сч[её]т|для|фирме|компании) ((?:ООО |ИП |АО )?[\p{Lu}"«][\p{L}\p{N}&"«».\- ]{1,60}?)(?=[,.;!?\d]|$| за | сегодня| завтра)/u,
];
/** Whom a verb of giving, in small letters, names right after it. */
const AFTER_VERB =
  /(?:скинь|отправь|переведи|заплати|перекинь|кинь|закинь|пошли|верни|отдай|отдать|оплати)(?:те)? ((?!мне\b|деньги|на |за |эт)\p{L}{2,20})(?= )/iu;

/** A run of capitalised words of one script; a full stop is a part of it after an initial alone. */
const RUN =
  /(?<![\p{L}\p{N}])(?:ООО |ИП |АО )?(?:[А-ЯЁ](?:\.|[А-ЯЁа-яё-]*)(?: [А-ЯЁ](?:\.|[А-ЯЁа-яё-]*))*|(?=[A-Z\u00c0-\u00de])[\p{Script=Latin}\p{N}'’&-]+(?:\.(?= ))?(?: (?:(?:and|of|the|&) )?(?=[A-Z\u00c0-\u00de])[\p{Script=Latin}\p{N}'’&-]+)*)/gu;
/** Capitalised though no name: how a sentence begins, and what is said politely. */
const NO_NAME =
  /^(я|мы|вы|вас|вам|ваш.*|он|она|ему|ей|её|мне|меня|а|и|с|в|на|за|но|да|нет|у|к|по|это|так|пусть|можно|ой|прошу|хочу|могу|надо|нужно|пора|давай|значит|будьте|зовут|слушай|срочно|пожалуйста|привет|здравствуй|добрый|подготовь|перевод|платеж|платёж|сумма|спасибо|сегодня|завтра|раз|если|чтобы?|тут|не|ещё|еще|мо[йяеию].*|наш.*|переведи|отправь|заплати|оплати|скинь|перекинь|перечисли|кинь|закинь|пошли|верни|отдай|докинь|отстегни|возмести|можешь|помоги|сделай|оформи|gbp|eur|rub|jpy|usd|iban|bic|swift|ok|reference|ref)$|^(?!маргарите$|рите$|никите$).+([йиь]те|[аеиуя]ть|ться|тись)$/i;
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
    while (words[0] !== undefined && (NO_NAME.test(words[0]) || ROLE.test(words[0]))) words.shift();
    const [first] = words;
    if (first === undefined) return [];
    const isLatin = /\p{Script=Latin}/u.test(first);
    if (ASIDE.test(before) || (INTO.test(before) && !isLatin)) return [];
    const title = TITLE.exec(before)?.[0];
    const name = [...(title && words.length < 3 ? [title] : []), ...words].join(' ');
    const isAlone = begins && words.length === 1 && match[0].trim() === first;
    const likely = INTO.test(before) ? 2 : isAlone && !isLatin ? 1 : isLatin || DATIVE.test(first) ? 3 : 2;
    return [{ name, likely }];
  });
}

/** Whom a Russian order pays, in the nominative; null where it names nobody. */
export function russianPayeeOf(text: string): string | null {
  const told = EXPLICIT.map((pattern) => pattern.exec(text)?.[1]?.trim()).find((name) => name !== undefined);
  if (told) return nominativeOf(told.replace(/[.\- ]+$/, ''));
  const best = namedIn(text).reduce<Named | null>((top, one) => (top && top.likely >= one.likely ? top : one), null);
  const name = best?.name ?? AFTER_VERB.exec(text)?.[1];
  return name ? nominativeOf(name) : null;
}
