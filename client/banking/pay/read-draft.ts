import { CalendarDate, type PaymentIntent, REFERENCE_MAX_LENGTH, type Schedule } from '../../../shared/payment.ts';
import { personLine } from '../../../shared/text.ts';
import { readAmount } from './amount-rules.ts';
import type { DraftContext, DraftProblems, PayDraft } from './pay-draft.ts';
import { readPayee } from './read-payee.ts';

type ReadDraft = { readonly intent: PaymentIntent } | { readonly problems: DraftProblems };

/**
 * Reads the form as an intent, or names every field that cannot be right. The server checks all of it again; whether there is
 * money enough it alone can say.
 */
export function readDraft(draft: PayDraft, { accounts, language, days }: DraftContext): ReadDraft {
  const account = accounts.find(({ id }) => id === draft.accountId);
  const currency = account?.available.currency ?? 'GBP';
  const payee = readPayee(draft, account, accounts);
  const amount = readAmount(draft.amount, currency, language);
  const reference = personLine(REFERENCE_MAX_LENGTH).safeParse(draft.reference);
  const schedule = readSchedule(draft, days);
  const problems: DraftProblems = {
    ...(!account && { accountId: 'check-account' }),
    ...('problems' in payee && payee.problems),
    ...('problem' in amount && { amount: amount.problem }),
    ...(!reference.success && { reference: 'check-reference' }),
    ...('problems' in schedule && schedule.problems),
  };
  if (!account || 'problems' in payee || 'problem' in amount || !reference.success || 'problems' in schedule)
    return { problems };
  return {
    intent: {
      debtorAccountId: account.id,
      payee: payee.choice,
      amount: amount.amount,
      currency,
      reference: reference.data,
      schedule: schedule.schedule,
    },
  };
}

function readSchedule(
  { when, on, every, ends, payments }: PayDraft,
  days: DraftContext['days'],
): { readonly schedule: Schedule } | { readonly problems: DraftProblems } {
  if (when === 'now') return { schedule: { kind: 'now' } };
  const count = /^\d{1,3}$/.test(payments.trim()) ? Number(payments) : 0;
  const isCountWrong = when === 'repeat' && ends === 'after' && (count < 2 || count > 600);
  const isDayWrong = !CalendarDate.safeParse(on).success || on < days.first || on > days.last;
  if (isCountWrong || isDayWrong)
    return {
      problems: { ...(isDayWrong && { on: 'date-not-possible' }), ...(isCountWrong && { payments: 'check-payments' }) },
    };
  if (when === 'once') return { schedule: { kind: 'once', on } };
  return { schedule: { kind: 'repeat', first: on, every, payments: ends === 'after' ? count : null } };
}
