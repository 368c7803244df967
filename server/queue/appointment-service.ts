import { randomUUID } from 'node:crypto';
import { type Appointment, MAX_APPOINTMENTS } from '../../shared/appointments.ts';
import type { DocumentFile } from '../../shared/endpoint.ts';
import type { ServiceLanguage, Topic } from '../../shared/queue.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { Clock } from '../lib/clock.ts';
import type { CustomerPrincipal } from '../lib/principal.ts';
import { calendarFile } from './appointment-calendar.ts';
import { dueBetween, slotAt, slotsOn } from './appointment-rules.ts';
import type { AppointmentStore } from './appointment-store.ts';
import type { QueuePlans } from './queue-service.ts';
import type { AppointmentRow } from './queue-tables.ts';
import type { ServicePlans } from './service-plans.ts';

type Nothing = Record<never, never>;

export interface AppointmentService {
  slots(
    branchId: string,
    date: string,
    topic: Topic,
  ): Promise<Result<{ timeZone: string; slots: { startsAt: string; endsAt: string }[] }, 'branch-unknown'>>;
  /** Whether a slot begins then that is not full. */
  isFree(branchId: string, startsAt: Date, topic: Topic): Promise<boolean>;
  book(
    customer: CustomerPrincipal,
    branchId: string,
    wish: { readonly startsAt: string; readonly topic: Topic; readonly language: ServiceLanguage | null },
  ): Promise<Result<Appointment, 'branch-unknown' | 'slot-taken' | 'too-many-appointments'>>;
  list(customer: CustomerPrincipal): Promise<Appointment[]>;
  /** Another's is as unknown as one that never was. */
  cancel(customer: CustomerPrincipal, appointmentId: string): Promise<Result<Nothing, 'appointment-unknown'>>;
  /** For their calendar: that it is booked, or, once it is cancelled, that it is no more. */
  calendar(
    customer: CustomerPrincipal,
    appointmentId: string,
    language: 'en' | 'ru',
  ): Promise<Result<DocumentFile, 'appointment-unknown'>>;
}

export interface AppointmentServiceDeps {
  readonly store: AppointmentStore;
  readonly plans: QueuePlans;
  readonly services: ServicePlans;
  readonly clock: Clock;
  readonly publicUrl: URL;
}

export function createAppointmentService({
  store,
  plans,
  services,
  clock,
  publicUrl,
}: AppointmentServiceDeps): AppointmentService {
  const viewOf = ({ id, branch_id, topic, language, starts_at, ends_at }: AppointmentRow): Appointment => ({
    id,
    branchId: branch_id,
    topic,
    language,
    startsAt: starts_at.toISOString(),
    endsAt: ends_at.toISOString(),
    timeZone: services.of(branch_id).timeZone,
  });

  return {
    async slots(branchId, date, topic) {
      if (!plans.has(branchId)) return refuse('branch-unknown');
      const plan = services.of(branchId);
      const slots = slotsOn(plan, date, topic, clock());
      const [first, last] = [slots[0], slots.at(-1)];
      const booked = first && last ? await store.bookedBetween(branchId, first.startsAt, last.endsAt) : new Map();
      return ok({
        timeZone: plan.timeZone,
        slots: slots
          .filter(({ startsAt }) => (booked.get(startsAt.getTime()) ?? 0) < plan.appointments.perSlot)
          .map(({ startsAt, endsAt }) => ({ startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() })),
      });
    },

    async isFree(branchId, startsAt, topic) {
      const plan = services.of(branchId);
      const slot = slotAt(plan, startsAt, topic, clock());
      if (!slot) return false;
      const booked = await store.bookedBetween(branchId, slot.startsAt, slot.endsAt);
      return (booked.get(startsAt.getTime()) ?? 0) < plan.appointments.perSlot;
    },

    async book(customer, branchId, { startsAt, topic, language }) {
      if (!plans.has(branchId)) return refuse('branch-unknown');
      const plan = services.of(branchId);
      const now = clock();
      const slot = slotAt(plan, new Date(startsAt), topic, now);
      if (!slot) return refuse('slot-taken');
      const booked = await store.book(
        {
          id: randomUUID(),
          branch_id: branchId,
          topic,
          language,
          customer_subject: customer.subject,
          customer_name: customer.legalName,
          starts_at: slot.startsAt,
          ends_at: slot.endsAt,
          booked_at: now,
        },
        { perSlot: plan.appointments.perSlot, most: MAX_APPOINTMENTS },
      );
      return booked.ok ? ok(viewOf(booked.value)) : booked;
    },

    list: async (customer) => (await store.aheadOf(customer.subject, clock())).map(viewOf),

    async cancel(customer, appointmentId) {
      return (await store.settle(customer.subject, appointmentId, 'cancelled'))
        ? ok({})
        : refuse('appointment-unknown');
    },

    async calendar(customer, appointmentId, language) {
      const row = await store.find(customer.subject, appointmentId);
      const plan = row && plans.get(row.branch_id);
      if (!row || !plan) return refuse('appointment-unknown');
      const url = new URL(`/?branch=${row.branch_id}`, publicUrl).href;
      return ok(calendarFile(row, { name: plan.name, url }, language, clock()));
    },
  };
}

/** For the kiosk: the appointment that a ticket taken now is for. */
export interface DueAppointments {
  due(
    branchId: string,
    customerSubject: string,
    now: Date,
  ): Promise<{ readonly id: string; readonly startsAt: Date } | null>;
  keep(customerSubject: string, appointmentId: string): Promise<unknown>;
}

export function createDueAppointments(store: AppointmentStore): DueAppointments {
  return {
    async due(branchId, customerSubject, now) {
      const row = await store.dueOf(branchId, customerSubject, dueBetween(now));
      return row ? { id: row.id, startsAt: row.starts_at } : null;
    },
    keep: (customerSubject, appointmentId) => store.settle(customerSubject, appointmentId, 'kept'),
  };
}
