import type { BranchPlan } from '../../shared/branch.ts';
import type { Ticket } from '../../shared/queue.ts';
import { useSignedIn } from '../net/use-signed-in.ts';
import { type TicketState, useTicket } from '../queue/use-ticket.ts';
import type { KioskStatus } from './kiosk-screen.ts';

export interface KioskState {
  readonly status: KioskStatus;
  /** The consultation that the ticket was called to, while it lasts. */
  readonly consultationId: string | null;
  /** Takes a ticket for whatever it may be about: a kiosk's screen in VR does not ask for a topic. */
  take(): void;
}

/** The ticket of whoever is here, as a kiosk shows it. */
export function useKiosk(plan: BranchPlan, language: 'en' | 'ru'): KioskState {
  const signedIn = useSignedIn('customer');
  const state = useTicket(plan.id);
  const isCalled = state.ticket?.state === 'called';
  return {
    status: kioskStatus(signedIn, state, (deskId) => deskLabel(plan, language, deskId)),
    consultationId: isCalled ? (state.ticket?.consultationId ?? null) : null,
    take: () => {
      if (signedIn && !state.ticket && !state.busy) state.take('other');
    },
  };
}

/** What a kiosk shows; `labelOf` names a desk in the reader's language. */
function kioskStatus(
  signedIn: boolean | null,
  { ticket, busy, error }: Pick<TicketState, 'busy' | 'error'> & { readonly ticket: OpenTicket | null | undefined },
  labelOf: (deskId: string) => string,
): KioskStatus {
  if (signedIn === false) return { kind: 'sign-in-needed' };
  if (ticket?.state === 'waiting') return { kind: 'waiting', number: ticket.number, ahead: ticket.ahead };
  if (ticket?.state === 'called' && ticket.deskId)
    return { kind: 'called', number: ticket.number, deskLabel: labelOf(ticket.deskId) };
  if (busy) return { kind: 'taking' };
  return { kind: error ? 'failed' : 'idle' };
}
type OpenTicket = Pick<Ticket, 'state' | 'number' | 'ahead' | 'deskId'>;

function deskLabel(plan: BranchPlan, language: 'en' | 'ru', deskId: string): string {
  return plan.desks.find((desk) => desk.id === deskId)?.label[language] ?? '';
}
