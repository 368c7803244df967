import type { AssistantLanguage } from '../../../shared/assistant.ts';

/**
 * Kinds of words that stand for one another in questions: whoever has died or is to be paid, "my KIN has died" is one matter. Beside the
 * word itself its kind is read, so that a relative or a country that no known question names is none the less one. By beginnings of words
 * in Russian, whose endings change; whole words in English.
 */
export const WORD_KINDS: Readonly<Record<AssistantLanguage, Readonly<Record<string, string>>>> = {
  en: {
    kin: `mum mother mom mam mummy dad father daddy parent parents gran nan grandma granny grandmother grandad grandpa grandfather aunt auntie uncle
      brother sister sibling cousin nephew niece husband wife hubby spouse partner fiance fiancee in-laws`,
    child: `son daughter child children kid kids boy girl lad toddler baby teenager teen grandson granddaughter grandchild little-one stepson schoolgirl`,
    friend: `friend mate pal flatmate housemate roommate neighbour colleague boyfriend girlfriend ex stranger bloke chap guy buddy`,
    trade: `plumber builder electrician roofer gardener cleaner window-cleaner decorator carer childminder nursery dentist garage mechanic landlord
      landlady tenant solicitor conveyancer contractor supplier freelancer tutor nanny handyman carpenter seller vet undertaker`,
    biller: `gym netflix spotify sky edf eon octopus bt virgin vodafone o2 ee three water gas electric electricity council utility broadband insurer
      charity magazine membership subscription thames ovo disney talktalk dvla`,
    shop: `tesco asda sainsburys sainsbury morrisons lidl aldi waitrose amazon ebay argos boots ikea uber deliveroo paypal-shop supermarket shop shops
      store restaurant pub cafe bar hotel petrol station till checkout airline ryanair easyjet booking website retailer takeaway dentist`,
    otherbank: `lloyds barclays hsbc natwest santander halifax nationwide monzo starling revolut chase tsb rbs virgin-money first-direct co-op metro
      citibank wise n26 paypal coinbase binance amex klarna`,
    place: `spain france germany italy portugal greece turkey poland ireland romania ukraine russia usa america states canada mexico brazil
      argentina australia zealand japan china hongkong korea india pakistan bangladesh thailand vietnam philippines indonesia bali dubai egypt morocco
      kenya nigeria ghana africa europe cyprus malta croatia bulgaria hungary austria switzerland netherlands holland belgium norway sweden denmark
      finland iceland israel jamaica cuba florida york california paris rome berlin madrid barcelona lisbon athens istanbul amsterdam prague vienna
      tokyo sydney toronto ibiza tenerife mallorca abroad overseas holiday holidays vacation trip travelling traveling cruise beach airport`,
    ukplace: `london leeds manchester bristol cardiff glasgow edinburgh liverpool birmingham sheffield york oxford cambridge brighton belfast
      newcastle nottingham norwich wales scotland england durham exeter`,
    day: `monday tuesday wednesday thursday friday saturday sunday weekend weekends tomorrow tonight evening afternoon`,
    month: `january february march april june july august september october november december christmas easter xmas`,
    project: `kitchen bathroom boiler roof extension wedding caravan car van motorbike renovation loft conservatory windows driveway sofa holiday`,
    device: `phone mobile iphone android samsung pixel handset smartphone tablet ipad laptop computer watch`,
    money: `quid pounds pound gbp grand fiver tenner money cash k euros dollars funds`,
    pay: `pay paid paying send sent sending transfer transferred wire settle owe owed`,
    gone: `lost lose missing gone disappeared vanished nicked stolen snatched pinched swiped dropped mislaid misplaced robbed mugged taken`,
    feel: `scared afraid frightened terrified worried panicking desperate alone crying anxious`,
    insure: `insurance insure insured cover policy`,
    invest: `shares stocks fund funds invest investing investment bitcoin crypto gold etf tracker bonds dividends portfolio`,
  },
  ru: {
    kin: `мам мать матер пап отец отц отч родител бабушк бабул дед дедушк тет тёт дяд брат сестр муж жен супруг свекр тещ тёщ племянни родн`,
    child: `сын доч дочк дочер ребен ребён дет ребят школьни подрост внук внуч малыш младен мальчик девочк`,
    friend: `друг друз подруг прияте сосед коллег парен девушк бывш незнаком знаком`,
    trade: `сантехник строител электрик кровельщик садовник уборщиц мойщик сиделк няня няне садик зубн мастер хозяин хозяи арендодател арендатор жилец
      жильц юрист подрядчик поставщик продав репетитор нотариус ремонтник`,
    biller: `спортзал фитнес нетфликс подписк газ электрич свет воду водокан провайдер оператор страхов коммунал энергетик телефонн`,
    shop: `магазин супермаркет касс ресторан кафе отел гостиниц заправк сайт авиакомпан такси доставк амазон озон рынок рынк`,
    otherbank: `ллойд барклай барклей натвест сантандер галифакс монзо старлинг револют hsbc monzo revolut сбер сбербанк тинькоф альфа втб киви wise пэйпал
      пейпал paypal lloyds barclays natwest halifax santander`,
    place: `испан франц герман итал португал грец турц польш ирланд румын украин росси сша америк штат канад мексик бразил аргентин австрал зеланд япон
      кита корея коре инди пакистан таиланд вьетнам филиппин индонез бали дуба егип марокк кени нигери африк европ кипр мальт хорват болгар венгр австри
      швейцар нидерланд бельг норвег швец дани финлянд исланд израил ямайк куб париж рим берлин мадрид барселон лиссабон стамбул антал амстердам праг
      токио сидне казахстан груз армен серби границ рубеж отпуск поездк путешеств командировк море`,
    ukplace: `лондон лидс манчестер бристол кардиф глазго эдинбург ливерпул бирмингем шеффилд оксфорд кембридж брайтон ньюкасл уэльс шотланд англи британ`,
    day: `понедельник вторник сред четверг пятниц суббот воскресен выходн завтра вечер`,
    month: `январ феврал март апрел июн июл август сентябр октябр ноябр декабр рождеств пасх`,
    project: `кухн ванн котел котёл ремонт свадьб машин фургон мотоцикл мебел диван крыш`,
    device: `телефон мобильн айфон андроид самсунг смартфон планшет ноутбук компьютер часы часами`,
    money: `фунт деньг денег деньги тысяч сотн сотню полсотн рубл евро доллар`,
    pay: `плат плач заплат оплат отправ перевод перевест перевел перевёл перевож скину перекин отослат пересла`,
    gone: `потеря посея утеря пропал пропаж украл украд спер спёр стащ вытащ оброн вырон забыл`,
    feel: `боюсь страшн пугае отчаян тревож паник одинок плачу`,
    insure: `страхов застрахо полис`,
    invest: `акци облигац фонд инвест вложи вклады биткоин крипт золот дивиденд портфел`,
  },
};
