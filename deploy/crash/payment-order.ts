import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import {
  cancelPayment,
  createPayment,
  FINAL_PAYMENT_STATES,
  type PayeeChoice,
  readPayment,
} from '../../shared/payment.ts';
import { type CrashCustomer, type OwnAccount, persist } from './crash-customer.ts';
import type { Random } from './seeded-random.ts';

/** What one customer wants of one payment. The reference is known to the branch, to the bank, and to nobody else. */
export interface PaymentOrder {
  readonly customer: CrashCustomer;
  readonly debtor: OwnAccount;
  readonly payee: PayeeChoice;
  readonly amount: string;
  readonly reference: string;
  readonly wish: 'approve' | 'deny' | 'cancel';
  /** When whoever wants to cancel does, counted from when the branch took the payment. */
  readonly cancelAfterMs: number;
}

/** What the customer was told. */
export interface PlacedOrder {
  readonly order: PaymentOrder;
  /** Null where the branch never took it. */
  readonly paymentId: string | null;
  /** As the customer last saw it. */
  readonly state: string | null;
  /** Why it came to no end; null where it did. */
  readonly stuck: string | null;
}

const MAX_CANCEL_AFTER_MS = 2000;
const WATCH_MS = 120;
/** The branch tries again every half minute in the end, and each of its tries may be the one at which the bank is killed next. */
const PATIENCE_MS = 300_000;

/** Five of a round: most are approved; one is denied or cancelled. Between own accounts, customers, and to elsewhere. */
export function chooseOrders(random: Random, customers: readonly CrashCustomer[], round: number): PaymentOrder[] {
  const wishes = [
    'approve',
    'approve',
    'approve',
    random.pick(['approve', 'deny'] as const),
    random.pick(['deny', 'cancel'] as const),
  ] as const;
  return wishes.map((wish, index) => {
    const customer = customers[(index + round) % customers.length] as CrashCustomer;
    const debtor = random.pick(customer.accounts);
    return {
      customer,
      debtor,
      payee: random.pick(payeesFor(customer, debtor, customers)),
      amount: `${random.below(3)}.${String(1 + random.below(99)).padStart(2, '0')}`,
      reference: `CRASH ${round} ${index}`,
      wish,
      cancelAfterMs: random.below(MAX_CANCEL_AFTER_MS),
    };
  });
}

/** Who does not bank here. */
const STRANGER: PayeeChoice = { kind: 'account', name: 'Hartley Lettings', identification: '60837112345678' };

function payeesFor(payer: CrashCustomer, debtor: OwnAccount, customers: readonly CrashCustomer[]): PayeeChoice[] {
  const own = payer.accounts
    .filter(({ id }) => id !== debtor.id)
    .map(({ id }) => ({ kind: 'own' as const, accountId: id }));
  const others = customers
    .filter((customer) => customer !== payer)
    .flatMap(({ username, accounts }) =>
      accounts.map(({ identification }) => ({ kind: 'account' as const, name: username, identification })),
    );
  return [...own, ...others, STRANGER];
}

/** Sees a payment through, as a person with a form and a phone would. Never throws: what went wrong is told. */
export async function carryOut(order: PaymentOrder): Promise<PlacedOrder> {
  let paymentId: string | null = null;
  let state: string | null = null;
  try {
    paymentId = await place(order);
    for await (state of watch(order, paymentId));
    return { order, paymentId, state, stuck: null };
  } catch (error) {
    return { order, paymentId, state, stuck: `${order.reference}: ${(error as Error).message}` };
  }
}

/** One key, as often as it takes. Answers the payment's id. */
function place({ customer, debtor, payee, amount, reference }: PaymentOrder): Promise<string> {
  const intent = {
    debtorAccountId: debtor.id,
    payee,
    amount,
    currency: 'GBP',
    reference,
    schedule: { kind: 'now' },
  };
  const key = randomUUID();
  return persist(`${reference} at the branch`, async () => {
    const answer = await customer.call(createPayment.method, createPayment.path, { key, intent });
    if (!answer || answer.body.code === 'too-many-open-payments') return null;
    if (answer.status !== 200) throw new Error(`the branch refused the payment: ${answer.body.code}`);
    return answer.body.payment.id as string;
  });
}

/** Says each state that the customer sees, and does as they wish, until the payment has come to its end. */
async function* watch({ customer, wish, cancelAfterMs }: PaymentOrder, id: string): AsyncGenerator<string> {
  const began = Date.now();
  let cancelled = false;
  let state = 'unseen';
  while (Date.now() - began < PATIENCE_MS) {
    await delay(WATCH_MS);
    const answer = await customer.call('GET', readPayment.path.replace(':paymentId', id));
    if (!answer) continue;
    if (answer.status !== 200) throw new Error(`payment ${id} is no longer known: ${answer.body.code}`);
    const { payment } = answer.body;
    state = payment.state;
    yield state;
    if (FINAL_PAYMENT_STATES.includes(state as never)) return;
    if (wish !== 'cancel') {
      if (payment.bindingCode) await customer.decide(payment.bindingCode, wish);
    } else if (!cancelled && Date.now() - began > cancelAfterMs) {
      cancelled = (await customer.call('POST', cancelPayment.path.replace(':paymentId', id))) !== null;
    }
  }
  throw new Error(`payment ${id} is still ${state} after ${PATIENCE_MS / 1000} s`);
}
