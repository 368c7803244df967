import type { Topic } from '../../../shared/queue.ts';
import { ORDER_PATTERNS, type Order, WHEN_AND_WHERE } from './order-patterns-rules.ts';

/**
 * What the embedded engine understands beside questions, as data: patterns over text in lower case with е for ё. The first row that
 * fits counts. `not` are words that make it something else: a question about paying is no order to pay.
 */
export type Intent =
  | Order
  | 'injection'
  | 'abuse'
  | 'human'
  | 'personal'
  | 'unknowable'
  | 'greeting'
  | 'thanks'
  | 'bye';

export interface IntentRow {
  readonly intent: Intent;
  readonly is: RegExp;
  readonly not?: RegExp;
}

export const INTENTS: readonly IntentRow[] = [
  // Attempts to give orders to the machine.
  {
    intent: 'injection',
    is: /\b(ignore|forget|disregard|override|bypass)\b.{0,40}\b(instruction|rule|prompt|polic|limit|guard|above|previous)/,
  },
  {
    intent: 'injection',
    is: /\b(system prompt|hidden (rule|instruction|prompt)|developer mode|debug mode|jailbreak|dan\b|no rules|admin mode|root access|base64|new rule)/,
  },
  { intent: 'injection', is: /^\s*(system|assistant|developer|admin)\s*:|<\/?[a-zа-я_]{3,30}>|\{\s*"/ },
  { intent: 'injection', is: /\b(pretend|act as|roleplay|repeat after me|from now on|you are now|imagine you)\b/ },
  {
    intent: 'injection',
    is: /\bi ?('m| am) (a |an |the |your )?(bank employee|developer|admin|administrator|ceo|manager|supervisor|engineer)\b|\b(manager|boss|developer|engineer|supervisor)\b.{0,30}\b(authori[sz]|allow|told|permit|approv)/,
  },
  {
    intent: 'injection',
    is: /\b(confirm|approve|execute|authori[sz]e)\b.{0,40}\b(yourself|automatically|for me|my (pending )?payment|without|now)\b|\bwithout (asking|confirmation|approval|telling|showing)/,
    not: /\b(how|why|what|can't|cannot|cant|notification|code)\b|^(does|do|will|is|are) (a|the|any|your|you|somebody|someone|staff|they)\b/,
  },
  {
    intent: 'injection',
    is: /\b(show|tell|give|list|print)\b.{0,30}\b(all customers|other customers?|someone else|'s (balance|account|card|data|address|number))|\baccount number of\b|\b(disable|turn off|switch off|remove) (the )?(payment )?(limits?|approval|confirmation|checks?)/,
  },
  {
    intent: 'injection',
    is: /(игнорируй|забудь|отмени|обойди|нарушь)[а-я]*.{0,40}(инструкци|правил|промпт|указани|ограничени|предыдущ)/,
  },
  {
    intent: 'injection',
    is: /системн[а-я]+ (промпт|инструкци|сообщени)|режим[а-я]* (разработчик|отладк|администратор)|без ограничений|^\s*(система|ассистент|разработчик)\s*:|(пользователь|я) (администратор|админ)/,
  },
  { intent: 'injection', is: /(представь|притворись|повтори( за мной)?\s*:|отныне|теперь ты|ты теперь|вообрази)/ },
  {
    intent: 'injection',
    is: /я (сотрудник|работник|разработчик|директор|менеджер|инженер)[а-я]* ?(банка)?.{0,60}(отключ|покаж|подтверд|разреш|дай|выполн)|(разработчик|директор|начальник|менеджер)[а-я]* (велел|разрешил|приказал|сказал)/,
  },
  {
    intent: 'injection',
    is: /(подтверди|одобри)( |,|$).{0,40}(сам|без|автоматически|платеж|перевод|черновик)|(выполни|отправь|переведи|сделай).{0,60}без (подтверждени|спрос|телефон|кода)|отключи[а-я]* (подтверждени|лимит|проверк|защит)/,
  },
  {
    intent: 'injection',
    is: /(покажи|назови|дай|выведи).{0,30}(баланс|остаток|счет|данные|адрес|карт[уы])( |у ){1,2}(другого|клиента|чуж|[а-я]+(ова|ева|ина|ого|ой|его)( |$))/,
  },

  // Anger. Calm, and a way on.
  {
    intent: 'abuse',
    is: /\b(f+u+c*k\w*|f\*+k?|fck|shit\w*|bitch\w*|bastard\w*|asshole|wank\w*|piss off|screw you|go to hell|shut up|moron\w*|idiot\w*|stupid|dumb|useless (bot|piece|machine|thing)|junk|hate you|thieves)\b|f\*\*\*/,
    // Of oneself.
    not: /\b(like|i'?m|i am|i was|being|feel|felt|me) (such )?(an? |a complete |a total |so |a bit )?(of an? )?(idiot|moron|stupid|dumb)\b|\b(stupid|dumb) (question|of me|mistake)\b/,
  },
  {
    intent: 'abuse',
    is: /(^|[^а-я])(ху[йяеию]|нахуй|нахер|на хер|хер[а-я]*|пизд|бля|еба|ебан|сук[аи]|мраз|урод|ублюд|идиот|дурак|дебил|туп(ой|ая|ые|ица)|кретин|сволоч|ворье|воры|заткн|пош[её]?л(и)? (ты|вы|к|на|в)(?![а-я])|иди (к|на|в) |козл|гад[ыи]?([^а-я]|$)|мудак|дерьм)/,
    not: /иди на (сайт|стран)|карт|украл|(как|я|сам[а]?) (полн[а-я]+ )?(дурак|дура|идиот|идиотка|туп)/,
  },

  ...WHEN_AND_WHERE,

  // Somebody wants a person.
  {
    intent: 'human',
    is: /\b(speak|talk|chat|connect(ed)?|transfer(red)?|put|pass|hand|switch|explain|discuss|deal)\b.{0,30}\b(human|person|people|someone|somebody|anyone|anybody|consultant|adviser|advisor|agent|operator|representative|staff|manager|employee|colleague|clerk|boss|team)s?\b|\b(human|person|someone|somebody|anyone|anybody|colleague|who)\b.{0,20}\b(can|could|may|to) (i |we )?(please )?(speak|talk|chat)( (to|with))?\b|\ba word with\b|\b(some|any)(one|body) on the (line|phone)\b/,
    not: /\b(hours|when can|deaf|appointment|book|schedule|how do i|what time|ticket|queue|pay|paid|am i)\b/,
  },
  {
    intent: 'human',
    is: /\b(get|give|want|need|find|is there|can|could|let)\b.{0,20}\b(a |an |me |someone |some )*(real|live|human|actual) ?(person|human|someone|agent|being)?\b|\bsomeone real\b|\b(agent|human|operator|person|representative)( please| pls)?[.!]*$|\b(adviser|advisor|consultant|human|person|specialist)\b.{0,20}\b(help|instead)\b|\bsome(body|one) (i|we) (could|can) (talk|speak)|\b(any|some)(one|body) (alive|human|real|living)\b|\b(any|some) (humans?|living soul|people) (here|there|around)\b/,
    not: /\b(are you|am i|book|appointment|schedule|mortgage|hours|wrong|another|third|pay|send|sent|stole|stolen)\b/,
  },
  {
    intent: 'human',
    is: /(соедин|переключ|позов|переведите|свяж|дайте|дай |нужен|хочу|можно|пусть|объясн|передай).{0,25}(человек|оператор|консультант|сотрудник|специалист|менеджер|живого|живым|кого-то живого|кого-нибудь|кому-нибудь|работник|коллег|начальник|начальств)|есть.{0,12}(кто-?(нибудь|то)? жив|живой|живые|живая)|(с кем|можно|дай|хочу).{0,15}(поговорить|обсудить)( лично|$| с (кем|колл|жив|чел|сотр|опер|конс|нач|руков))/,
    not: /запис|встреч|назнач|талон|очеред|чужо|вместо|я (говорю|разговариваю|общаюсь)/,
  },
  {
    intent: 'human',
    is: /(^|[^а-я])(поговорить|говорить|пообщаться|общаться) с (человек|живым|консультант|оператор|сотрудник|кем|менеджер|специалист)|^(оператор|человек|консультант|менеджер|сотрудник|специалист)[а]?[.! ]*$|(настоящ|живо)[а-я]* (человек|консультант|сотрудник|оператор|специалист)|(надоел|устал|не хочу).{0,20}(робот|бот|машин)/,
    not: /глух|слыш|слеп|как мне|запис|на встречу/,
  },

  ...ORDER_PATTERNS,

  // What no article can hold: it is about this customer, or about the future, or advice.
  {
    intent: 'personal',
    is: /\b(what('s| is)|how much is|show|tell|check)\b.{0,20}\b(my|the) (account )?(balance|last transactions?|spending)|\bmy (\w+ )?balance\b|\bhow much (is|do i) (left|still owe|owe)\b|\bhow much (money |cash |interest )?(did i|have i|do i|did my \w+)\b(?! (need|have to|must|pay for|pay to))|\bmy (last|latest|biggest|recent) (purchase|payment|transaction|transfer)\b|\b(has|have|did|was|is) (you |my )?(approved? |accepted? )?my (application|loan|mortgage|overdraft|card application)( been)?( go(ne)? through| approved| accepted| decided)?( yet)?\b[^?]{0,10}\?*$|\bwhy (was|is|has|did|were) (my|you|i)\b.{0,30}\b(refused|rejected|declined|closed|blocked|denied|turned down|turn)\b/,
    not: /\b(card (payment )?(was |got |is )?(refused|declined|rejected)|card)\b/,
  },
  {
    intent: 'personal',
    is: /сколько (у меня|денег у меня|я потратил|я должен|на моем|(мне )?(еще )?осталось|я плачу|мне (пришл|перечисл|заплат|начисл)[а-я]*)|мо(я|й|е|и) последн(яя|ий|ее|ие) (покупк|плат|перевод|операц)|(одобрили|приняли|рассмотрели|утвердили) (ли |уже |уже ли )?мо[юйеи]|(мой|моем|покажи) (баланс|остаток|остаток)|почему (мне|меня|мой|мою|вы).{0,30}(отказали|заблокировал|закрыли|отклонили)/,
    not: /карт/,
  },
  {
    intent: 'personal',
    is: /\b(raise|increase|lift|lower|change|double) my (credit |overdraft |card )?limit|(подними|увеличь|повысь|измени|снизь)(те)? (мне|мой) .{0,20}лимит/,
    not: /\bhow\b|payment|transfer/,
  },
  // What has happened to something of theirs.
  {
    intent: 'personal',
    is: /^(so |and |ok |hi |hello )?((did|has|have|was|were) (my|i|the bank|you)\b|(when|what|where) (was|did|were|has) (my|i)\b|why (did|were|have) (my|i|you)\b)/,
    not: /\bcards?\b|\bhave (you (got|any|a|an)|i (to|got to))\b|\b(text|sms|email|message|call|write|ring|phone)/,
  },
  {
    intent: 'personal',
    is: /^(а |и )?((получил|зачислил|принял|одобрил|отправил|оплатил|списал|закрыл|начислил)[аи]? ли|что я (купил|потратил|оплатил|заплатил|заказал)|(когда|где) (был|была|были) .{0,20}мо|куда (делись|ушли|пропали) мои)/,
    not: /карт/,
  },
  {
    intent: 'unknowable',
    is: /\b(how much|what) (would|will|could) (i|we|it) (pay|have|get|earn|owe|be)\b.{0,60}\b(month|year|after|over|if|on)\w*\b|\b(exchange |euro |dollar |pound )rate\b.{0,20}\b(today|now|right now|at the moment)\b|\b(will|going to|gonna|forecast|predict|expect)\b.{0,40}\b(rates?|prices?|market|dollar|euro|pound|inflation|economy|base rate)\b.{0,40}(\b(next|year|month|future|do|be)\b|$)|\bshould (i|we) (buy|invest|put|sell|choose)\b|\b(shares|stocks|crypto|bitcoin|gold|investment advice)\b|\binsurance\b|\b(what|how high)\b.{0,30}\brates?\b.{0,20}\bwill (there )?be\b|\bis (it|now|this) a good time to\b|\bwill i (get|be approved)|\bmy chances\b|\b(job|vacancy|vacancies|career|hiring)\b.{0,15}\b(for me|here|with you|at)\b/,
  },
  {
    intent: 'unknowable',
    is: /сколько (я )?(буду платить|будет стоить|заработаю|накоплю|получу|выйдет|набежит|будет).{0,60}(месяц|год|лет|через|если)|(курс|ставк[аи]).{0,20}(сегодня|сейчас)|(сегодня|сейчас).{0,12}курс|(какой|каким|куда|что) (будет|будут|станет|пойдет|вырастет|упадет)?.{0,30}(курс|инфляц|рын[ок]|доллар).{0,30}(через|будет|завтра|год|месяц)|(какая|какие) (будет|будут) .{0,20}ставк|(упад|вырас|подн|сниз|измен)[а-я]* ли .{0,20}(ставк|курс|цен)|(выгодно|пора) ли (сейчас )?(мен|покуп|прода|брать)|стоит ли (покупать|вкладывать|брать|инвест)|(акци[ияюй]|биткоин|биткойн|крипт|золот|страховк|страхование (машин|авто|жизн|дом|кварт|путеш))|на работу|ваканси|одобрят ли|дадут ли|какие шансы/,
  },

  // Manners.
  {
    intent: 'greeting',
    is: /^(hi|hiya|hello|hey|good (morning|afternoon|evening|day)|yo|greetings)( there| all)?[!. ,]*$|^(привет|здравствуй|здравствуйте|добрый (день|вечер)|доброе утро|доброго дня|хай|салют)[!. ,]*$/,
  },
  {
    intent: 'thanks',
    is: /^(thanks|thank you|cheers|ta|great,? thanks?|ok,? thanks?|perfect|lovely)( so much| a lot| very much)?[!. ]*$|^(спасибо|благодарю|спс|отлично,? спасибо|ок,? спасибо)( большое)?[!. ]*$/,
  },
  { intent: 'bye', is: /^(bye|goodbye|see you|good night)[!. ]*$|^(пока|до свидания|всего доброго)[!. ]*$/ },
];

export const TOPICS: readonly { readonly topic: Topic; readonly is: RegExp }[] = [
  {
    topic: 'fraud',
    is: /\b(fraud\w*|scam\w*|conned|tricked)\b|\b(taking|took|taken) (my )?money\b|\b(don'?t|didn'?t) recogni[sz]e\b|мошен|обман|жулик/,
  },
  { topic: 'cards', is: /\bcards?\b|\bpin\b|карт|пин/ },
  { topic: 'loans', is: /\b(loans?|mortgages?|remortgage|borrow\w*)\b|ипотек|кредит|за[йе]м(?!ите)|ссуд/ },
  {
    topic: 'payments',
    is: /\b(pay|payments?|transfers?|standing order|direct debit|refund|cheques?|counter)\b|плат[её]ж|перевод|оплат|списани|(?<![а-я])касс[ауые]/,
  },
  {
    topic: 'accounts',
    is: /\b(accounts?|savings?|statement|address|overdraft|isa)\b|сч[её]т|вклад|накоплен|выписк|адрес|овердрафт/,
  },
  { topic: 'other', is: /\b(other|something else|else)\b|друго|проч/ },
];

/** Words of a bank's business: what speaks of none of them is somebody else's. */
export const BANKING =
  /\b(bank|account|card|money|pay|payment|transfer|loan|mortgage|saving|rate|interest|fee|charge|cash|cheque|statement|balance|deposit|credit|debit|insurance|overdraft|branch|consultant|limit|tax|invest|form|offer)\w*\b|банк|сч[её]т|карт|деньг|плат|перевод|кредит|ипотек|вклад|ставк|процент|комисси|наличн|чек|выписк|баланс|страхов|отделени|консультант|лимит|налог|инвест|курс/;
