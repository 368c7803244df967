import type { AssistantLanguage } from '../../../shared/assistant.ts';
import { wordsOf } from './word-rules.ts';

/** Words that say nothing about what is asked. */
export const STOP_WORDS: Readonly<Record<AssistantLanguage, string>> = {
  en: `a an the and or but if of to in on at by for with from as is are was were be been am do does did doing have has had having i you he
    she it we they me my mine your yours his her its our their them us this that these those there here what which who whom whose when where
    why how can could may might must shall should will would not no so than then too very just also any some all more most about into up down
    out over again please pls plz hi hello hey thanks thank u ur im i'm i've i'd i'll it's that's what's whats who's don't dont doesn't cant can't
    want wanna need know tell get got give let like thing things stuff one something anything someone somebody good morning afternoon evening
    really actually now today ok okay well oh yes yeah help question much many long does make take still already even ever bank meridian way
    go going off`,
  ru: `а и или но если что чтобы как где когда куда откуда почему зачем кто какой какая какое какие каких чей в во на с со к ко у о об от до из
    за по под над при для без между через не ни да нет бы же ли то это этот эта эти того тот та те там тут здесь я ты он она оно мы вы они мне
    меня мной тебе тебя вам вас нам нас его ее их им мой моя мое мои моего моей мою твой ваш ваша ваше ваши вашего свой своя свои себе себя быть
    есть был была было были будет буду можно нужно надо хочу хотел хотела бы могу может можете мочь пожалуйста плиз здравствуйте привет добрый
    день вечер утро спасибо подскажите скажите расскажите помогите вопрос очень так уже еще только просто вообще все всё весь ну вот ведь сейчас
    сегодня делать сделать узнать банк банка банке банку меридиан сколько чем которую который которые`,
};

/** Each row is words that customers use for one thing; all are read as the first. Written as their stems are made from. */
export const SYNONYMS: Readonly<Record<AssistantLanguage, readonly string[]>> = {
  en: [
    'stolen nicked pinched swiped robbed theft steal stole grabbed snatched mugged taken',
    'lost lose misplaced missing losing',
    'atm cashpoint cashmachine',
    'cash notes banknotes coins',
    'fee charge cost price charged fees tariff costs charges',
    'phone mobile iphone smartphone cell cellphone handset android',
    'fraud scam scammed scammer conned fraudster swindled tricked',
    'dead died death deceased passed late funeral',
    'apr interest rate rates percent',
    'abroad overseas foreign spain france greece italy usa turkey europe holiday travel travelling trip',
    'wife husband partner spouse fiance girlfriend boyfriend',
    'declined refused rejected',
    'address moved house home',
    'limit maximum max cap most',
    'uni university student college',
    'kid child children son daughter teenager',
    'borrow loan lend',
    'mortgage remortgage',
    'complain complaint unhappy dissatisfied',
    'payment transfer pay send paying sent paid sending transferring transfers',
    'money funds dosh quid',
    'blocked locked frozen',
    'deaf hearing',
    'sms text texted',
    'purse wallet handbag',
    'salary wages payroll wage',
    'weird strange suspicious odd',
    'boss employer',
    'id passport identification',
    'headset vr quest goggles',
    'contactless tap tapping',
    'arrive land landed arrived reach lands',
    'withdraw withdrawal',
    'bot robot machine chatbot',
    'insolvent collapse bust bankrupt',
  ],
  ru: [
    'украли спёрли стырили своровали кража украсть вытащили',
    'потерял потеряла посеял утеря утерял утеряна потерялась потеря',
    'банкомат банкомате atm',
    'наличные наличка нал наличкой купюры кэш',
    'комиссия плата стоимость тариф цена берете',
    'карта карточка карточку картой',
    'мошенник мошенники мошенничество обман обманули развели кинули аферисты жулики',
    'умер умерла умерший смерть скончался скончалась похороны',
    'процент ставка проценты процентная',
    'заграница границей границу рубежом рубеж турция испания германия польша франция европа поездка отпуск путешествие',
    'жена муж супруг супруга мужем женой',
    'отказ отклонили отклонена отказали',
    'лимит максимум максимальный предел',
    'ребенок ребенка сын дочь сыну дочери детский дети детей',
    'кредит заем ссуда займ',
    'жалоба пожаловаться жаловаться претензия',
    'платеж перевод заплатить перевести платить отправить оплатить переслать отправил перевел',
    'телефон смартфон айфон мобильный мобильник',
    'пин пинкод пин-код',
    'адрес переехал переехали переезд',
    'смс сообщение',
    'шлем очки vr гарнитура',
    'счет счета',
    'прийти приходит дойти дошел пришел пришли доходит',
    'робот бот машина железяка',
    'обанкротится лопнет разорится банкротство',
    'доверенность доверенности',
    'qr куар',
    'снять снятие вывести',
    'кошелек бумажник',
    'странный подозрительный странное подозрительное',
    'зарплата зарплаты получка',
  ],
};

const STOPS = { en: new Set(wordsOf(STOP_WORDS.en)), ru: new Set(wordsOf(STOP_WORDS.ru)) };

export function isStopWord(word: string, language: AssistantLanguage): boolean {
  return STOPS[language].has(word);
}
