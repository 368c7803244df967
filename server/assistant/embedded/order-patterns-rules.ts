import type { IntentRow } from './intent-patterns-rules.ts';

/** What can be prepared. */
export type Order = 'payment' | 'card-block' | 'appointment' | 'callback' | 'ticket';

const HOW = /\b(how (do|can|to|much|long|does|should)|what|why|where|when|which|is there|do (i|you) (have|need))\b/;
const MONTHS =
  'january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec';
const MONTHS_RU = 'января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря';
const DAYS = `mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|tomorrow|tmrw|\\d+(?:st|nd|rd|th)?(?: of)? (?:${MONTHS})|(?:${MONTHS}) \\d+|the \\d+(?:st|nd|rd|th)`;
const KAK = /(^|[^а-я])(как|почему|зачем|где|когда|сколько|какой|какая|какие|куда|что если|что делать)([^а-я]|$)/;

/** A time, or a number to call: a person is wanted then, or there, and not now. */
export const WHEN_AND_WHERE: readonly IntentRow[] = [
  {
    intent: 'callback',
    is: /\b(phone|telephone|call|ring|bell|buzz|tinkle|reach me)\b.{0,80}(\+\d|\b0\d)[\d ().-]{8}|(\+\d|\b0\d)[\d ().-]{8}.{0,80}\b(phone|telephone|call|ring|bell|buzz|tinkle)\b|(звон|звяк|набер|телефон).{0,80}(\+\d|\b0\d)[\d ().-]{8}|(\+\d|\b0\d)[\d ().-]{8}.{0,80}(звон|звяк|набер|телефон)/s,
    not: /\b(scam\w*|code|claim\w*|my new|change|update|old number|(rang|called|phoned) me)\b|(^|[^а-я])(мне звонил|звонил[аи]? мне|звонил[аи]? с )|якобы|мошен|код|нов(ый|ого) (телефон|номер)|смен|поменя|измен/,
  },
  {
    intent: 'appointment',
    is: new RegExp(
      `^(?=.*\\b(${DAYS}|this week|next week|(in|on) the (morning|afternoon))\\b)(?=.*\\b(come in|pop in|sit down|meet|meeting|see (someone|somebody|anyone|me|us|one of|an? (adviser|advisor|consultant|specialist))|fit (me|us) in|put (me|us) (in|down)|find (me|us) an? (time|slot|space|hour)|with (an? |one of (your|the) )?(adviser|advisor|consultant|people|colleagues|staff|specialist))\\b)`,
      's',
    ),
    not: /\b(open|opens|close|closes|closed|hours|working|cancel|queue|ticket|pay|send|transfer|called|rang|told|said|didn't|(?<!\bi )was)\b/,
  },
  {
    intent: 'appointment',
    is: new RegExp(
      `^(?=.*(понедельник|вторник|сред[уы]|четверг|пятниц|суббот|завтра|на (этой|следующей|той) неделе|\\d{1,2}(-?го)? (${MONTHS_RU})|\\d{1,2}-го))(?=.*(прийти|приду|подойти|попасть|зайти к|встрет|найди(те)? .{0,12}врем|окошк|к (консультант|специалист|сотрудник|менеджер)|с (вашим |вашей )?(консультант|специалист|сотрудник|менеджер|кем-нибудь)))`,
      's',
    ),
    not: /открыт|закрыт|работа|до скольк|во сколько|талон|очеред|отмен|плат|перевод|перевед|сказал|обещал|деньги/,
  },
];

/** What stands before a sum and "to" and gives nothing: what was, what is owed or lost, and small words. */
const NO_VERB =
  'sent|gave|paid|lost|went|made|took|got|bought|spent|put|came|comes|goes|went|cost|costs|owe|owes|am|is|was|are|were|be|been|has|have|had|of|by|about|around|only|than|from|with|at|for|up|under|over|the|a|an|my|our|your|another|other|extra|that|this|it|i|we|he|she|they|and|or|to|add|adds|between|within|last|next|pays|sends|gives|says|wants|needs|need|want|like|did|does|do|can|could|how|why|what|when|lent|left|withdrew|drew|flat|number|room|unit|no|increase|raise|reduce|lower|change|limit|up|down';

/** What can be prepared. */
export const ORDER_PATTERNS: readonly IntentRow[] = [
  {
    intent: 'card-block',
    is: /\b(block|freeze|lock|cancel|stop|kill|deactivate|disable|suspend)\b.{0,25}\b(cards?|visa|mastercard|it)\b|\bcards?\b.{0,60}\bshut (it|them) (down|off)\b|\b(want|wanting|need|needing|like)\b.{0,12}\bcards? (block|freez|froz|stopp|cancell)\w+|\bput (it|(my|the) (\w+ )?(card|visa|mastercard)) on hold\b|\bcards?\b.{0,60}\b((block|freeze|cancel|stop|disable) (please|pls|now|asap)|(please|pls) (block|freeze|cancel|stop|disable|deactivate)(?=\s*([.,!;]|$)))|\b\b(request|need|want) (an? |immediate )*(block|freeze|stop) on\b|\bput an? (stop|block|freeze|hold) on (it|(my|the) (\w+ )?(card|visa|mastercard))\b|\bcards? (blocking|blocked|freezing|frozen|stopping|stopped)\b.{0,12}\b(asap|now|please|pls|quick|immediately|straight away)\b/,
    not: /\b(how|direct debit|contactless|(a|the|my|this|that|payment|stop|cancel) payment|why|locked|just for a bit|subscription|unblock|unlock|unfreeze|pin)\b|\bwill (it|they|that|this|a|an|the|my|i)\b|\bhas been\b/,
  },
  {
    intent: 'card-block',
    is: /(заблокир|блокиру|блокните|заморозь|заморозьте|заморози|останови)[а-я]*.{0,30}(карт|ее)|карт.{0,60}(поставьте|поставь|постав).{0,15}блок|карт.{0,60}отключи(те)? (ее|карту)|закро(й|йте) (мою |эту )?карт[а-я]+ (скорее|срочно|быстрее|немедленно)|отключи(те)? (мою )?карту|(карт[а-я]*).{0,25}(заблокируй|заблокируйте|заблокировать|блокируй)/,
    not: /разблок|почему|как |пин|заблокировали|заблокирована/,
  },
  {
    // Other words for it, told of a card.
    intent: 'card-block',
    is: /карт.{0,20}(надо|нужно|прошу).{0,12}(заблокировать|остановить|заморозить)|карт.{0,60}(^|[^а-я])(блочь|блокни|вырубай|выруби|отрубай|тормози|тормозни|приостанови)(те)?(?![а-я])|(^|[^а-я])(блочь|блокни|выруби|отруби|тормози|тормозни|(прошу |надо )?приостанов(ить|и))(те)? .{0,25}карт|(потер|украли|пропа|спер|посея|вытащ|стащ).{0,60}(закройте|закрой)(?![а-я])/,
    not: /почему|как /,
  },
  {
    // A card by whatever name, and whatever stops it.
    intent: 'card-block',
    is: /(карт|(?<![а-я])виз[ауы](?![а-я])|кредитк|дебетовк).{0,80}(^|[^а-я])((за)?блокируй|заморозь|замораживай|стопни|локни|лочь|тормозни|останови|останавливай|приостанови|отключи|отключай|закрывай|аннулируй)(те)?(?=\s*([.,!;)]|$|ее|карт|срочно|скорее|пожалуйста|плиз|немедленно|быстр|сейчас|прямо))|(?<![а-я])(локни|стопни|залочь)(те)? .{0,20}карт|карт.{0,80}(прошу|требую|нужна|хочу|жду) .{0,20}блокировк|(прошу|требую|нужна|хочу) .{0,20}блокировк.{0,30}карт|(закрыть|закрой|закройте|заблокировать|ограничить) (мне )?(доступ|операции|все операции) (к|по) .{0,15}карт/,
    not: /почему|как |сами?\?/,
  },
  {
    intent: 'appointment',
    is: /\b(book|schedule|arrange|make|set up|fix|reserve|request)\b.{0,40}\b(appointment|meeting|call|visit|consultation|slot)\b|\bbook (me|us) in\b|\bbook in\b.{0,20}\b(see|with|for)\b|(^|[.!,;]\s*)(need|want|after) (an? )?(appointment|appt|meeting)\b|^(appointment|appt)( please| pls)?\b|\b(i'?d like|i want|i need|any chance of|(can|could|may) (i|we) (get|have|make))\b.{0,20}\b(an appointment|a meeting)\b/,
    not: /\bcancel\b/,
  },
  {
    intent: 'appointment',
    is: /(запиши|записать|запишусь|назнач|забронир|организуй|договорит)[а-я]*.{0,40}(встреч|консультац|прием|консультант|менеджер|специалист|специалисту|звонок|время|визит|на (завтра|понедельник|вторник|среду|четверг|пятницу|субботу)|ипотек)|(хочу|нужна|можно|мне бы) (на )?(встреч|запис|прием|консультац)/,
    not: /отмен|плат[её]ж|перевод/,
  },
  {
    intent: 'callback',
    is: /\b(call|ring|phone|bell|buzz) me\b|^call ?back( please| pls)?[.! ]*$|\b(request|want|need|like|book|arrange|have) a ?(phone )?call ?back\b|\bget a call ?back\b/,
    not: /\b(how|why|who|did|does|will you|never|ever|asking|asked|code|pin|scam\w*|someone called|keeps?)\b/,
  },
  {
    intent: 'callback',
    is: /(перезвони|позвони|наберите|набери)(те)? мне|(мне|меня) (перезвон|позвон|набер)|(^|[^а-я])пусть .{0,20}(перезвон|позвон|звякн|набер)|обратн[а-я]+ звонок|(закажи|организуй|нужен|хочу)(те)? (мне )?звонок/,
    not: /почему|кто |зачем|код|якобы|мошен|звонят/,
  },
  {
    intent: 'ticket',
    is: /\b(take|get|want|need|like|give|have|grab|print|prepare|put)\b.{0,20}\b(ticket|queue|line|number in)\b|\b(take|get|give|grab)\b.{0,12}\b(a |my )number (for|to|please)\b|\b(give|get) me a number(?! (to|of|i|we)\b)|\b(queue up|join the queue) (for|to|about)\b|\bwaiting list\b|\b(place|spot|space) in (the|a) (queue|line)\b|\b(add|added|put|stick|pop)\b.{0,12}\b(in|to|on|into) (the|a) (queue|line)\b|\bqueue (number|ticket)\b|\bticket (for|about|please|pls)\b/,
    not: /\b(how (does|do|long)|phone|discount|cinema|(at|for|to) work|parking|train)\b/,
  },
  { intent: 'ticket', is: /талон|в (\S+ )?очередь|номерок/, not: KAK },
  {
    // Money to one's own people, of which the sum may come later.
    intent: 'payment',
    is: /(^|[.!,;]\s*|\b(please|pls|and|so|to|you|just)\s+)(send|pay|give|transfer) (her|him|them) (£|€)?\d|\b(need|want|like|have|can you|could you) (to )?(give|send|get) (my|our) \w+ (some )?(money|cash)\b/,
    not: HOW,
  },
  {
    intent: 'payment',
    // What it is begins it: "payment to Ann", «перевод Анне, 30 фунтов».
    is: /^(a |new |bank |quick )*(payment|transfer)( of .{1,20})? (to|for) (?!the\b|my\b|an?\b|be\b|go\b)\p{L}|^(new|bank) (payment|transfer)[:,]? .{2,60}\d|\b(get|have|want|need|like) (a |an |the )?(£|€)?\d[\d.,]*( (pounds|quid|euros))? (sent|paid|transferred|wired|moved|put) (\w+ )?(in)?to |^(новый )?(платеж|перевод)[:,]? .{0,40}\d/u,
    not: new RegExp(
      `${HOW.source}|${KAK.source}|\\b(was|is|has|not|limit|fee|cancel\\w*|abroad|failed|bounced|stuck|pending|missing|late|returned|declined|refused|arrived?|went)\\b|не |отмен|завис|сколько|прошел|дойдет|висит|\\?`,
    ),
  },
  {
    intent: 'payment',
    // An order: it begins a sentence, or follows what asks for it.
    is: /(^|[.!,;:…]\s*|\b(please|pls|plz|and|then|now|just|hi|hello|hey|you|you'd|if you could|u|to|me|let'?s|wanna|gotta|gonna|must|should)\s+)((make|draft|prepare|do) (me )?a (payment|transfer)|set up a payment|pay|send|transfer|wire|reimburse|settle( up| (the|my|our|a) (bill|account|invoice|tab)( \S+)?)? with)\b|\bmind (paying|sending|transferring)\b|\bput (£|€)?\d\S*( \w+)? in(to)? (my|our) \w+'s account\b|\b(get|pop|put|move) ((£|€)?\d|.{1,12}(£|€)\d)\S*( \w+)? (over |across )?to (?!my (savings?|saver|own|isa|current))|\d\b.{0,20}\bgoes to \p{L}/u,
    not: new RegExp(
      `${HOW.source}|\\b(can i|could i(?! ask)|should i|do i|does|did|i sent|paid|cancel|stop|undo|who|card to|by (qr|scanning|card|phone|cheque)|google pay|apple pay|with (my )?(watch|phone)|standing order|direct debit|every (month|week)|monthly|someone in|(he|she|they|who|somebody|someone|people) wants? to (pay|send)|wants to (pay|send)|gone|someone real|(?<!\\ba )bills?$|cant|can't|cannot|unable|loan|tax|asked me|told me|insurance|early|off|letters?|letter|fax|email|isas?|employer|allowed|legal|fees? (to|for))\\b`,
    ),
  },
  {
    intent: 'payment',
    is: /(^|[^а-я])((переведи|отправь|заплати|оплати|скинь|перекинь|перечисли|кинь|закинь|докинь|отстегни|возмести|перегони|проплати|уплати|выплати|переправь|перебрось)(те)?(-ка)?(?![а-я])|подготовь(те)? (платеж|перевод)|^(сделать|сделай|сделайте|оформить|оформи|новый) (мне )?(платеж|перевод)|рассчита(ться|йся|йтесь)( бы)? с(о)? .{3,40}\d|(хочу|надо|нужно|мне бы) рассчитаться с(о)? |(отправить|перевести|перечислить|заплатить|оплатить|скинуть|кинуть)( \S+){0,2},? (можете|можешь|надо|нужно|прошу|хочу)(?![а-я])|(хочу|хотелось бы|хотел[аи]? бы|желаю|надо( бы)?|нужно|мне бы|прошу|помогите|помоги|(не )?(могли бы( вы)?|можете)) ([а-я-]+ )?(за|о)?(платить|плати|перевести|отправить|перечислить|сделать (платеж|перевод|payment)|внести за|послать .{0,40}\d))/,
    not: new RegExp(
      `${KAK.source}|на (человека|оператора|сотрудника|консультант)|между|регуляр|кажд|ежемес|реквизит|прислали|между своими`,
    ),
  },
  {
    // What one owes, in a story, and the wish that it be seen to.
    intent: 'payment',
    is: /^(?=.*\d)(?=.*(\bi owe\b|\bmy (share|half|part|bit)\b|\boff me\b|\bi said i'd\b|\bi promised\b)).*\b((can|could|will|would) (you|u) (please |just )?(sort|send|get|put|pay|pop|do|see to|transfer|settle) (that|it|this|him|her|them)|let (him|her|them) have (it|that))\b|^(?=.*\d).*\b(pop|send|get|shift|put|ping) (that|it|this) (across|over|off)\b|\b(see to it|make sure|ensure) (that )?.{2,40}\b(gets|receives|is paid)\b.*\d|^(one |a |another |new )?(payment|transfer),? (please|pls)\b/s,
    not: /\b(why|how (do|can|to|does)|how much (?!:)(is|does|do|can)|never|scam\w*|is (that|this|it))\b/,
  },
  {
    intent: 'payment',
    is: /\bwant\b.{3,40}\bpaid\b.{0,12}\d/,
    not: new RegExp(`${HOW.source}|\\b(i|we|was|were|been|get) paid\\b|\\?`),
  },
  {
    intent: 'payment',
    // Other words for it are an order only with an amount.
    is: /(^|[.!,;:…]\s*|\b(please|pls|plz|and|then|now|just|you|to|gotta|must)\s+)(ping|shoot|chuck|bung|sling|slip|give|lob|fire|flick|whack|drop|shift|shove|hand|pass|beam|zap|tip|repay|refund|remit|forward|gift|donate|pop|put|pay) (?!me\b|us\b|in\b|back\b).{0,50}(£|€|\b\d)/,
    not: new RegExp(`${HOW.source}|\\b(did|does|was|card|change|code|number|back|fees?|complaint)\\b`),
  },
  {
    intent: 'payment',
    // Whatever the verb, it sends a sum to somebody: "shift 10 over to my nephew".
    is: new RegExp(
      `(^|[.!,;:…]\\s*|\\b(please|pls|plz|and|then|now|just|kindly|you|to|wanna|gonna)\\s+)(?!(?:${NO_VERB})\\b)[a-z]+(?<!ed) (the |an? )?(£|€)?\\d[\\d.,]*( (pounds|quid|euros))?( (over|across|off|straight|back|out)){0,2} (in)?to (?!my (savings?|saver|own|isa|current)|\\d|£)[a-z]`,
    ),
    not: new RegExp(
      `${HOW.source}|\\b(standing order|direct debit|every (month|week)|monthly|card to|limit|from)\\b|\\?\\s*$`,
    ),
  },
  {
    // The sum and who it is for, said with a word of asking.
    intent: 'payment',
    is: /^((hi|hello|hey|good \w+)[,.! ]*)?(£|€)?\d[\d.,]*( (pounds|quid|euros))? ((over|across) )?(to|for) (?!(the|a|an|my) \w+ (card|account|fee))[a-z].{1,60}\b(please|pls|plz|thanks|ta|cheers)\b/,
    not: new RegExp(`${HOW.source}|\\?\\s*$|\\b(was|were|is|charged?|fees?|gone|sent|paid)\\b`),
  },
  {
    // A sum that is to go to somebody, without the verb of giving; and what one owes, with the wish that it be sent.
    intent: 'payment',
    is: /^(хозя|мам|пап|сестр|брат|жен|муж|сын|доч|бабушк|дедушк|внуч?к|друг|подруг|сосед|нян|репетитор)[а-я]*(у|ю|е)(?![а-я])(?!.*[а-я]{2}л[аио]?(сь|ся)?(?![а-я]))[^.!?]{0,40}[ —–-]\d[\d.,]* ?(фунт|паунд|евро|руб)|^\d[\d.,]*( ?фунт[а-я]*| евро)? (хозя|мам|пап|сестр|брат|жен|муж|сын|доч|бабушк|дедушк|друг|подруг|сосед|нян|репетитор)[а-я]*(у|ю|е)(?![а-я])|чтоб[ы]? .{0,20}\d.{0,20}(^|[^а-я])(ушл|перешл|дошл)[аио]|\d.{0,80}(^|[^а-я])(сделай|оформи)(те)? (ему|ей|им)? ?перевод/,
    not: new RegExp(`${KAK.source}|не (пришл|дошл)|верните|отмен`),
  },
  {
    intent: 'payment',
    is: /^(?=.*\d)(?!.*(верни(те)?|отдай(те)?) (мне|мои|нам|деньги)).*(^|[^а-я])(отдай|верни|гони|перешли|сбрось|забрось)(те)?(-ка)?(?! (мне|мои))(?![а-я])|^(?=.*(£|€|\d ?(фунт|паунд|евро|руб))).*(^|[^а-я])(плати|передай|вышли|направь|внеси)(те)?(-ка)?(?! (мне|мои))(?![а-я])|(^|[^а-я])((пошли|верни|отдай|подкинь)(те)?(-ка)?|можешь (скинуть|кинуть|отправить|перевести|заплатить)|(надо|нужно|хочу|прошу|мне)( бы)? (отдать|вернуть|послать|скинуть|кинуть)|(скинуть|кинуть) )(?![а-я]).{0,50}\d/,
    not: new RegExp(`${KAK.source}|мне (деньги|обратно)|верни(те)? (мне|нам|мои)|кажд|ежемес|карт`),
  },
];

/** What an order is for, where it is known for an order by how it is said. */
export const ORDERS: readonly { readonly intent: Order; readonly is: RegExp }[] = [
  { intent: 'ticket', is: /\b(ticket|queue)\b|талон|очеред|номерок/ },
  {
    intent: 'card-block',
    is: /\b(block|freeze|lock|stop|kill|cancel)\b.{0,40}\bcards?\b|(блок|замороз|останов).{0,40}карт|карт.{0,40}(блок|замороз|останов)/,
  },
  { intent: 'callback', is: /\b(call|ring|phone|bell|buzz)\b.{0,20}\b(me|back)\b|перезвон|позвон|звякн|набер/ },
  { intent: 'appointment', is: /\b(appointment|book|slot|meeting|put me down|pencil)\b|запиш|встреч|прием/ },
  { intent: 'payment', is: /(£|€|\b)\d+([.,]\d{2})?(?!\d)/ },
];

/** Right before what would be an order, it takes it back: "don't block", «не отправляй». */
export const NEGATED =
  /\b(don'?t|do not|never|didn'?t|not to|no need to|needn'?t|won'?t|wouldn'?t) (\w+ )?$|(^|[^а-я])не ?((надо|нужно|стоит|хочу|буду|могу) ?)?$/;
/** Right before what would be an order, it says whose words it is: "he goes, transfer a grand". */
export const TOLD =
  /(?<!\bi )\b(said|says|saying|tells?|told|goes|asks?|asked|wants|wrote|texted|messaged|reckons|insists?|insisted|orders|ordered)( (to )?(me|us|him|her|them|you))?[,:]?\s*["'“]?$|(^|[^а-я])(говорит|говорят|сказал[аи]?|пишет|пишут|написал[аи]?|просит|просят|просил[аи]?|требует|требуют|требовал[аи]?|велел[аи]?)( (мне|нам|ему|ей|вас|вам))?[,:]?\s*["«“]?$/;
/** Somebody's words, quoted after who said them: no order of the customer's. What is quoted by itself is a name, or a reference. */
export const QUOTED =
  /(?<=[\p{L}\p{N}]{2}[,:—–-]? |[\p{L}\p{N}]:)(?:«[^»]{12,}»|“[^”]{12,}”|"[^"]{12,}"|(?<= )'[^']{12,}'(?!\p{L}))/gu;
/** What one thought of doing, and does not. */
export const DROPPED =
  /\b(thought better of|changed my mind|change of plan|decided against|decided not to|no longer (need|want)|don'?t need (to|an?|the|that|it) .{0,30}(any ?more|after all|now))\b|\b(was|were) (going|about|gonna|planning|meaning|thinking)\b(?!.*\b(please|pls|can you|could you|would you|instead)\b)|\b(nearly|almost) (sent|paid|booked|blocked|cancelled)\b|передумал|раздумал|больше не (надо|нужно|хочу)|уже не (надо|нужно)|чуть не (отправил|перевел|заплатил)|(^|[^а-я])(думал|собирал(ся|ась)|планировал|хотел)[аи]?(?![а-я])[^.!?]*(^|[^а-я])(но|да|а|однако)(?![а-я])(?!.*(пожалуйста|давайте|(й|и|ь)те(?![а-я])))/;
/** What might be is no order; "if you could" is a manner of asking for one. */
export const SUPPOSED =
  /^(but |and |so )?(if (?!you('d| would| could| can)\b|possible|i (may|could)\b)|what if|suppose|supposing)|^(а )?вдруг |^(а |и |но )?если (?!можно|не (сложно|трудно)|вас не|вам не)/;
/** What was done or not done before, by whomever; with nothing that asks for it now it is no order. */
export const REPORTED =
  /\b(booked|sent|paid|made|ordered|arranged|never|didn'?t|already|cancel)\b|(^|[^а-я])(отправил|перевел|переводил|заплатил|платил|оплатил|сделал|записал|заказал|кинул|скинул|отменить)[аио]?(сь|ся)?(?![а-я])|хотел[аи]?(?! бы)/;
export const REQUESTED =
  /\b(please|pls|plz|can you|could you|can u|would you|will you|(i|we) (need|want|owe)|i'd like|sort)\b|пожалуйста|плиз|(^|[^а-я])(прошу|надо|нужно|хочу|хотел[аи]? бы|должн?[аы]?|можешь|можете)(?![а-я])|(й|и|ь)те(?![а-я])/;

/** An order without a doubt, unless it ends as a question: said with "please", or to be sent to one's own people. */
export const OUTRIGHT =
  /(^|[.,!;]\s*|\b(and|so|then|just)\s+)(block|freeze|lock|shut|kill|stop|suspend) (it|(my|the|this|that) (\w+ )?(card|visa|mastercard))\b|(^|[^а-я])(за)?(блокируй|мороз(ь|ьте)|блокни)(те)?(?![а-я])|\b(please|pls|plz|would you)\b|пожалуйста|плиз|(^|[^а-я])прошу(?![а-я])|(хочу|нужен|дай|дайте|возьми|возьмите) (мне )?талон|\b(to|pay|send|give) (my|our) (?!own|other|bank|account|saving|isa|new|old)\w+|(^|[^а-я])(маме|папе|сестре|брату|жене|мужу|сыну|дочери|дочке|бабушке|дедушке|внуку|внучке|тете|дяде|другу|подруге|сосед[уке]+|племянни(ку|це)|хозя(ину|йке))(?![а-я])|\b(appointment|meeting|slot)\b.{0,20}(\d ?(am|pm)\b|\b(tomorrow|tmrw)\b)/;

export const YES =
  /^(yes|yeah|yep|sure|ok|okay|please do|do it|go ahead|да|ага|конечно|давай|хорошо|ок|угу)([^\p{L}]|$)/u;
export const NO = /^(no|nope|never ?mind|cancel|stop|leave it|нет|не надо|неважно|отмена|забудь)([^\p{L}]|$)/u;
/** Says that what was said before is to be otherwise. */
export const CORRECTION =
  /\b(make (it|that|them)|instead|i meant|should (be|have been)|change (it|that|the \w+) to|rather)\b|(пусть|должн[аоы]) (будет|быть)|(^|[^а-я])(лучше|точнее|вернее|вместо|исправь|поменяй|замени)|(^|[^а-я])не .{1,30}, а |^(no |sorry )?,? ?not .{1,40}, |\b(name'?s|name is)\b|(^|[^а-я])(зовут|фамилия)(?![а-я])|^не[,а].{0,12}\d/;
/** Begins what takes something back. */
export const SLIP =
  /^(sorry|oops|whoops|ah|argh|my (bad|mistake)|no|nope|actually|wait|hang on|hold on|och|oh|ой|ах|блин|упс|нет|не(?=,)|стоп|погоди|извини|прости|ошиб)([^\p{L}]|[а-я]*[^\p{L}])/u;
/** Only adds to what was prepared: when an appointment is to be, or what about. */
export const ADDS_TIME =
  /^(on |for |say |maybe |some time |в |во |на |давайте |можно )?(next |this |следующ[а-я]+ |эт[а-я]+ )?(mon|tue|wed|thu|fri|sat|sun|tomorrow|tmrw|morning|afternoon|week|понедельник|вторник|сред[уы]|четверг|пятниц|суббот|завтра|утр|недел)/;
export const ADDS_SUBJECT = /^((it'?s |its )?(about|regarding|re|to do with)|про|по поводу|по|насчет|о|об) /;
/** Of a card that was spoken of before. */
export const BLOCK_IT =
  /\b(block|freeze|cancel|stop|kill) (it|them|that|this)\b|(^|[^а-я])(за)?(блокир|блокни|мороз)[а-я]*/;

/** A question of its own, not an answer to what was asked back. */
export const NEW_QUESTION =
  /\?\s*$|^(how|what|why|where|when|who|which|can|could|do|does|is|are|как|что|почему|где|когда|кто|какой|какая|можно|сколько)[^\p{L}]/u;
