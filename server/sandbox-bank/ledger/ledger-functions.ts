/**
 * The ledger's writers: one statement each, so that a transfer outside of a transaction is one round trip and one commit.
 * Both accounts are locked in the order of their ids before anything is written: of transfers that meet, one waits and
 * none deadlocks. Each answers a word of `ledger-transfers.ts`, and changes nothing where it refuses.
 */

/** `p_state`: `posted` (with `p_booked_at`), or `pending` (with `p_expires_at`, or null for one that does not expire). */
export const MAKE_TRANSFER = `
create function make_transfer(
  p_id text, p_state text, p_debit text, p_credit text, p_amount bigint, p_currency text, p_reference text,
  p_payer text, p_payee text, p_booked_at timestamptz, p_expires_at timestamptz
) returns text language plpgsql as $$
declare
  accounts record;
  earlier transfer;
begin
  select count(*) as known,
      count(*) filter (where currency = p_currency) as in_currency,
      bool_and(id <> p_debit or overdraft_minor is null
        or balance_minor - reserved_minor + overdraft_minor >= p_amount) as covered
    into accounts
    from (select * from ledger_account where id in (p_debit, p_credit) order by id for no key update) as locked;
  if accounts.known < 2 then return 'account-unknown'; end if;
  if accounts.in_currency < 2 then return 'transfer-malformed'; end if;

  if accounts.covered then
    insert into transfer (
        id, state, debit_account_id, credit_account_id, amount_minor, currency, reference,
        payer_name, payee_name, resolved_at, expires_at, posted_minor)
      values (
        p_id, p_state, p_debit, p_credit, p_amount, p_currency, p_reference,
        p_payer, p_payee, p_booked_at, p_expires_at, case when p_state = 'posted' then p_amount end)
      on conflict (id) do nothing;
    if found then return p_state; end if;
  end if;

  -- A duplicate is told what became of the first, also where that has spent the money.
  select * into earlier from transfer where id = p_id;
  if not found then return 'insufficient-funds'; end if;
  if (earlier.debit_account_id, earlier.credit_account_id, earlier.amount_minor, earlier.currency, earlier.reference,
      earlier.payer_name, earlier.payee_name)
    <> (p_debit, p_credit, p_amount, p_currency, p_reference, p_payer, p_payee)
  then return 'id-reused'; end if;
  return 'already-' || earlier.state;
end $$`;

/** `p_state`: what the pending transfer shall be. `p_amount`: how much of it to post, null for all; the rest is released. */
export const RESOLVE_TRANSFER = `
create function resolve_transfer(p_id text, p_state text, p_amount bigint, p_now timestamptz)
returns text language plpgsql as $$
declare
  pending transfer;
  due boolean;
begin
  select * into pending from transfer where id = p_id;
  if not found then return 'transfer-unknown'; end if;
  perform from ledger_account
    where id in (pending.debit_account_id, pending.credit_account_id) order by id for no key update;
  -- What was read before the lock may have been resolved since.
  select * into pending from transfer where id = p_id;

  if pending.state <> 'pending' then
    if pending.state = p_state and pending.posted_minor <> coalesce(p_amount, pending.amount_minor)
    then return 'amount-differs'; end if;
    return 'already-' || pending.state;
  end if;
  due := coalesce(pending.expires_at <= p_now, false);
  if p_amount > pending.amount_minor and not due then return 'amount-out-of-range'; end if;

  update transfer
    set state = case when due then 'expired' else p_state end,
      resolved_at = p_now,
      posted_minor = case when p_state = 'posted' and not due then coalesce(p_amount, amount_minor) end
    where id = p_id;
  return case when due and p_state <> 'expired' then 'already-expired' else p_state end;
end $$`;
