import { ok, type Result, refuse } from '../../shared/result.ts';
import type { ShownAccountsNote } from '../../shared/shown-accounts.ts';
import type { CustomerPrincipal } from '../lib/principal.ts';
import type { ConsultationServiceDeps } from './consultation-service.ts';
import { AccountsEvent } from './phase-rules.ts';

/** That a customer shows their consultant accounts, for the trail. The figures go between the two alone: `shared/shown-accounts.ts`. */
export interface ShownAccounts {
  noteAccounts(
    customer: CustomerPrincipal,
    consultationId: string,
    note: ShownAccountsNote,
  ): Promise<Result<Record<never, never>, 'consultation-unknown' | 'consultation-ended' | 'not-shown'>>;
}

const KINDS = AccountsEvent.options.map(({ shape }) => shape.kind.value);

export function createShownAccounts({ store, clock }: Pick<ConsultationServiceDeps, 'store' | 'clock'>): ShownAccounts {
  return {
    async noteAccounts(customer, consultationId, note) {
      const row = await store.find(consultationId);
      if (row?.customer_subject !== customer.subject) return refuse('consultation-unknown');
      const noted = await store.step<'not-shown'>(consultationId, {
        event: eventOf(note),
        at: clock(),
        by: { kind: 'customer', subject: customer.subject },
        async alongside(transaction) {
          if (note.act === 'show') return ok(null);
          const last = await store.lastOf(transaction, consultationId, KINDS);
          return last && last !== 'accounts-hidden' ? ok(null) : refuse('not-shown');
        },
      });
      if (noted.ok) return ok({});
      return refuse(noted.error === 'phase-wrong' ? 'consultation-ended' : noted.error);
    },
  };
}

function eventOf(note: ShownAccountsNote): AccountsEvent {
  switch (note.act) {
    case 'show':
      return { kind: 'accounts-shown', accounts: note.accounts };
    case 'read':
      return { kind: 'accounts-read', accounts: note.accounts };
    case 'hide':
      return { kind: 'accounts-hidden', why: note.why };
  }
}
