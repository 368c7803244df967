import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { askCallback, bookAppointment, listAppointments } from '../../shared/appointments.ts';
import { amendDraft, confirmDraft, type Draft, type DraftFields, discardDraft } from '../../shared/assistant.ts';
import { type Topic, takeTicket } from '../../shared/queue.ts';
import { callEndpoint } from '../net/api.ts';
import type { AssistantError } from './assistant-texts.ts';

export type PaymentFields = Extract<DraftFields, { kind: 'payment' }>;

type AppointmentFields = Extract<DraftFields, { kind: 'appointment' }> & { readonly startsAt: string };

export interface DraftState {
  readonly busy: boolean;
  readonly error: AssistantError | null;
  /** `startsAt`: of an appointment, the time to book. */
  confirm(withTalk: boolean, startsAt?: string | null): void;
  discard(): void;
  /** Answers whether it was taken. */
  amend(fields: DraftFields): Promise<boolean>;
}

/** The customer's word on a draft. What is confirmed goes on by the ordinary way: the payment's form, the queue's ticket. */
export function useDraft(draft: Draft, branchId: string, onPay: (fields: PaymentFields) => void): DraftState {
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AssistantError | null>(null);
  const params = { draftId: draft.id };
  const work = async (step: () => Promise<AssistantError | null>) => {
    setBusy(true);
    setError(null);
    const refusal = await step();
    setError(refusal);
    setBusy(false);
    await queries.invalidateQueries({ queryKey: ['assistant-talk'] });
    return refusal === null;
  };
  /** By the customer's own call. Pressed again after a lost answer, it is the same appointment. */
  const book = async (fields: AppointmentFields): Promise<AssistantError | null> => {
    const { startsAt, topic } = fields;
    const noted = await callEndpoint(amendDraft, { params, body: fields });
    if (!noted.ok) return noted.error;
    const ahead = await callEndpoint(listAppointments, { params: {} });
    if (!ahead.ok) return ahead.error;
    if (ahead.value.appointments.some((one) => one.branchId === branchId && one.startsAt === startsAt)) return null;
    const booked = await callEndpoint(bookAppointment, { params: { branchId }, body: { startsAt, topic } });
    return booked.ok ? null : booked.error;
  };
  return {
    busy,
    error,
    confirm: (withTalk, startsAt = null) =>
      void work(async () => {
        const { fields } = draft;
        if (fields.kind === 'appointment') {
          const refusal = startsAt ? await book({ ...fields, startsAt }) : 'slot-taken';
          if (refusal) return refusal;
          for (const key of ['appointments', 'slots']) void queries.invalidateQueries({ queryKey: [key] });
        } else if (fields.kind === 'callback') {
          // One person has one open wish: asked again, it is that one.
          const { topic, phone } = fields;
          const asked = await callEndpoint(askCallback, { params: { branchId }, body: { topic, phone } });
          if (!asked.ok) return asked.error;
          void queries.invalidateQueries({ queryKey: ['callback'] });
        } else if (fields.kind !== 'payment') {
          // First the ticket: pressed again after a lost answer, it is the same ticket.
          const ticket = await callEndpoint(takeTicket, { params: { branchId }, body: { topic: topicOf(fields) } });
          if (!ticket.ok) return ticket.error;
          void queries.invalidateQueries({ queryKey: ['ticket'] });
        }
        const confirmed = await callEndpoint(confirmDraft, { params, body: { branchId, withTalk } });
        if (!confirmed.ok) return confirmed.error;
        // As the server has it: it may have been changed in another tab.
        if (confirmed.value.fields.kind === 'payment') onPay(confirmed.value.fields);
        return null;
      }),
    discard: () =>
      void work(async () => {
        const discarded = await callEndpoint(discardDraft, { params });
        return discarded.ok ? null : discarded.error;
      }),
    amend: (fields) =>
      work(async () => {
        const amended = await callEndpoint(amendDraft, { params, body: fields });
        return amended.ok ? null : amended.error;
      }),
  };
}

function topicOf(fields: DraftFields): Topic {
  return 'topic' in fields ? fields.topic : fields.kind === 'card-block' ? 'cards' : 'other';
}
