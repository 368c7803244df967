import { CloseCode } from '../shared/rooms.ts';
import type { Events } from './events.ts';
import type { LinkRegistry } from './lib/link-registry.ts';

/** Who is told of what: a notice says that something changed, and HTTP says what. */
export function forwardEvents(events: Events, links: LinkRegistry): void {
  events.subscribeEverywhere((event) => {
    switch (event.type) {
      case 'session-ended':
        return links.closeSession(event.sessionId, CloseCode.sessionEnded);
      case 'ticket-changed':
        return links.notify(`customer:${event.customerSubject}`, { kind: 'ticket-changed' });
      case 'queue-changed':
        return links.notifyStaff(event.branchId, { kind: 'queue-changed' });
      case 'payment-changed':
        return links.notify(`customer:${event.customerSubject}`, {
          kind: 'payment-changed',
          paymentId: event.paymentId,
        });
      case 'table-changed': {
        const notice = { kind: 'table-changed', consultationId: event.consultationId } as const;
        links.notify(`customer:${event.customerSubject}`, notice);
        return event.consultantSubject === null ? undefined : links.notify(`staff:${event.consultantSubject}`, notice);
      }
      case 'members-changed': {
        const notice = { kind: 'consultation-changed', consultationId: event.consultationId } as const;
        links.notify(`customer:${event.customerSubject}`, notice);
        links.notify(`staff:${event.consultantSubject}`, notice);
        return links.notify(`staff:${event.memberSubject}`, notice);
      }
      case 'consultation-changed': {
        const notice = { kind: 'consultation-changed', consultationId: event.consultationId } as const;
        links.notify(`customer:${event.customerSubject}`, notice);
        return links.notify(`staff:${event.consultantSubject}`, notice);
      }
    }
  });
}
