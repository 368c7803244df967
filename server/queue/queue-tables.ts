import type { ColumnType, Generated } from 'kysely';
import type { PauseReason, Priority, ServiceLanguage, TicketPhase, Topic } from '../../shared/queue.ts';

/** What was told to who waits, seconds from `at`: `raw` as it was simulated, the rest as it was said. */
export interface KeptEstimate {
  readonly at: string;
  readonly raw: { readonly low: number; readonly likely: number; readonly high: number };
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}
/** Written as JSON text. */
type Json<T> = ColumnType<T, string, string>;

export type TicketRow = {
  readonly id: string;
  /** Order of arrival. */
  readonly seq: Generated<bigint>;
  readonly branch_id: string;
  readonly number: string;
  readonly topic: Topic;
  readonly language: ServiceLanguage | null;
  readonly priority: Priority;
  /** Tickets are called in order of it, then of `seq`. */
  readonly rank_at: Date;
  readonly customer_subject: string;
  readonly customer_name: string;
  readonly state: TicketPhase;
  readonly taken_at: Date;
  /** Of the wait that goes on, or of the last: a ticket that was passed on or missed waits anew. */
  readonly waiting_since: Date;
  readonly is_transferred: boolean;
  /** The colleague it was passed on to, while it waits. */
  readonly for_consultant: string | null;
  readonly transfer_note: string | null;
  readonly call_count: number;
  readonly missed_at: Date | null;
  readonly ended_at: Date | null;
  readonly follow_token: string;
  readonly estimate: Json<KeptEstimate> | null;
  readonly desk_id: string | null;
  readonly consultation_id: string | null;
};
export type Ticket = Omit<TicketRow, 'seq' | 'estimate'> & {
  readonly seq: bigint;
  readonly estimate: KeptEstimate | null;
};

export type Duty = {
  readonly consultant_subject: string;
  readonly consultant_name: string;
  readonly branch_id: string;
  readonly desk_id: string;
  readonly since: Date;
  /** The session it was taken up with; signing out of that one ends it. */
  readonly session_id: string | null;
  readonly paused_at: Date | null;
  readonly pause_reason: PauseReason | null;
};
/** One call of a ticket to a desk, until the desk is free for the next. What is known of service is counted from these. */
export type TicketCallRow = {
  readonly consultation_id: string;
  readonly ticket_id: string;
  readonly branch_id: string;
  readonly desk_id: string;
  readonly consultant_subject: string;
  readonly topic: Topic;
  readonly waiting_since: Date;
  readonly estimate: Json<KeptEstimate> | null;
  readonly called_at: Date;
  readonly ended_at: Date | null;
  /** The talk is wrapped up too. */
  readonly free_at: Date | null;
  readonly outcome: 'served' | 'transferred' | 'no-show' | null;
};
export type PauseRow = {
  readonly seq: Generated<bigint>;
  readonly branch_id: string;
  readonly consultant_subject: string;
  readonly reason: PauseReason;
  readonly since: Date;
  readonly until: Date | null;
};
/** Append-only: the database refuses to change or delete a row. */
export type QueueEventRow = {
  readonly seq: Generated<bigint>;
  readonly branch_id: string;
  readonly at: Date;
  readonly about: 'ticket' | 'duty';
  /** A ticket's id, a consultant's subject. */
  readonly about_id: string;
  readonly kind: string;
  readonly by_kind: 'customer' | 'staff' | 'branch';
  readonly by_subject: string | null;
  readonly detail: Json<Record<string, unknown>>;
};
export type AppointmentRow = {
  readonly id: string;
  readonly branch_id: string;
  readonly starts_at: Date;
  readonly ends_at: Date;
  /** Of the slot, from 1. */
  readonly place: number;
  readonly topic: Topic;
  readonly language: ServiceLanguage | null;
  readonly customer_subject: string;
  readonly customer_name: string;
  readonly state: 'booked' | 'kept' | 'cancelled';
  readonly booked_at: Date;
};
export type CallbackTableRow = {
  readonly id: string;
  readonly branch_id: string;
  readonly customer_subject: string;
  readonly customer_name: string;
  readonly topic: Topic;
  readonly language: ServiceLanguage | null;
  readonly phone: string;
  readonly state: 'open' | 'claimed' | 'done' | 'not-reached' | 'cancelled';
  readonly asked_at: Date;
  /** Null: as soon as possible. */
  readonly wished_at: Date | null;
  readonly claimed_by: string | null;
  readonly settled_at: Date | null;
  readonly notes: string | null;
};
type CounterRow = { readonly branch_id: string; readonly day: string; readonly last: number };
export type QueueTables = {
  ticket: TicketRow;
  duty: Duty;
  ticket_counter: CounterRow;
  ticket_call: TicketCallRow;
  desk_pause: PauseRow;
  queue_event: QueueEventRow;
  appointment: AppointmentRow;
  callback: CallbackTableRow;
};

/** What PostgreSQL says where a unique index is the one to decide. */
export const UNIQUE_VIOLATION = '23505';
