import { britishIban } from '../../shared/account-number.ts';
import { BANK_CODE, SORT_CODE } from './clearing.ts';

/** What the demo people own, whom they know and what they have arranged: data for the seed. Amounts in minor units. */

export interface DemoAccount {
  readonly id: string;
  /** `subject` of its owner in `demo-people.ts`. */
  readonly customer: string;
  readonly name: string;
  readonly currency: string;
  /** Sort code and account number of a pound account, an IBAN of another. */
  readonly identification: string;
  readonly overdraft: number;
  /** What was on it a year ago. */
  readonly opening: number;
}

const ANNA = 'c-7f31a9d2';
const OLIVER = 'c-2c84e0b6';
const MARIA = 'c-b95d1476';
const DMITRY = 'c-51c7e8f0';
const YUKI = 'c-e0936b2a';
const ZOE = 'c-84fa2d19';

/** `number`: eight digits after the sort code. */
function account(
  id: string,
  customer: string,
  name: string,
  currency: string,
  number: string,
  opening: number,
  overdraft = 0,
): DemoAccount {
  const local = SORT_CODE + number;
  const identification = currency === 'GBP' ? local : britishIban(BANK_CODE, local);
  return { id, customer, name, currency, identification, overdraft, opening };
}

export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  account('acc-anna-current', ANNA, 'Current account', 'GBP', '31926819', 412_075, 50_000),
  account('acc-anna-savings', ANNA, 'Savings', 'GBP', '31926827', 1_250_000),
  account('acc-oliver-current', OLIVER, 'Current account', 'GBP', '55779911', 348_340),
  account('acc-oliver-savings', OLIVER, 'Rainy day', 'GBP', '55779929', 320_000),
  account('acc-maria-current', MARIA, 'Текущий счёт', 'GBP', '70872490', 276_512, 25_000),
  account('acc-maria-savings', MARIA, 'Накопления', 'GBP', '70872508', 540_000),
  account('acc-maria-trips', MARIA, 'Поездки', 'EUR', '70872516', 64_000),
  account('acc-dmitry-main', DMITRY, 'Зарплатный счёт', 'RUB', '42158803', 8_412_050, 5_000_000),
  account('acc-dmitry-savings', DMITRY, 'На квартиру', 'RUB', '42158811', 61_500_000),
  account('acc-dmitry-trips', DMITRY, 'Отпуск', 'EUR', '42158829', 125_000),
  account('acc-yuki-main', YUKI, 'Yen account', 'JPY', '86301174', 742_300),
  account('acc-yuki-pounds', YUKI, 'Pound account', 'GBP', '86301182', 94_500),
  account('acc-zoe-main', ZOE, 'Compte courant', 'EUR', '19447036', 231_780, 30_000),
  account('acc-zoe-savings', ZOE, 'Livret', 'EUR', '19447044', 880_000),
];

/** By phone: numbers that Ofcom keeps for films, and Russian ones of a code that is nobody's. */
export const DEMO_ALIASES: readonly (readonly [phone: string, accountId: string])[] = [
  ['+447700900101', 'acc-anna-current'],
  ['+447700900123', 'acc-oliver-current'],
  ['+447700900147', 'acc-maria-current'],
  ['+447700900166', 'acc-yuki-pounds'],
  ['+447700900188', 'acc-zoe-main'],
  ['+70000000101', 'acc-dmitry-main'],
];

/** Whom they have saved. */
export const DEMO_BENEFICIARIES: readonly (readonly [accountId: string, name: string, identification: string])[] = [
  ['acc-anna-current', 'Hartley Lettings', '60837100000001'],
  ['acc-anna-current', 'Мария Соколова', `${SORT_CODE}70872490`],
  ['acc-anna-current', 'Oliver Bennett', `${SORT_CODE}55779911`],
  ['acc-oliver-current', 'Anna Petrova', `${SORT_CODE}31926819`],
  ['acc-oliver-current', 'Willow Nursery School', '60837100000043'],
  ['acc-maria-current', 'Anna Petrova', `${SORT_CODE}31926819`],
  ['acc-maria-current', 'Hartley Lettings', '60837100000001'],
  ['acc-maria-trips', 'Zoë Lefèvre', britishIban(BANK_CODE, `${SORT_CODE}19447036`)],
  ['acc-dmitry-trips', 'Zoë Lefèvre', britishIban(BANK_CODE, `${SORT_CODE}19447036`)],
  ['acc-dmitry-trips', 'Мария Соколова', britishIban(BANK_CODE, `${SORT_CODE}70872516`)],
  ['acc-yuki-pounds', 'Oliver Bennett', `${SORT_CODE}55779911`],
  ['acc-zoe-main', 'Дмитрий Волков', britishIban(BANK_CODE, `${SORT_CODE}42158829`)],
];

/** Live all year, and for good: every month on a day, or every week on one (Monday is 1). */
export interface DemoStandingOrder {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly amount: number;
  readonly reference: string;
  readonly every: 'month' | 'week';
  readonly on: number;
}

export const DEMO_STANDING_ORDERS: readonly DemoStandingOrder[] = [
  {
    id: 'dso-demo-anna-savings',
    from: 'acc-anna-current',
    to: 'acc-anna-savings',
    amount: 60_000,
    reference: 'SAVINGS',
    every: 'month',
    on: 27,
  },
  {
    id: 'dso-demo-oliver-violin',
    from: 'acc-oliver-current',
    to: 'acc-maria-current',
    amount: 2_800,
    reference: 'VIOLIN LESSON',
    every: 'week',
    on: 4,
  },
];
