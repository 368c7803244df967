import fc from 'fast-check';
import { expect, test } from 'vitest';
import { afterEvent, replayTicket, type TicketEvent, type TicketState } from './ticket-rules.ts';

const CONSULTATION = '6b5e2928-027c-412d-a70d-17c5553ba6be';
const events: readonly TicketEvent[] = [
  { kind: 'taken', topic: 'cards', number: 'C-001' },
  { kind: 'called', deskId: 'desk-1', consultationId: CONSULTATION },
  { kind: 'recalled' },
  { kind: 'served' },
  { kind: 'cancelled' },
  { kind: 'missed' },
  { kind: 'returned' },
  { kind: 'transferred', topic: 'loans', forConsultant: 'james' },
  { kind: 'released' },
];

test('a ticket that was passed on, missed, woken and served is told by its trail', () => {
  const trail = [0, 1, 7, 8, 1, 2, 5, 6, 1, 3].map((index) => events[index] as TicketEvent);
  expect(replayTicket(trail)).toEqual({
    state: 'served',
    topic: 'loans',
    number: 'C-001',
    deskId: 'desk-1',
    consultationId: CONSULTATION,
    forConsultant: null,
  });
  expect(replayTicket(trail.slice(0, 3))).toMatchObject({ state: 'waiting', forConsultant: 'james', deskId: null });
});

test('a trail with a gap, without a beginning or past its end is none', () => {
  const [taken, called, , served, cancelled] = events as [TicketEvent, ...TicketEvent[]];
  expect(replayTicket([])).toBeNull();
  expect(replayTicket([called as TicketEvent])).toBeNull();
  expect(replayTicket([taken, taken])).toBeNull();
  expect(replayTicket([taken, served as TicketEvent])).toBeNull();
  for (const last of events) {
    expect(replayTicket([taken, cancelled as TicketEvent, last])).toBeNull();
    expect(replayTicket([taken, called as TicketEvent, served as TicketEvent, last])).toBeNull();
  }
});

test('whatever happens, a desk is known exactly while one is called to it or was, and a wait is kept for somebody only while it lasts', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...events), { maxLength: 30 }), (wanted) => {
      let state: TicketState | null = null;
      for (const event of wanted) state = afterEvent(state, event) ?? state;
      if (!state) return;
      if (state.state === 'waiting' || state.state === 'cancelled') expect(state.deskId).toBeNull();
      else expect(state.deskId).toBe('desk-1');
      if (state.state === 'called' || state.state === 'served') expect(state.forConsultant).toBeNull();
    }),
  );
});
