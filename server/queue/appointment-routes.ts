import {
  appointmentCalendar,
  askCallback,
  bookAppointment,
  cancelAppointment,
  cancelCallback,
  claimCallback,
  listAppointments,
  listCallbacks,
  listSlots,
  readCallback,
  settleCallback,
} from '../../shared/appointments.ts';
import { readHours } from '../../shared/branch-service.ts';
import { ok } from '../../shared/result.ts';
import { readDayFigures, readFigures } from '../../shared/service-figures.ts';
import { type Route, route } from '../lib/route.ts';
import type { AppointmentService } from './appointment-service.ts';
import type { CallbackService } from './callback-service.ts';
import type { FloorService } from './floor-service.ts';

export function createAppointmentRoutes({
  appointments,
  callbacks,
  floor,
}: {
  readonly appointments: AppointmentService;
  readonly callbacks: CallbackService;
  readonly floor: FloorService;
}): Route[] {
  return [
    route(readHours, async ({ params }) => floor.hours(params.branchId)),
    route(readFigures, ({ principal, params }) => floor.figures(principal, params.branchId)),
    route(readDayFigures, ({ principal, params }) => floor.dayFigures(principal, params.branchId, params.date)),
    route(listSlots, ({ params }) => appointments.slots(params.branchId, params.date, params.topic)),
    route(bookAppointment, async ({ principal, params, body }) => {
      const booked = await appointments.book(principal, params.branchId, body);
      return booked.ok ? ok({ appointment: booked.value }) : booked;
    }),
    route(listAppointments, async ({ principal }) => ok({ appointments: await appointments.list(principal) })),
    route(cancelAppointment, ({ principal, params }) => appointments.cancel(principal, params.appointmentId)),
    route(appointmentCalendar, ({ principal, params }) =>
      appointments.calendar(principal, params.appointmentId, params.language),
    ),
    route(readCallback, async ({ principal, params }) => {
      const callback = await callbacks.read(principal, params.branchId);
      return callback.ok ? ok({ callback: callback.value }) : callback;
    }),
    route(askCallback, async ({ principal, params, body }) => {
      const callback = await callbacks.ask(principal, params.branchId, body);
      return callback.ok ? ok({ callback: callback.value }) : callback;
    }),
    route(cancelCallback, ({ principal, params }) => callbacks.cancel(principal, params.branchId)),
    route(listCallbacks, async ({ principal, params }) => {
      const list = await callbacks.list(principal, params.branchId);
      return list.ok ? ok({ callbacks: list.value }) : list;
    }),
    route(claimCallback, async ({ principal, params }) => {
      const claimed = await callbacks.claim(principal, params.branchId, params.callbackId);
      return claimed.ok ? ok({ callback: claimed.value }) : claimed;
    }),
    route(settleCallback, ({ principal, params, body }) =>
      callbacks.settle(principal, params.branchId, params.callbackId, body.outcome, body.notes),
    ),
  ];
}
