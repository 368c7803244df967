import { z } from 'zod';
import { type TicketPhase, Topic } from '../../shared/queue.ts';

/** What can happen to a ticket, as the audit trail keeps it. With its details a ticket can be built again: {@link replayTicket}. */
export const TicketEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('taken'), topic: Topic, number: z.string() }),
  z.object({ kind: z.literal('called'), deskId: z.string(), consultationId: z.string() }),
  z.object({ kind: z.literal('recalled') }),
  z.object({ kind: z.literal('served') }),
  z.object({ kind: z.literal('cancelled') }),
  z.object({ kind: z.literal('missed') }),
  z.object({ kind: z.literal('returned') }),
  z.object({ kind: z.literal('transferred'), topic: Topic, forConsultant: z.string().nullable() }),
  /** The colleague it was kept for has gone: anyone may call it. */
  z.object({ kind: z.literal('released') }),
]);
export type TicketEvent = z.infer<typeof TicketEvent>;

/** In which states an event may come; a ticket begins with `taken`. */
const FROM: Readonly<Record<Exclude<TicketEvent['kind'], 'taken'>, readonly TicketPhase[]>> = {
  called: ['waiting', 'no-show'],
  recalled: ['called'],
  served: ['called'],
  cancelled: ['waiting'],
  missed: ['called'],
  returned: ['no-show'],
  transferred: ['called'],
  released: ['waiting'],
};

export interface TicketState {
  readonly state: TicketPhase;
  readonly topic: Topic;
  readonly number: string;
  readonly deskId: string | null;
  readonly consultationId: string | null;
  readonly forConsultant: string | null;
}

/** What a ticket is after an event; null where the event cannot come now. */
export function afterEvent(before: TicketState | null, event: TicketEvent): TicketState | null {
  if (event.kind === 'taken') {
    const { topic, number } = event;
    return before ? null : { state: 'waiting', topic, number, deskId: null, consultationId: null, forConsultant: null };
  }
  if (!before || !FROM[event.kind].includes(before.state)) return null;
  const nowhere = { deskId: null, consultationId: null };
  switch (event.kind) {
    case 'called': {
      const { deskId, consultationId } = event;
      return { ...before, state: 'called', deskId, consultationId, forConsultant: null };
    }
    case 'recalled':
      return before;
    case 'served':
      return { ...before, state: 'served' };
    case 'cancelled':
      return { ...before, state: 'cancelled' };
    case 'missed':
      return { ...before, state: 'no-show' };
    case 'returned':
      return { ...before, ...nowhere, state: 'waiting' };
    case 'transferred':
      return { ...before, ...nowhere, state: 'waiting', topic: event.topic, forConsultant: event.forConsultant };
    case 'released':
      return { ...before, forConsultant: null };
  }
}

/** A ticket as its trail tells it, oldest event first; null where the trail is not one that can have been. */
export function replayTicket(trail: readonly TicketEvent[]): TicketState | null {
  let state: TicketState | null = null;
  for (const event of trail) {
    state = afterEvent(state, event);
    if (!state) return null;
  }
  return state;
}
