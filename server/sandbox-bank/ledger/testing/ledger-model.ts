/** The ledger as simple as it can be said, to hold the real one against. Ids and accounts are small numbers; times are minutes. */

export interface ModelOrder {
  readonly id: number;
  readonly from: number;
  readonly to: number;
  readonly amount: bigint;
}
interface ModelTransfer extends ModelOrder {
  state: 'pending' | 'posted' | 'voided' | 'expired';
  expiresAt: number;
  posted: bigint;
}
export interface ModelAccount {
  readonly overdraft: bigint;
  balance: bigint;
  reserved: bigint;
  /** Signed, oldest first. */
  readonly entries: bigint[];
}

export function createLedgerModel(overdrafts: readonly bigint[]) {
  const accounts = overdrafts.map((overdraft): ModelAccount => ({ overdraft, balance: 0n, reserved: 0n, entries: [] }));
  const transfers = new Map<number, ModelTransfer>();
  const of = (index: number) => accounts[index] as ModelAccount;

  function book(transfer: ModelTransfer, amount: bigint): void {
    const [from, to] = [of(transfer.from), of(transfer.to)];
    transfer.state = 'posted';
    transfer.posted = amount;
    from.balance -= amount;
    from.entries.push(-amount);
    to.balance += amount;
    to.entries.push(amount);
  }

  function make(order: ModelOrder, state: 'pending' | 'posted', expiresAt: number): string {
    if (order.amount <= 0n || order.from === order.to) return 'transfer-malformed';
    const earlier = transfers.get(order.id);
    if (earlier) {
      const same = earlier.from === order.from && earlier.to === order.to && earlier.amount === order.amount;
      return same ? `already-${earlier.state}` : 'id-reused';
    }
    const from = of(order.from);
    if (from.balance - from.reserved + from.overdraft < order.amount) return 'insufficient-funds';
    const transfer: ModelTransfer = { ...order, state, expiresAt, posted: 0n };
    transfers.set(order.id, transfer);
    if (state === 'posted') book(transfer, order.amount);
    else from.reserved += order.amount;
    return state;
  }

  function resolve(id: number, state: 'posted' | 'voided', now: number, amount?: bigint): string {
    if (amount !== undefined && amount <= 0n) return 'amount-out-of-range';
    const transfer = transfers.get(id);
    if (!transfer) return 'transfer-unknown';
    const wanted = amount ?? transfer.amount;
    if (transfer.state === 'posted' && state === 'posted' && transfer.posted !== wanted) return 'amount-differs';
    if (transfer.state !== 'pending') return `already-${transfer.state}`;
    const due = transfer.expiresAt <= now;
    if (!due && state === 'posted' && wanted > transfer.amount) return 'amount-out-of-range';
    of(transfer.from).reserved -= transfer.amount;
    transfer.state = due ? 'expired' : state;
    if (due) return 'already-expired';
    if (state === 'posted') book(transfer, wanted);
    return state;
  }

  return {
    accounts,
    make,
    resolve,
    expire(now: number): void {
      for (const [id, transfer] of transfers)
        if (transfer.state === 'pending' && transfer.expiresAt <= now) resolve(id, 'voided', now);
    },
  };
}
export type LedgerModel = ReturnType<typeof createLedgerModel>;
