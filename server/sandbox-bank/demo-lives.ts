/** What the demo people live on and spend it on: data for `demo-history.ts`. Amounts in minor units; negative is spent. */

export interface Habit {
  /** A day of each month; weekdays (Monday is 1); or days of the year, `MM-DD`. */
  readonly on: { readonly month: number } | { readonly week: readonly number[] } | { readonly year: readonly string[] };
  /** One of these each time. */
  readonly who: readonly string[];
  /** Of the one amount, or somewhere between two. */
  readonly amount: number | readonly [number, number];
  readonly reference: string;
  readonly more?: HabitMore | undefined;
}
interface HabitMore {
  /** How often it happens when it could, up to 1. */
  readonly chance?: number;
  /** Months of the year in which it does, 1 to 12. */
  readonly months?: readonly number[];
  /** Nearly twice as much in January as in July. */
  readonly winter?: true;
  /** On the Friday before, where the day is a Saturday or Sunday. */
  readonly workday?: true;
  /** The account of another customer, or another of theirs, in the same currency. */
  readonly to?: string;
}

type Amount = Habit['amount'];
const listed = (who: string | readonly string[]) => (typeof who === 'string' ? [who] : who);
const monthly = (
  day: number,
  who: string | readonly string[],
  amount: Amount,
  reference: string,
  more?: HabitMore,
): Habit => ({
  on: { month: day },
  who: listed(who),
  amount,
  reference,
  more,
});
const weekly = (
  days: readonly number[],
  who: string | readonly string[],
  amount: Amount,
  reference: string,
  more?: HabitMore,
): Habit => ({
  on: { week: days },
  who: listed(who),
  amount,
  reference,
  more,
});
const yearly = (
  days: string,
  who: string | readonly string[],
  amount: Amount,
  reference: string,
  more?: HabitMore,
): Habit => ({
  on: { year: days.split(' ') },
  who: listed(who),
  amount,
  reference,
  more,
});

const COUNCIL_MONTHS = [4, 5, 6, 7, 8, 9, 10, 11, 12, 1];
const TERM = [9, 10, 11, 12, 1, 2, 3, 4, 5, 6];

