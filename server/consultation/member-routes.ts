import {
  endConference,
  endSupervision,
  inviteColleague,
  joinConference,
  leaveConference,
  readConferences,
  supervise,
} from '../../shared/consultation-members.ts';
import { ok } from '../../shared/result.ts';
import { type Route, route } from '../lib/route.ts';
import type { ConsultationMembers } from './consultation-members.ts';

export function createMemberRoutes(members: ConsultationMembers): Route[] {
  return [
    route(supervise, ({ principal, params, body }) => members.supervise(principal, params.consultationId, body.mode)),
    route(endSupervision, ({ principal, params }) => members.endSupervision(principal, params.consultationId)),
    route(inviteColleague, ({ principal, params, body }) =>
      members.invite(principal, params.consultationId, body.consultantSubject),
    ),
    route(endConference, ({ principal, params }) => members.endConference(principal, params.consultationId)),
    route(readConferences, async ({ principal }) => ok({ conferences: await members.conferences(principal) })),
    route(joinConference, ({ principal, params }) => members.joinConference(principal, params.consultationId)),
    route(leaveConference, ({ principal, params }) => members.leaveConference(principal, params.consultationId)),
  ];
}
