import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { cancelPayment, createPayment, FINAL_PAYMENT_STATES } from '../../shared/payment.ts';
import { type CrashCustomer, type OwnAccount, persist } from './crash-customer.ts';
import type { Random } from './seeded-random.ts';

/** What one customer wants of one payment. The reference is known to the branch, to the bank, and to nobody else. */
export interface PaymentOrder {
  readonly customer: CrashCustomer;
  readonly debtor: OwnAccount;
  readonly payee: { readonly name: string; readonly identification: string };
  readonly amount: string;
  readonly reference: string;
  readonly wish: 'approve' | 'deny' | 'cancel';
  /** When whoever wants to cancel does, counted from when the branch took the payment. */
  readonly cancelAfterMs: number;
  /** Wrong, and to be found out: what got no answer is done again under a new key. */
  readonly freshKeys: boolean;
}

/** What the customer was told: the payments that the branch took, each with its last state. */
export interface PlacedOrder {
  readonly order: PaymentOrder;
  readonly payments: ReadonlyMap<string, string>;
  /** Why it came to no end; null where it did. */
  readonly stuck: string | null;
}

const MAX_CANCEL_AFTER_MS = 2000;
const WATCH_MS = 120;
const PATIENCE_MS = 90_000;

export function chooseOrders(
  random: Random,
  customers: readonly CrashCustomer[],
  round: number,
  freshKeys: boolean,
): PaymentOrder[] {
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
    const payees = customers.flatMap(({ username, accounts }) =>
      accounts.map(({ identification }) => ({ name: username, identification })),
    );
    return {
      customer,
      debtor,
      payee: random.pick([
        ...payees.filter(({ identification }) => identification !== debtor.identification),
        STRANGER,
      ]),
      amount: `${random.below(3)}.${String(1 + random.below(99)).padStart(2, '0')}`,
      reference: `CRASH ${round} ${index}`,
      wish,
      cancelAfterMs: random.below(MAX_CANCEL_AFTER_MS),
      freshKeys,
    };
  });
}

/** Who does not bank here. */
const STRANGER = { name: 'Hartley Lettings', identification: '60837112345678' };

/** Sees a payment through, as a person with a form and a phone would. Never throws: what went wrong is told. */
export async function carryOut(order: PaymentOrder): Promise<PlacedOrder> {
  const payments = new Map<string, string>();
  try {
    await place(order, payments);
    await Promise.all([...payments.keys()].map((id) => seeThrough(order, id, payments)));
    return { order, payments, stuck: null };
  } catch (error) {
    return { order, payments, stuck: `${order.reference}: ${(error as Error).message}` };
  }
}

async function place(order: PaymentOrder, payments: Map<string, string>): Promise<void> {
  const { customer, debtor, payee, amount, reference } = order;
  const intent = {
    debtorAccountId: debtor.id,
    payee: { kind: 'account', ...payee },
    amount,
    currency: 'GBP',
    reference,
    schedule: { kind: 'now' },
  };
  let key = randomUUID();
  await persist(`${reference} at the branch`, async () => {
    const answer = await customer.call(createPayment.method, createPayment.path, { key, intent });
    if (!answer && order.freshKeys) {
      key = randomUUID();
      await learnOfOthers(order, payments);
    }
    if (answer?.status === 200) payments.set(answer.body.payment.id, answer.body.payment.state);
    else if (answer && answer.body.code !== 'too-many-open-payments')
      throw new Error(`the branch refused the payment: ${answer.body.code}`);
    return answer?.status === 200 ? answer : null;
  });
  if (order.freshKeys) await learnOfOthers(order, payments);
}

/** The customer who wrongly started again sees all that came of it in the list, and approves whatever asks. */
async function learnOfOthers({ customer, reference }: PaymentOrder, payments: Map<string, string>): Promise<void> {
  const listed = await persist('the list of payments', () => customer.call('GET', '/api/payments'));
  for (const payment of listed.body.payments)
    if (payment.reference === reference) payments.set(payment.id, payment.state);
}

async function seeThrough(order: PaymentOrder, id: string, payments: Map<string, string>): Promise<void> {
  const { customer, wish, reference, cancelAfterMs } = order;
  const began = Date.now();
  let cancelled = false;
  while (Date.now() - began < PATIENCE_MS) {
    await delay(WATCH_MS);
    const answer = await customer.call('GET', `/api/payments/${id}`);
    if (answer && answer.status !== 200) throw new Error(`payment ${id} is no longer known: ${answer.body.code}`);
    const payment = answer?.body.payment;
    if (payment) payments.set(id, payment.state);
    if (payment && FINAL_PAYMENT_STATES.includes(payment.state)) return;
    if (wish === 'cancel') {
      if (cancelled || Date.now() - began < cancelAfterMs) continue;
      const answered = await customer.call('POST', cancelPayment.path.replace(':paymentId', id));
      cancelled = answered !== null;
    } else if (payment?.bindingCode) await customer.decide(payment.bindingCode, wish);
  }
  throw new Error(`payment ${id} is still ${payments.get(id)} after ${PATIENCE_MS / 1000} s (${reference})`);
}
