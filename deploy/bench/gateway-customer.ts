import { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from '@colyseus/sdk';
import { DEMO_SIGN_INS } from '../../server/sandbox-bank/demo-people.ts';
import { enterBranch } from '../../shared/branch.ts';
import { NOTICE, Notice, ROOMS_PATH } from '../../shared/rooms.ts';
import { type CrashCustomer, createCustomer, type OwnAccount } from '../crash/crash-customer.ts';
import type { GatewayHouse } from './gateway-house.ts';

/** One who pays, by one payment after another, and approves each with a passkey of their own on the bank's pages. */
export interface Payer extends CrashCustomer {
  readonly subject: string;
  readonly debtor: OwnAccount;
  /** How often the branch has said that this payment changed. */
  noticesOf(paymentId: string): number;
  /** Resolves at the next notice of any payment of this customer's, or after `patienceMs`. */
  notice(patienceMs: number): Promise<void>;
  leave(): Promise<void>;
}

/** Whom the payment is for, and what about. */
export interface Order {
  readonly payer: Payer;
  readonly payee: { readonly name: string; readonly identification: string };
  readonly amount: string;
  readonly reference: string;
}

/** Milliseconds of one payment. */
export interface Paid {
  /** From the wish to pay until it is known to be booked. */
  readonly totalMs: number;
  /** The customer at the bank: the list of what waits, the question, the passkey, the answer. */
  readonly approvalMs: number;
  /** From the customer's answer until whoever asked for it has heard of it: the wire has it polled, once a second. */
  readonly unheardMs: number;
}

/** With an account in pounds. */
const USERNAMES = ['anna', 'oliver', 'maria', 'yuki'];
const BRANCH = 'flagship';
const AMOUNT = '0.25';

/** Two of them may be one person with two phones and browsers: far below the five open payments that a customer may have. */
export async function createPayers(house: GatewayHouse, count: number): Promise<Payer[]> {
  const payers: Payer[] = [];
  for (let index = 0; index < count; index++) {
    const customer = await createCustomer(house, USERNAMES[index % USERNAMES.length] ?? '');
    const own = Math.floor(index / USERNAMES.length) % customer.accounts.length;
    payers.push({
      ...customer,
      ...(await followNotices(house, customer)),
      subject: DEMO_SIGN_INS.find(({ username }) => username === customer.username)?.subject ?? '',
      debtor: customer.accounts[own] as OwnAccount,
    });
  }
  return payers;
}

let orders = 0;

/** In a ring, so that nobody runs dry. */
export function nextOrder(payers: readonly Payer[], index: number): Order {
  const payee = payers[(index + 1) % payers.length] as Payer;
  orders += 1;
  return {
    payer: payers[index] as Payer,
    payee: { name: payee.username, identification: payee.debtor.identification },
    amount: AMOUNT,
    reference: `BENCH ${orders}`,
  };
}

/** The browser's way: a link to the branch room over which it hears that there is something to read. */
async function followNotices({ branchUrl }: GatewayHouse, customer: CrashCustomer) {
  const path = enterBranch.path.replace(':branchId', BRANCH);
  const entered = await customer.call(enterBranch.method, path, { presence: 'bodiless' });
  if (entered?.status !== 200) throw new Error(`${customer.username} did not get into the branch: ${entered?.status}`);
  const client = new Client(branchUrl + ROOMS_PATH, { headers: { origin: branchUrl } });
  const room = await client.consumeSeatReservation(entered.body.seat);
  const counts = new Map<string, number>();
  const heard = new EventEmitter();
  room.onMessage(NOTICE, (message: unknown) => {
    const { data } = Notice.safeParse(message);
    if (data?.kind !== 'payment-changed') return;
    counts.set(data.paymentId, (counts.get(data.paymentId) ?? 0) + 1);
    heard.emit('notice');
  });
  return {
    noticesOf: (paymentId: string) => counts.get(paymentId) ?? 0,
    async notice(patienceMs: number) {
      const over = new AbortController();
      const next = new Promise<void>((resolve) => heard.once('notice', resolve));
      await Promise.race([next, delay(patienceMs, undefined, { signal: over.signal })]);
      over.abort();
    },
    leave: async () => void (await room.leave()),
  };
}
