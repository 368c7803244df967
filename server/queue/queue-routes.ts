import {
  callTicket,
  cancelTicket,
  goOffDuty,
  goOnDuty,
  pauseDuty,
  readQueue,
  readTicket,
  recallTicket,
  resumeDuty,
  takeTicket,
} from '../../shared/queue.ts';
import { ok } from '../../shared/result.ts';
import { followTicket } from '../../shared/ticket-follow.ts';
import { type Route, route } from '../lib/route.ts';
import type { QueueService } from './queue-service.ts';

export function createQueueRoutes(queue: QueueService): Route[] {
  return [
    route(readTicket, async ({ principal, params }) => {
      const ticket = await queue.ticket(principal, params.branchId);
      return ticket.ok ? ok({ ticket: ticket.value }) : ticket;
    }),
    route(takeTicket, async ({ principal, params, body }) => {
      const ticket = await queue.take(principal, params.branchId, body.topic, body);
      return ticket.ok ? ok({ ticket: ticket.value }) : ticket;
    }),
    route(cancelTicket, ({ principal, params }) => queue.cancel(principal, params.branchId)),
    route(readQueue, ({ principal, params }) => queue.view(principal, params.branchId)),
    route(goOnDuty, ({ principal, params, body }) => queue.goOnDuty(principal, params.branchId, body.deskId)),
    route(goOffDuty, ({ principal, params }) => queue.goOffDuty(principal, params.branchId)),
    route(callTicket, ({ principal, params, body }) => queue.call(principal, params.branchId, body.ticketId)),
    route(recallTicket, ({ principal, params }) => queue.recall(principal, params.branchId)),
    route(pauseDuty, ({ principal, params, body }) => queue.pause(principal, params.branchId, body.reason)),
    route(resumeDuty, ({ principal, params }) => queue.pause(principal, params.branchId, null)),
    route(followTicket, ({ params }) => queue.follow(params.token)),
  ];
}
