import { sql } from 'kysely';
import type { Migrations } from '../../lib/db.ts';
import { MAKE_TRANSFER, RESOLVE_TRANSFER } from './ledger-functions.ts';

/**
 * The ledger's rules, kept by the database itself, whoever writes. A transfer is one row that names both accounts: what
 * does not balance cannot be written down. Its two entries are read from it once it is posted (the view `entry`).
 */
const TABLES = [
  `alter table ledger_account
    add column reserved_minor bigint not null default 0,
    drop constraint no_overdraft_past_the_limit,
    add constraint no_overdraft_past_the_limit
      check (overdraft_minor is null or balance_minor - reserved_minor >= -overdraft_minor),
    add constraint reserved_is_not_negative check (reserved_minor >= 0),
    add constraint account_in_currency unique (id, currency)`,
  // Room for an account's next version beside its last: no row changes more often.
  'alter table ledger_account set (fillfactor = 80)',
  `create table transfer (
    id text primary key, sequence bigint generated always as identity, state text not null,
    debit_account_id text not null, credit_account_id text not null, amount_minor bigint not null, currency text not null,
    reference text not null, payer_name text not null, payee_name text not null,
    expires_at timestamptz, resolved_at timestamptz, posted_minor bigint,
    constraint debit_in_currency foreign key (debit_account_id, currency) references ledger_account (id, currency),
    constraint credit_in_currency foreign key (credit_account_id, currency) references ledger_account (id, currency),
    constraint between_two_accounts check (debit_account_id <> credit_account_id),
    constraint amount_is_positive check (amount_minor > 0),
    constraint state_is_known check (state in ('pending', 'posted', 'voided', 'expired')),
    constraint resolved_unless_pending check ((state = 'pending') = (resolved_at is null)),
    constraint amount_if_posted check ((state = 'posted') = (posted_minor is not null)),
    constraint posting_does_not_exceed check (posted_minor between 1 and amount_minor),
    constraint not_posted_when_due check (state <> 'posted' or expires_at is null or resolved_at < expires_at),
    constraint not_expired_before_due check (state <> 'expired' or coalesce(resolved_at >= expires_at, false)))`,
];

/** What earlier versions kept as two rows of a table `entry`. */
const CARRY_OVER = [
  `insert into transfer (id, state, debit_account_id, credit_account_id, amount_minor, currency, reference, payer_name,
      payee_name, resolved_at, posted_minor)
    select earlier.id, 'posted', debit.account_id, credit.account_id, credit.amount_minor, credit.currency,
      earlier.reference, credit.counterparty, debit.counterparty, earlier.booked_at, credit.amount_minor
    from earlier_transfer earlier
      join entry debit on debit.transfer_id = earlier.id and debit.amount_minor < 0
      join entry credit on credit.transfer_id = earlier.id and credit.amount_minor > 0
    order by debit.id`,
  'drop table entry',
  'drop table earlier_transfer',
  'drop function transfer_balances, entries_are_immutable',
];

const VIEWS = [
  `create index transfer_of_debtor on transfer (debit_account_id, resolved_at, sequence) where state = 'posted'`,
  `create index transfer_of_creditor on transfer (credit_account_id, resolved_at, sequence) where state = 'posted'`,
  `create index transfer_to_expire on transfer (expires_at) where state = 'pending' and expires_at is not null`,
  `create view entry as
    select sequence as id, id as transfer_id, debit_account_id as account_id, -posted_minor as amount_minor, currency,
      payee_name as counterparty, reference, resolved_at as booked_at
    from transfer where state = 'posted'
    union all
    select sequence, id, credit_account_id, posted_minor, currency, payer_name, reference, resolved_at
    from transfer where state = 'posted'`,
];

const TRIGGERS = [
  // The one place where balances move: with the transfer that moves them, in the same statement.
  `create function move_money() returns trigger language plpgsql as $$
    declare
      released bigint := case when tg_op = 'UPDATE' then old.amount_minor else 0 end;
      reserved bigint := case when new.state = 'pending' then new.amount_minor else 0 end;
      posted bigint := coalesce(new.posted_minor, 0);
    begin
      update ledger_account set
          balance_minor = balance_minor + case id when new.debit_account_id then -posted else posted end,
          reserved_minor = reserved_minor + case id when new.debit_account_id then reserved - released else 0 end
        where id in (new.debit_account_id, new.credit_account_id) and (id = new.debit_account_id or posted > 0);
      return null;
    end $$`,
  'create trigger transfer_moves_money after insert or update on transfer for each row execute function move_money()',
  `create function refuse_change() returns trigger language plpgsql as $$
    begin raise exception '%', tg_argv[0]; end $$`,
  `create trigger balance_follows_transfers before update of balance_minor, reserved_minor on ledger_account
    for each row when (pg_trigger_depth() = 0) execute function refuse_change('balances are moved by transfers alone')`,
  `create trigger account_opens_empty before insert on ledger_account
    for each row when (new.balance_minor <> 0 or new.reserved_minor <> 0)
    execute function refuse_change('an account is opened empty')`,
  `create trigger transfer_is_final before update on transfer
    for each row when (old.state <> 'pending' or new.state = 'pending'
      or to_jsonb(new) - array['state', 'resolved_at', 'posted_minor']
        <> to_jsonb(old) - array['state', 'resolved_at', 'posted_minor'])
    execute function refuse_change('a transfer is resolved once and otherwise never changed')`,
  `create trigger transfer_stays before delete on transfer
    for each row execute function refuse_change('a transfer is never removed')`,
  `create trigger transfers_stay before truncate on transfer
    for each statement execute function refuse_change('a transfer is never removed')`,
];

export const LEDGER_STATEMENTS: readonly string[] = [
  'alter table transfer rename to earlier_transfer',
  ...TABLES,
  ...CARRY_OVER,
  ...VIEWS,
  ...TRIGGERS,
  MAKE_TRANSFER,
  RESOLVE_TRANSFER,
];

/** `statements` differ from the ledger's own in the mutation check alone. */
export function ledgerMigrations(statements: readonly string[] = LEDGER_STATEMENTS): Migrations {
  return {
    'bank-010-ledger': {
      async up(db) {
        for (const statement of statements) await sql.raw(statement).execute(db);
      },
    },
  };
}