export const DEMO_LIVES: Readonly<Record<string, readonly Habit[]>> = {
  'acc-anna-current': [
    monthly(25, 'Alder Engineering Ltd', 284_500, 'SALARY', { workday: true }),
    yearly('12-18', 'Alder Engineering Ltd', 120_000, 'BONUS'),
    monthly(1, 'Hartley Lettings', -95_000, 'RENT'),
    monthly(2, 'Thames Water', -3_412, 'WATER'),
    monthly(4, 'Ashford City Council', -14_200, 'COUNCIL TAX', { months: COUNCIL_MONTHS }),
    monthly(5, 'Octave Energy', [-8_900, -6_700], 'ENERGY', { winter: true }),
    monthly(11, 'Lantern Mobile', -1_450, 'PHONE'),
    monthly(14, 'Streamwell', -1_099, 'SUBSCRIPTION'),
    monthly(15, 'Riverside Gym', -3_200, 'MEMBERSHIP'),
    weekly([6], ['Greengrocer on the Hill', 'Fairfield Supermarket'], [-7_240, -3_510], 'GROCERIES'),
    weekly([3], ['Fairfield Supermarket', 'Market Street Bakery'], [-2_390, -780], 'GROCERIES', { chance: 0.8 }),
    weekly([2, 4], ['City Library Cafe', 'Kettle & Crumb'], [-560, -320], 'COFFEE', { chance: 0.7 }),
    weekly([1], 'Northern Rail', -3_850, 'WEEKLY TICKET', { chance: 0.85 }),
    weekly([5], ['The Corner Theatre', 'Lumen Cinema', 'Saffron Kitchen'], [-4_600, -1_450], 'EVENING OUT', {
      chance: 0.45,
    }),
    monthly(21, ['Fern & Sons Books', 'Second Shelf'], [-3_600, -899], 'BOOKS', { chance: 0.7 }),
    monthly(19, 'Oliver Bennett', [-3_400, -1_600], 'DINNER', { chance: 0.5, to: 'acc-oliver-current' }),
    monthly(9, ['Loom & Thread', 'Northside Outfitters'], [-8_900, -2_500], 'CLOTHES', { chance: 0.4 }),
    yearly('03-12', 'Hill Road Dental', -6_480, 'CHECK-UP'),
    yearly('05-17', 'Наталья Петрова', 15_000, 'С ДНЁМ РОЖДЕНИЯ'),
    yearly('05-20', 'Skyfarer Airways', -23_860, 'FLIGHTS'),
    yearly('07-11 07-15', ['Hotel Miramar', 'Casa do Mar'], [-31_200, -24_900], 'HOLIDAY'),
    yearly('07-10 07-12 07-13 07-14 07-16 07-17', ['Taverna do Cais', 'Museu da Cidade'], [-5_400, -1_250], 'HOLIDAY'),
    yearly(
      '12-06 12-11 12-16 12-20',
      ['Toy Workshop', 'Fern & Sons Books', 'Harbour Gifts'],
      [-6_900, -1_800],
      'GIFTS',
    ),
  ],
  'acc-anna-savings': [monthly(28, 'Interest', [3_480, 3_910], 'INTEREST')],

  'acc-oliver-current': [
    monthly(26, 'Bennett Joinery Ltd', 251_800, 'DRAWINGS', { workday: true }),
    monthly(12, ['Quay House', 'St Clement School', 'Marlow & Daughters'], [18_000, 64_000], 'JOINERY', {
      chance: 0.6,
    }),
    monthly(2, 'Beacon Building Society', -81_250, 'MORTGAGE'),
    monthly(4, 'Octave Energy', [-9_900, -7_400], 'ENERGY', { winter: true }),
    monthly(6, 'Ashford City Council', -15_800, 'COUNCIL TAX', { months: COUNCIL_MONTHS }),
    monthly(10, 'Willow Nursery School', -24_000, 'NURSERY', { months: TERM }),
    monthly(16, 'Lantern Broadband', -2_900, 'INTERNET'),
    monthly(20, 'Home & Harbour Insurance', -3_140, 'HOME INSURANCE'),
    weekly([6], ['Quayside Fishmonger', 'Fairfield Supermarket'], [-8_800, -4_200], 'GROCERIES'),
    weekly([2], 'Fairfield Supermarket', [-3_300, -1_100], 'GROCERIES', { chance: 0.8 }),
    weekly([7], ['Old Ship Inn', 'Boathouse Cafe'], [-5_200, -1_900], 'SUNDAY LUNCH', { chance: 0.4 }),
    weekly([3], ['Timber & Ply', 'Coastline Fuels'], [-6_400, -2_200], 'VAN', { chance: 0.5 }),
    monthly(22, 'Parkside Veterinary', [-7_900, -2_350], 'BISCUIT', { chance: 0.35 }),
    monthly(13, 'Harbour Cycles', [-5_450, -1_600], 'SERVICE', { chance: 0.3 }),
    monthly(24, 'Anna Petrova', [-2_800, -900], 'THEATRE TICKETS', { chance: 0.35, to: 'acc-anna-current' }),
    yearly('08-04', 'Clifftop Cottages', -64_000, 'HOLIDAY'),
    yearly('08-06 08-08 08-09 08-11', ['Seal Island Boats', 'Harbour Ices'], [-4_800, -900], 'HOLIDAY'),
    yearly('12-10 12-17 12-21', ['Toy Workshop', 'Harbour Gifts'], [-8_400, -2_100], 'GIFTS'),
  ],
  'acc-oliver-savings': [monthly(28, 'Interest', [780, 940], 'INTEREST')],

  'acc-maria-current': [
    monthly(24, 'St Anne School of Music', 198_000, 'SALARY', { workday: true }),
    monthly(20, 'Quartet Concerts', [28_000, 61_000], 'PERFORMANCE', { chance: 0.75 }),
    yearly('12-22 12-27', 'Quartet Concerts', 74_000, 'CHRISTMAS CONCERTS'),
    monthly(1, 'Hartley Lettings', -112_000, 'FLAT 4'),
    monthly(3, 'Octave Energy', [-6_900, -5_100], 'ENERGY', { winter: true }),
    monthly(7, 'Transport for London', [-9_800, -6_900], 'TRAVEL'),
    monthly(14, 'Lantern Mobile', -1_800, 'PHONE'),
    monthly(8, 'Библиотека имени Пушкина', -1_500, 'ЧЛЕНСКИЙ ВЗНОС'),
    weekly([6], ['Birch Tree Deli', 'Fairfield Supermarket'], [-6_100, -2_700], 'GROCERIES'),
    weekly([3], 'Birch Tree Deli', [-1_960, -640], 'GROCERIES', { chance: 0.7 }),
    weekly([5], ['Кафе «Самовар»', 'Wigmore Bar'], [-3_900, -1_150], 'EVENING', { chance: 0.4 }),
    monthly(11, 'Strings & Bows', [-6_850, -2_400], 'VIOLIN STRINGS', { chance: 0.6 }),
    monthly(27, 'Музыкальная лавка', [-4_100, -1_200], 'НОТЫ', { chance: 0.7 }),
    monthly(18, 'Pine Street Pharmacy', [-2_300, -640], 'PHARMACY', { chance: 0.5 }),
    monthly(28, 'Накопления', -50_000, 'НА СКРИПКУ', { to: 'acc-maria-savings', chance: 0.8 }),
    yearly('12-29', 'Лавка ёлочных игрушек', -4_300, 'НОВЫЙ ГОД'),
  ],
  'acc-maria-savings': [monthly(28, 'Interest', [1_350, 1_540], 'INTEREST')],
  'acc-maria-trips': [
    monthly(6, 'Quatuor de Lyon', [18_000, 42_000], 'CONCERT', { chance: 0.35 }),
    yearly('06-18 06-20 06-22', ['Hôtel du Rhône', 'Café des Arts'], [-16_400, -2_900], 'LYON'),
    yearly('09-09', 'Zoë Lefèvre', -8_500, 'TICKETS', { to: 'acc-zoe-main' }),
  ],

  'acc-dmitry-main': [
    monthly(5, 'ООО «Северный проект»', 14_860_000, 'ЗАРПЛАТА', { workday: true }),
    monthly(20, 'ООО «Северный проект»', 7_500_000, 'АВАНС', { workday: true }),
    yearly('12-25', 'ООО «Северный проект»', 11_000_000, 'ПРЕМИЯ'),
    monthly(3, 'Управляющая компания «Уют»', [-1_240_000, -870_000], 'КВАРТПЛАТА', { winter: true }),
    monthly(10, 'Банк «Маяк»', -5_480_000, 'ИПОТЕКА'),
    monthly(12, 'Связь Сервис', -85_000, 'ТЕЛЕФОН И ИНТЕРНЕТ'),
    monthly(15, 'Кинотека', -39_900, 'ПОДПИСКА'),
    weekly([6], ['Гастроном «Центральный»', 'Рынок на Садовой'], [-920_000, -380_000], 'ПРОДУКТЫ'),
    weekly([1, 4], ['Гастроном «Центральный»', 'Булочная № 3'], [-240_000, -60_000], 'ПРОДУКТЫ', { chance: 0.75 }),
    weekly([2], 'Метро', -228_000, 'ПРОЕЗД', { chance: 0.3 }),
    weekly([5], ['Кафе «Пароход»', 'Кинотеатр «Заря»'], [-480_000, -110_000], 'ОТДЫХ', { chance: 0.5 }),
    monthly(22, 'На квартиру', -7_500_000, 'НАКОПЛЕНИЯ', { to: 'acc-dmitry-savings' }),
    monthly(17, ['Аптека на Невском', 'Спорттовары «Вертикаль»'], [-890_000, -120_000], 'ПОКУПКИ', { chance: 0.6 }),
    yearly('03-07', 'Цветы у дома', -350_000, 'К 8 МАРТА'),
    yearly('12-28 12-30', ['Детский мир', 'Книжный двор'], [-1_450_000, -420_000], 'ПОДАРКИ'),
  ],
  'acc-dmitry-savings': [monthly(28, 'Проценты', [540_000, 690_000], 'ПРОЦЕНТЫ')],
  'acc-dmitry-trips': [
    monthly(8, 'Nordwind Beratung GmbH', [22_000, 48_000], 'BERATUNG', { chance: 0.5 }),
    yearly('08-14 08-16 08-18 08-20', ['Villa Aurora', 'Trattoria al Porto'], [-18_500, -3_200], 'ОТПУСК'),
    yearly('08-25', 'Zoë Lefèvre', -12_000, 'ЗА БИЛЕТЫ', { to: 'acc-zoe-main' }),
  ],

  'acc-yuki-main': [
    monthly(25, 'Hoshino Translation KK', 318_000, 'SALARY', { workday: true }),
    yearly('07-10 12-10', 'Hoshino Translation KK', 260_000, 'BONUS'),
    monthly(27, 'Sakura Estate', -146_000, 'RENT'),
    monthly(6, 'Tokyo Denryoku', [-11_400, -7_200], 'ELECTRICITY', { winter: true }),
    monthly(10, 'Tsubame Mobile', -4_980, 'PHONE'),
    weekly([6], ['Midori Supermarket', 'Tsukiji Sakana'], [-9_800, -4_300], 'GROCERIES'),
    weekly([2, 4], ['Midori Supermarket', 'Konbini 24'], [-2_600, -480], 'GROCERIES', { chance: 0.75 }),
    weekly([1], 'Metro Pass', -3_000, 'TRAVEL', { chance: 0.6 }),
    weekly([5], ['Izakaya Tora', 'Eiga-kan Shibuya'], [-6_800, -1_900], 'EVENING', { chance: 0.5 }),
    monthly(15, ['Kinokuniya Hon', 'Bungu-ya'], [-5_400, -1_100], 'BOOKS', { chance: 0.6 }),
    yearly('04-29 05-03 05-04', ['Ryokan Hakone', 'Shinkansen'], [-38_000, -9_800], 'GOLDEN WEEK'),
    yearly('01-01', 'Otoshidama', -30_000, 'NEW YEAR'),
  ],
  'acc-yuki-pounds': [
    monthly(18, 'Granta Translations', [21_000, 56_000], 'INVOICE', { chance: 0.8 }),
    monthly(9, 'City Language Society', -2_400, 'MEMBERSHIP'),
    weekly([4], ['Kettle & Crumb', 'Second Shelf'], [-2_700, -650], 'LONDON', { chance: 0.25 }),
    monthly(21, 'Oliver Bennett', [-18_000, -6_000], 'BOOKSHELVES', { chance: 0.2, to: 'acc-oliver-current' }),
  ],

  'acc-zoe-main': [
    monthly(28, 'Atelier Garance SARL', 241_000, 'SALAIRE', { workday: true }),
    monthly(5, 'Régie des Deux Ponts', -86_000, 'LOYER'),
    monthly(8, 'Électricité du Rhône', [-8_800, -5_600], 'ÉLECTRICITÉ', { winter: true }),
    monthly(12, 'Télécom Lumière', -2_999, 'INTERNET'),
    monthly(3, 'Transports Lyonnais', -7_040, 'ABONNEMENT'),
    weekly([6], ['Marché Saint-Antoine', 'Épicerie Moreau'], [-7_400, -3_100], 'COURSES'),
    weekly([2], ['Boulangerie Petit', 'Épicerie Moreau'], [-2_100, -480], 'COURSES', { chance: 0.8 }),
    weekly([5], ['Bouchon des Filles', 'Cinéma Comœdia'], [-4_800, -1_150], 'SORTIE', { chance: 0.5 }),
    monthly(16, 'Librairie Passages', [-4_200, -990], 'LIVRES', { chance: 0.6 }),
    monthly(23, 'Livret', -60_000, 'ÉPARGNE', { to: 'acc-zoe-savings' }),
    monthly(11, 'Мария Соколова', [-6_400, -2_200], 'CONCERT', { chance: 0.3, to: 'acc-maria-trips' }),
    yearly('02-17 02-19 02-21', ['Chalet des Neiges', 'Remontées du Mont'], [-24_000, -4_600], 'SKI'),
    yearly('12-12 12-19', ['Galerie Ravel', 'Jouets Anciens'], [-9_800, -2_400], 'CADEAUX'),
  ],
  'acc-zoe-savings': [monthly(28, 'Intérêts', [2_050, 2_310], 'INTÉRÊTS')],
};
