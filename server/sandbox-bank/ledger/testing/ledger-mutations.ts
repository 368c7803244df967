/** One way to break a rule: in the ledger's SQL, the one place that is `find` becomes `replace`. */
export interface LedgerMutation {
  /** Of the check that must notice. */
  readonly rule: string;
  readonly find: string;
  readonly replace: string;
}

const removed = 'select 1';

export const LEDGER_MUTATIONS: readonly LedgerMutation[] = [
  {
    rule: 'what leaves one account arrives at the other',
    find: 'then -posted else posted end',
    replace: 'then -posted else 0 end',
  },
  {
    rule: 'what leaves one account arrives at the other',
    find: '-posted_minor as amount_minor',
    replace: 'posted_minor as amount_minor',
  },
  {
    rule: 'an account goes down to its overdraft limit and not a penny further',
    find: '+ overdraft_minor >= p_amount',
    replace: '+ overdraft_minor >= p_amount - 1',
  },
  {
    rule: 'a transfer of one id is booked once, however often it is sent and also when it has emptied the account',
    find: `if not found then return 'insufficient-funds'; end if;`,
    replace: `if not accounts.covered then return 'insufficient-funds'; end if;`,
  },
  {
    rule: 'an id is not taken for another transfer, and the refused one changes nothing',
    find: `then return 'id-reused'; end if;`,
    replace: 'then null; end if;',
  },
  {
    rule: 'nothing, less than nothing, too much, to oneself, to nobody or in another currency is refused',
    find: 'if accounts.in_currency < 2 then',
    replace: 'if false then',
  },
  {
    rule: 'a pending debit is held back, and a pending credit is not to be spent',
    find: 'then reserved - released else 0 end',
    replace: 'then 0 else 0 end',
  },
  {
    rule: 'a pending transfer has no entries until it is posted',
    find: `posted_minor, currency, payer_name, reference, resolved_at
    from transfer where state = 'posted'`,
    replace: 'amount_minor, currency, payer_name, reference, resolved_at from transfer',
  },
  {
    rule: 'posting may take less than was reserved, and never more',
    find: 'if p_amount > pending.amount_minor and not due then',
    replace: 'if false then',
  },
  {
    rule: 'posting may take less than was reserved, and never more',
    find: `then coalesce(p_amount, amount_minor) end`,
    replace: 'then amount_minor end',
  },
  {
    rule: 'posting may take less than was reserved, and never more',
    find: `then return 'amount-differs'; end if;`,
    replace: 'then null; end if;',
  },
  {
    rule: 'what is voided is the payer’s again and is not posted any more',
    find: `released bigint := case when tg_op = 'UPDATE' then old.amount_minor else 0 end`,
    replace: 'released bigint := coalesce(new.posted_minor, 0)',
  },
  {
    rule: 'what is posted is not voided any more',
    find: `return 'already-' || pending.state;`,
    replace: `return 'already-' || p_state;`,
  },
  {
    rule: 'a duplicate of a reservation is told what became of it, and holds nothing back again',
    find: `return 'already-' || earlier.state;`,
    replace: `return 'already-' || p_state;`,
  },
  {
    rule: 'from its expiry on a reservation is not posted, and what tries so frees the money',
    find: 'due := coalesce(pending.expires_at <= p_now, false)',
    replace: 'due := coalesce(pending.expires_at < p_now, false)',
  },
  {
    rule: 'the sweep frees what is due, once, and nothing else',
    find: 'then reserved - released else 0 end',
    replace: `then case new.state when 'expired' then 0 else reserved - released end else 0 end`,
  },
  {
    rule: 'whoever writes a transfer moves both balances with it',
    find: 'after insert or update on transfer',
    replace: 'after update on transfer',
  },
  {
    rule: 'a posted transfer is not changed, removed or swept away',
    find: `when (old.state <> 'pending' or`,
    replace: `when (old.state not in ('pending', 'posted') or`,
  },
  {
    rule: 'a posted transfer is not changed, removed or swept away',
    find: `create trigger transfer_stays before delete on transfer
    for each row execute function refuse_change('a transfer is never removed')`,
    replace: removed,
  },
  {
    rule: 'a posted transfer is not changed, removed or swept away',
    find: `create trigger transfers_stay before truncate on transfer
    for each statement execute function refuse_change('a transfer is never removed')`,
    replace: removed,
  },
  {
    rule: 'a pending transfer is resolved once, and nothing else about it changes',
    find: `when (old.state <> 'pending' or`,
    replace: `when (old.state not in ('pending', 'voided') or`,
  },
  {
    rule: 'a pending transfer is resolved once, and nothing else about it changes',
    find: `to_jsonb(new) - array['state', 'resolved_at', 'posted_minor']
        <> to_jsonb(old)`,
    replace: `to_jsonb(new) - array['state', 'resolved_at', 'posted_minor', 'amount_minor']
        <> to_jsonb(old) - 'amount_minor'`,
  },
  {
    rule: 'nobody posts more than is reserved, or after its expiry; nobody expires it before',
    find: 'check (posted_minor between 1 and amount_minor)',
    replace: 'check (posted_minor > 0)',
  },
  {
    rule: 'nobody posts more than is reserved, or after its expiry; nobody expires it before',
    find: 'resolved_at < expires_at)',
    replace: 'resolved_at <= expires_at)',
  },
  {
    rule: 'nobody posts more than is reserved, or after its expiry; nobody expires it before',
    find: `check (state <> 'expired' or coalesce(resolved_at >= expires_at, false))`,
    replace: 'check (true)',
  },
  {
    rule: 'a transfer is of one currency, between two accounts that are there, and of something',
    find: 'foreign key (debit_account_id, currency) references ledger_account (id, currency)',
    replace: 'foreign key (debit_account_id) references ledger_account (id)',
  },
  {
    rule: 'a transfer is of one currency, between two accounts that are there, and of something',
    find: 'foreign key (credit_account_id, currency) references ledger_account (id, currency)',
    replace: 'foreign key (credit_account_id) references ledger_account (id)',
  },
  {
    rule: 'a transfer is of one currency, between two accounts that are there, and of something',
    find: 'check (debit_account_id <> credit_account_id)',
    replace: 'check (true)',
  },
  {
    rule: 'a transfer is of one currency, between two accounts that are there, and of something',
    find: 'check (amount_minor > 0)',
    replace: 'check (true)',
  },
  {
    rule: 'nobody overdraws an account past its limit, nor lowers the limit below what is spent and reserved',
    find: 'balance_minor - reserved_minor >= -overdraft_minor)',
    replace: 'balance_minor >= -overdraft_minor)',
  },
  {
    rule: 'balances are moved by transfers alone, and an account opens empty',
    find: 'before update of balance_minor, reserved_minor on',
    replace: 'before update of balance_minor on',
  },
  {
    rule: 'balances are moved by transfers alone, and an account opens empty',
    find: 'new.balance_minor <> 0 or',
    replace: '',
  },
  {
    rule: 'of 64 drains of one account at once, only as many go as it can pay',
    find: 'order by id for no key update) as locked',
    replace: 'order by id) as locked',
  },
  {
    rule: 'reservations and transfers that drain one account at once never take more than it has',
    find: 'order by id for no key update) as locked',
    replace: 'order by id) as locked',
  },
  {
    rule: 'duplicates of one transfer at once collapse into one, and one of them alone is told that it was the first',
    find: 'if found then return p_state; end if;',
    replace: 'return p_state;',
  },
  {
    rule: 'of different transfers with one id at once, one is booked and the others are refused',
    find: 'on conflict (id) do nothing',
    replace: '',
  },
  {
    rule: 'transfers in opposite directions at once all go through, and lose nothing',
    find: 'order by id for no key update) as locked',
    replace: 'order by id = p_debit for no key update) as locked',
  },
  {
    rule: 'a reservation that is posted, voided and swept at once ends in one state, the same for all',
    find: `perform from ledger_account
    where id in (pending.debit_account_id, pending.credit_account_id) order by id for no key update;`,
    replace: '',
  },
];
