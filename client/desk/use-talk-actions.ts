import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  actInConsultation,
  type ConsultationAction,
  type ConsultationPhase,
  closeConsultation,
  readWrapUp,
  staffConsultation,
  transferConsultation,
  type WrapUpCode,
} from '../../shared/consultation.ts';
import type { Topic } from '../../shared/queue.ts';
import { callEndpoint } from '../net/api.ts';
import { useRead } from '../net/use-read.ts';
import type { TalkError } from './talk-texts.ts';

export type TransferTo = { readonly topic: Topic } | { readonly consultantSubject: string };

const STALE = ['queue', 'consultation', 'wrap-up', 'floor'];

/** What the consultant does with the open talk beside talking. */
export function useTalkActions(consultationId: string) {
  const queries = useQueryClient();
  const params = { consultationId };
  const options = {
    onSettled: () => Promise.all(STALE.map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  };
  // The same reading as the panel's own: asked once, shown in both.
  const { value } = useRead(staffConsultation.read, { key: ['consultation', 'staff', consultationId], params });
  const acting = useMutation({
    mutationFn: (action: ConsultationAction) => callEndpoint(actInConsultation, { params, body: { action } }),
    ...options,
  });
  const passing = useMutation({
    mutationFn: (body: { readonly to: TransferTo; readonly note: string }) =>
      callEndpoint(transferConsultation, { params, body }),
    ...options,
  });
  const failed = [acting.data, passing.data].find((result) => result && !result.ok);
  return {
    phase: (value?.phase ?? null) satisfies ConsultationPhase | null,
    topic: value?.topic ?? null,
    transferNote: value?.transferNote ?? null,
    error: (failed && !failed.ok ? failed.error : null) satisfies TalkError | null,
    busy: acting.isPending || passing.isPending,
    act(action: ConsultationAction) {
      passing.reset();
      acting.mutate(action);
    },
    passOn(to: TransferTo, note: string) {
      acting.reset();
      passing.mutate({ to, note });
    },
  };
}

/** What is still to be wrapped up at this desk, and how it is closed. */
export function useWrapUp() {
  const queries = useQueryClient();
  const { value } = useRead(readWrapUp, { key: ['wrap-up'], everyMs: 60_000 });
  const closing = useMutation({
    mutationFn: ({ consultationId, ...body }: { consultationId: string; code: Chosen; notes: string }) =>
      callEndpoint(closeConsultation, { params: { consultationId }, body }),
    onSettled: () => Promise.all(STALE.map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  });
  return {
    wrapUp: value?.wrapUp ?? null,
    error: closing.data && !closing.data.ok ? (closing.data.error satisfies TalkError) : null,
    busy: closing.isPending,
    close: closing.mutate,
  };
}
export type Chosen = Exclude<WrapUpCode, 'unspecified'>;
