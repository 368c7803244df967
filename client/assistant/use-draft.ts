import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { amendDraft, confirmDraft, type Draft, type DraftFields, discardDraft } from '../../shared/assistant.ts';
import { type Topic, takeTicket } from '../../shared/queue.ts';
import { callEndpoint } from '../net/api.ts';
import type { AssistantError } from './assistant-texts.ts';

export type PaymentFields = Extract<DraftFields, { kind: 'payment' }>;

export interface DraftState {
  readonly busy: boolean;
  readonly error: AssistantError | null;
  confirm(withTalk: boolean): void;
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
  return {
    busy,
    error,
    confirm: (withTalk) =>
      void work(async () => {
        const { fields } = draft;
        if (fields.kind !== 'payment') {
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
  if (fields.kind === 'ticket' || fields.kind === 'handover') return fields.topic;
  return fields.kind === 'card-block' ? 'cards' : 'other';
}
