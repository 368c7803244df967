import {
  actInConsultation,
  closeConsultation,
  customerConsultation,
  readTranscript,
  readWrapUp,
  staffConsultation,
  transferConsultation,
} from '../../shared/consultation.ts';
import { readEarlierNotes } from '../../shared/desk.ts';
import { ok } from '../../shared/result.ts';
import { noteShownAccounts } from '../../shared/shown-accounts.ts';
import type { Principal } from '../lib/principal.ts';
import { type Route, route } from '../lib/route.ts';
import type { ConsultationSeats } from './consultation-seats.ts';
import type { ConsultationService } from './consultation-service.ts';
import { createMemberRoutes } from './member-routes.ts';

export function createConsultationRoutes({
  consultations,
  seats,
}: {
  readonly consultations: ConsultationService;
  readonly seats: ConsultationSeats;
}): Route[] {
  async function enter(principal: Principal, consultationId: string) {
    const admitted = await consultations.admit(principal, consultationId);
    if (!admitted.ok) return admitted;
    const seat = await seats.reserve(consultationId, { principal, party: admitted.value });
    return seat.ok ? ok({ seat: seat.value }) : seat;
  }
  return [
    ...createMemberRoutes(consultations),
    route(customerConsultation.read, ({ principal, params }) => consultations.read(principal, params.consultationId)),
    route(customerConsultation.enter, ({ principal, params }) => enter(principal, params.consultationId)),
    route(customerConsultation.end, ({ principal, params }) => consultations.end(principal, params.consultationId)),
    route(staffConsultation.read, ({ principal, params }) => consultations.read(principal, params.consultationId)),
    route(staffConsultation.enter, ({ principal, params }) => enter(principal, params.consultationId)),
    route(staffConsultation.end, ({ principal, params }) => consultations.end(principal, params.consultationId)),
    route(readTranscript, ({ principal, params }) => consultations.transcript(principal, params.consultationId)),
    route(noteShownAccounts, ({ principal, params, body }) =>
      consultations.noteAccounts(principal, params.consultationId, body),
    ),
    route(readEarlierNotes, async ({ principal, params }) => {
      const notes = await consultations.earlierNotes(principal, params.consultationId);
      return notes.ok ? ok({ notes: notes.value }) : notes;
    }),
    route(actInConsultation, ({ principal, params, body }) =>
      consultations.act(principal, params.consultationId, body.action),
    ),
    route(transferConsultation, ({ principal, params, body }) =>
      consultations.transfer(principal, params.consultationId, body.to, body.note),
    ),
    route(closeConsultation, ({ principal, params, body }) =>
      consultations.close(principal, params.consultationId, body.code, body.notes),
    ),
    route(readWrapUp, async ({ principal }) => {
      const row = await consultations.wrapUp(principal);
      const wrapUp = row?.ended_at && {
        consultationId: row.id,
        ticketNumber: row.ticket_number,
        topic: row.topic,
        endedAt: row.ended_at.toISOString(),
      };
      return ok({ wrapUp: wrapUp || null });
    }),
  ];
}
