/** Accounts of the demo people and what they live on: data for the seed. Amounts in pence. */

export interface DemoAccount {
  readonly id: string;
  /** `subject` of its owner in `demo-people.ts`. */
  readonly customer: string;
  readonly name: string;
  /** Eight digits after the sort code. */
  readonly number: string;
  readonly overdraft: bigint;
  readonly opening: bigint;
  /** What happens every month: day, who, pence (negative is spent), reference. */
  readonly month: readonly (readonly [day: number, who: string, pence: bigint, reference: string])[];
}

const ANNA = 'c-7f31a9d2';
const OLIVER = 'c-2c84e0b6';
const MARIA = 'c-b95d1476';

export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  {
    id: 'acc-anna-current',
    customer: ANNA,
    name: 'Current account',
    number: '31926819',
    overdraft: 50_000n,
    opening: 412_075n,
    month: [
      [1, 'Hartley Lettings', -95_000n, 'RENT'],
      [2, 'Thames Water', -3_412n, 'WATER'],
      [3, 'Greengrocer on the Hill', -2_365n, 'GROCERIES'],
      [5, 'Octave Energy', -7_830n, 'ENERGY'],
      [8, 'City Library Cafe', -640n, 'COFFEE'],
      [9, 'Northern Rail', -4_250n, 'TICKETS'],
      [12, 'Market Street Bakery', -1_180n, 'BREAD'],
      [15, 'Riverside Gym', -3_200n, 'MEMBERSHIP'],
      [17, 'Greengrocer on the Hill', -3_027n, 'GROCERIES'],
      [21, 'Fern & Sons Books', -2_199n, 'BOOKS'],
      [25, 'Alder Engineering Ltd', 284_500n, 'SALARY'],
      [27, 'The Corner Theatre', -3_600n, 'THEATRE'],
    ],
  },
  {
    id: 'acc-anna-savings',
    customer: ANNA,
    name: 'Savings',
    number: '31926827',
    overdraft: 0n,
    opening: 1_250_000n,
    month: [[28, 'Interest', 2_604n, 'INTEREST']],
  },
  {
    id: 'acc-oliver-current',
    customer: OLIVER,
    name: 'Current account',
    number: '55779911',
    overdraft: 0n,
    opening: 198_340n,
    month: [
      [2, 'Beacon Building Society', -81_250n, 'MORTGAGE'],
      [4, 'Octave Energy', -9_215n, 'ENERGY'],
      [6, 'Quayside Fishmonger', -1_845n, 'FISH'],
      [10, 'Willow Nursery School', -24_000n, 'NURSERY'],
      [13, 'Harbour Cycles', -5_450n, 'SERVICE'],
      [16, 'Lantern Broadband', -2_900n, 'INTERNET'],
      [19, 'Quayside Fishmonger', -2_130n, 'FISH'],
      [22, 'Parkside Veterinary', -4_675n, 'BISCUIT'],
      [26, 'Bennett Joinery Ltd', 231_800n, 'DRAWINGS'],
      [28, 'Old Ship Inn', -3_380n, 'SUNDAY LUNCH'],
    ],
  },
  {
    id: 'acc-oliver-savings',
    customer: OLIVER,
    name: 'Rainy day',
    number: '55779929',
    overdraft: 0n,
    opening: 320_000n,
    month: [[28, 'Interest', 667n, 'INTEREST']],
  },
  {
    id: 'acc-maria-current',
    customer: MARIA,
    name: 'Текущий счёт',
    number: '70872490',
    overdraft: 25_000n,
    opening: 276_512n,
    month: [
      [1, 'Hartley Lettings', -112_000n, 'FLAT 4'],
      [3, 'Birch Tree Deli', -1_960n, 'GROCERIES'],
      [7, 'Transport for London', -7_600n, 'TRAVEL'],
      [8, 'Библиотека имени Пушкина', -1_500n, 'ЧЛЕНСКИЙ ВЗНОС'],
      [11, 'Strings & Bows', -3_850n, 'VIOLIN STRINGS'],
      [14, 'Lantern Mobile', -1_800n, 'PHONE'],
      [18, 'Pine Street Pharmacy', -1_245n, 'PHARMACY'],
      [20, 'Quartet Concerts', 46_000n, 'PERFORMANCE'],
      [24, 'St Anne School of Music', 198_000n, 'SALARY'],
      [27, 'Музыкальная лавка', -2_750n, 'НОТЫ'],
    ],
  },
  {
    id: 'acc-maria-savings',
    customer: MARIA,
    name: 'Накопления',
    number: '70872508',
    overdraft: 0n,
    opening: 540_000n,
    month: [[28, 'Interest', 1_125n, 'INTEREST']],
  },
];
