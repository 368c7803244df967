import { randomUUID } from 'node:crypto';
import { createPayment, FINAL_PAYMENT_STATES, type Payment, readPayment } from '../../shared/payment.ts';
import type { Order, Paid } from './gateway-customer.ts';

/** What the browser does where a notice is lost (client/banking/pay/use-payment.ts). */
const POLL_MS = 3000;
const PATIENCE_MS = 60_000;

/** One payment through the branch, as its browser client makes it: written down, read again at each notice until it is booked. */
export async function payThroughBranch(order: Order): Promise<Paid> {
  const { payer } = order;
  const began = performance.now();
  let payment = await place(order);
  let approvalMs = 0;
  let answeredAt = 0;
  let heardAt = 0;
  let approving: Promise<void> | null = null;
  async function approve(code: string): Promise<void> {
    const seenAt = performance.now();
    await payer.decide(code, 'approve');
    answeredAt = performance.now();
    approvalMs = answeredAt - seenAt;
  }
  let notices = 0;
  while (!FINAL_PAYMENT_STATES.some((state) => state === payment.state)) {
    if (performance.now() - began > PATIENCE_MS) throw new Error(`${order.reference} is still ${payment.state}`);
    if (payment.bindingCode) approving ??= approve(payment.bindingCode);
    else if (approving) heardAt ||= performance.now();
    // One that came while the last was read means another read.
    if (payer.noticesOf(payment.id) === notices) await payer.notice(POLL_MS);
    notices = payer.noticesOf(payment.id);
    payment = await read(payment, order);
  }
  const bookedAt = performance.now();
  if (payment.state !== 'booked') throw new Error(`${order.reference} ended ${payment.state}: ${payment.failure}`);
  await approving;
  return { totalMs: bookedAt - began, approvalMs, unheardMs: Math.max(0, (heardAt || bookedAt) - answeredAt) };
}

function place({ payer, payee, amount, reference }: Order): Promise<Payment> {
  const intent = {
    debtorAccountId: payer.debtor.id,
    payee: { kind: 'account', ...payee },
    amount,
    currency: 'GBP',
    reference,
    schedule: { kind: 'now' },
  };
  return paymentOf(payer.call(createPayment.method, createPayment.path, { key: randomUUID(), intent }), reference);
}

function read({ id }: Payment, { payer, reference }: Order): Promise<Payment> {
  return paymentOf(payer.call(readPayment.method, readPayment.path.replace(':paymentId', id)), reference);
}

async function paymentOf(call: ReturnType<Order['payer']['call']>, reference: string): Promise<Payment> {
  const answer = await call;
  if (answer?.status !== 200)
    throw new Error(`the branch refused ${reference}: ${answer?.status} ${answer?.body.code}`);
  return answer.body.payment;
}
