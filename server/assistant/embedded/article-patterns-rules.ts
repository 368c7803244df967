/** Questions that retrieval by words gets wrong, because the words that matter are everybody's: "are you a robot". */
export interface ArticleRow {
  readonly articleId: string;
  readonly is: RegExp;
  readonly not?: RegExp;
  /** Words of the article, in the question's language, to find its section by. */
  readonly ask: string;
}

export const ARTICLES: readonly ArticleRow[] = [
  {
    articleId: 'ai-assistant',
    ask: 'are you robot human what can you do',
    is: /\b(are you|r u) (a |an )?(real|human|bot|robot|person|ai|machine)|\bwhat (can|do) you do\b|\bwho are you\b|\bwho (can )?(see|read)s?\b.{0,20}\b(i|we) (write|say|type)/,
  },
  {
    articleId: 'ai-assistant',
    ask: 'ты робот человек что ты умеешь',
    is: /ты (робот|бот|человек|живой|ии)|вы (робот|бот|живой)|что ты (умеешь|можешь)|что вы умеете|кто ты/,
  },
  {
    articleId: 'contact',
    ask: 'phone number call the bank',
    is: /\b(what('| i)?s|give|have|tell|need) (me )?your (phone|telephone|number|email)|\byour (phone|telephone) number\b|\bhow (do|can) i (call|ring|contact|reach) you\b/,
  },
  {
    articleId: 'contact',
    ask: 'номер телефона позвонить в банк',
    is: /(дайте|ваш|какой|скажите).{0,12}(номер )?телефон|как (с вами связаться|вам позвонить|до вас дозвониться)/,
    not: /нов[ыо]|мен|смен|потер/,
  },
  {
    articleId: 'opening-hours',
    ask: 'when are you open',
    is: /\b(open|opening|shut|close|closing)\b.{0,30}\b(hours?|time|today|tomorrow|weekend|(satur|sun|mon|tues|wednes|thurs|fri)days?|holidays?|late|early|till|until)\b|\b(what|which) (hours|time)\b.{0,30}\b(open|close|shut|you)\b|\bwhen (are you|do you) (open|close)|\bwhat hours\b/,
    not: /\baccount\b/,
  },
  {
    articleId: 'opening-hours',
    ask: 'часы работы когда открыты',
    is: /(до|со?) скольки|(работаете|открыт[оыа]?|режим работы|график работы).{0,25}(воскрес|суббот|выходн|праздник|сегодня|завтра|\?|$)/,
    not: /счет|очеред|карт/,
  },
  {
    articleId: 'bereavement',
    ask: 'somebody died death of customer',
    is: /\b(died|passed away|deceased|death of|late (husband|wife|father|mother)|lost my (husband|wife|mum|mother|dad|father|partner))\b|умер(ла|ло|ли)?([^а-я]|$)|скончал|смерт[иью]/,
  },
  {
    articleId: 'power-of-attorney',
    ask: 'power of attorney act for my parent manage account of another person',
    is: /\b(for|help) (my |an? )?(elderly |sick |ill )?(mum|mother|dad|father|gran|nan|grandmother|grandfather|parents?|him|her)\b.{0,30}\b(money|account|bank|pay)|\b(carer|dementia|power of attorney)\b|\bmanage (his|her|their|my (mum|dad|mother|father)'?s?) (money|account)/,
  },
  {
    articleId: 'power-of-attorney',
    ask: 'доверенность действовать за родителя управлять чужим счётом',
    is: /(за|вместо) (нее|него|бабушк|дедушк|мам|пап|отц|мать|родител|них)[а-я]*.{0,30}(плат|счет|распоряж|банк)|доверенност|опек[аиу]/,
  },
  {
    articleId: 'accessibility',
    ask: 'accessibility deaf blind large print',
    is: /\b(deaf|blind|braille|wheelchair|hard of hearing|partially sighted|large print|sign language|screen reader)\b|глух|слеп(ой|ая)|плохо (вижу|слышу)|брайл|коляск|крупным шрифтом|жестов/,
  },
  {
    articleId: 'payment-limits',
    ask: 'largest payment limit CHAPS house',
    is: /\b(buying|buy|purchase of) (a |my )?(house|flat|home|apartment)\b.{0,40}\b(send|pay|transfer)|\b(send|pay|transfer)\b.{0,15}(\d{5,}|\d{2,3} ?(k|,000))\b/,
  },
  {
    articleId: 'payment-limits',
    ask: 'самый большой платёж лимит CHAPS за дом',
    is: /(отправить|перевести|заплатить).{0,15}(\d{5,}|\d{2,3} ?(тыс|000))/,
  },
  {
    articleId: 'payment-times',
    ask: 'payment not arrived transfer time',
    is: /\b(sent|paid|transferred)\b.{0,40}\b(hasn't|has not|hasnt|not|didn't|nothing)\b.{0,15}\b(got|arrive|arrived|come|received|there)/,
    not: /\b(goods|ordered|parcel|wrong|abroad)\b/,
  },
  {
    articleId: 'payment-times',
    ask: 'перевод не дошёл когда придут деньги',
    is: /(перевод|деньги|платеж).{0,25}не (дош|приш|поступ)|(ничего нет|не пришли|где деньги).{0,15}(час|день|минут)/,
    not: /товар|ошиб/,
  },
  {
    articleId: 'dispute',
    ask: 'goods not arrived dispute refund from shop',
    is: /\b(ordered|bought)\b.{0,60}\b(never|not|hasn't|didn't)\b.{0,12}\b(came|come|arrive|arrived|delivered|received)|\bcharged (me )?twice\b/,
  },
  {
    articleId: 'dispute',
    ask: 'товар не пришёл списали дважды',
    is: /(товар|посылк|заказ).{0,30}не (приш|привез|доставил|получ)|списали (два|2|дважды)|(покупк|списани).{0,25}(не (делал|совершал|узна)|незнаком)/,
  },
  {
    articleId: 'deposit-protection',
    ask: 'защищены ли мои деньги fscs',
    is: /(застрахован|страховани).{0,12}(вклад|деньг|депозит)|банк.{0,12}(лопн|обанкрот|разор|закро)/,
  },
  {
    articleId: 'cash-withdrawal',
    ask: 'withdraw large amount cash',
    is: /\b(\d{4,}|\d+k|thousand)\b.{0,10}\b(in |of )?cash\b/,
  },
  {
    articleId: 'children-account',
    ask: 'account for my child',
    is: /\b(account|card)\b.{0,20}\b(\d{1,2}|one[0-9]?)[ -]?(year|yr|yo)/,
  },
  {
    articleId: 'currency-accounts',
    ask: 'счёт в евро валютный счёт',
    is: /(счет|держать|хранить).{0,12}(в |)(евро|доллар|валют|иен)/,
  },
  {
    articleId: 'account-details',
    ask: 'номер счёта IBAN реквизиты',
    is: /(мне|нам) (должны|хотят|будут|собираются)? ?(прислать|перевести|отправить).{0,40}(дать|нужно|реквизит|назвать|какие)/,
  },
  {
    articleId: 'account-details',
    ask: 'account details to receive money from abroad',
    is: /\b(pay|send)s? me\b.{0,40}\b(number|details|need|give)/,
  },
  {
    articleId: 'international-payments',
    ask: 'foreign transfer fee send money abroad',
    is: /\b(send|transfer|payment|pay)\b.{0,20}\b(dollars|to (new york|america|the us|usa|china|india|poland|france|spain|germany|italy|turkey|russia)|abroad|overseas)\b/,
    not: /\bcard\b/,
  },
  {
    articleId: 'international-payments',
    ask: 'комиссия за перевод за рубеж сколько идёт',
    is: /(перевод|платеж|отправить|послать).{0,20}(в |за )(росси|польш|герман|франц|сша|итали|испан|турци|китай|индию|границ|рубеж)/,
  },
  {
    articleId: 'contactless',
    ask: 'contactless limit',
    is: /\bwithout (the |a |entering (the |my )?)?pin\b.{0,20}|\b(tap|contactless)\b.{0,25}\b(limit|most|max)/,
    not: /\bforgot/,
  },
  {
    articleId: 'contactless',
    ask: 'лимит бесконтактной оплаты',
    is: /без пин.{0,30}(приклад|плат)|(приклад|бесконтакт).{0,30}(сумм|лимит|сколько)/,
  },
  {
    articleId: 'documents',
    ask: 'identity document what documents to bring',
    is: /\bwh(ich|at) (id|ids|identification|proof)\b|\bdo you accept\b.{0,15}\b(id|passport|licence)\b/,
    not: /\bopen\b/,
  },
  {
    articleId: 'overdraft',
    ask: 'overdraft interest go below zero',
    is: /\boverdraw\w*|\boverdrawn\b|\bin the red\b|уйти в минус|уйду в минус|в минус/,
  },
  {
    articleId: 'queue-ticket',
    ask: 'очередь талон сколько ждать',
    is: /как.{0,12}(работает|устроена) очередь|сколько (ждать|в очереди)/,
  },
  {
    articleId: 'make-payment',
    ask: 'how to pay someone',
    is: /\bhow (do|can|to) (i |we )?(pay|send money to) (a |my )?(somebody|someone|friend|person|bill|people)/,
  },
  { articleId: 'saved-payees', ask: 'add payee', is: /\bsave (someone|somebody|a payee|a person|payee|recipient)/ },
  {
    articleId: 'branch-services',
    ask: 'что здесь можно услуги отделения',
    is: /чем (вы|тут|здесь).{0,20}занима|что (тут|здесь|у вас) можно/,
  },
  {
    articleId: 'lost-card',
    ask: 'lost my card',
    is: /\b(lost|stolen|nicked|pinched|can'?t find|cant find|misplaced)\b.{0,25}\bcards?\b|\bcards?\b.{0,30}\b(lost|stolen|nicked|pinched|gone missing)\b/,
    not: /\bphone\b|\bpin\b/,
  },
  {
    articleId: 'lost-card',
    ask: 'потерял карту украли карту',
    is: /(потеря|украл|спер|стырил|вытащил|посея).{0,25}(карт|кошел)|(карт[а-я]*|кошел[а-я]*).{0,20}(потеря|украл|спер|стырил|пропал)/,
    not: /телефон|пин/,
  },
];

/** Words of a bank's business: what speaks of none of them is somebody else's. */
export const BANKING =
  /\b(bank|account|card|money|pay|payment|transfer|loan|mortgage|saving|rate|interest|fee|charge|cash|cheque|statement|balance|deposit|credit|debit|insurance|overdraft|branch|consultant|limit|tax|invest|form|offer)\w*\b|банк|сч[её]т|карт|деньг|плат|перевод|кредит|ипотек|вклад|ставк|процент|комисси|наличн|чек|выписк|баланс|страхов|отделени|консультант|лимит|налог|инвест|курс/;
