import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  cancelTicket,
  readTicket,
  type ServiceLanguage,
  type Ticket,
  type Topic,
  takeTicket,
} from '../../shared/queue.ts';
import { type CallError, callEndpoint } from '../net/api.ts';
import { useRead } from '../net/use-read.ts';
import { useSignedIn } from '../net/use-signed-in.ts';

export type TicketError = CallError<(typeof takeTicket)['errors']> | CallError<(typeof cancelTicket)['errors']>;

/** What one may say beside the topic. */
export interface TicketWishes {
  readonly language: ServiceLanguage | null;
  readonly needsHelp: boolean;
}

export interface TicketState {
  /** Null: no open ticket; undefined: not known yet. */
  readonly ticket: Ticket | null | undefined;
  readonly error: TicketError | null;
  readonly busy: boolean;
  take(topic: Topic, wishes?: TicketWishes): void;
  cancel(): void;
}

/** The customer's open ticket in a branch. Read again at each notice, and each half minute for who is ahead. */
export function useTicket(branchId: string): TicketState {
  const queries = useQueryClient();
  const signedIn = useSignedIn('customer');
  const params = { branchId };
  const read = useRead(readTicket, {
    key: ['ticket', branchId],
    params,
    enabled: signedIn === true,
    everyMs: 30_000,
  });
  const refresh = () => queries.invalidateQueries({ queryKey: ['ticket'] });
  const taking = useMutation({
    mutationFn: (body: { readonly topic: Topic } & Partial<TicketWishes>) => callEndpoint(takeTicket, { params, body }),
    onSettled: refresh,
  });
  const cancelling = useMutation({ mutationFn: () => callEndpoint(cancelTicket, { params }), onSettled: refresh });
  const failed = [taking.data, cancelling.data].find((result) => result && !result.ok);
  return {
    ticket: signedIn === false ? null : read.value?.ticket,
    error: failed && !failed.ok ? failed.error : read.error,
    busy: taking.isPending || cancelling.isPending,
    take(topic, wishes) {
      cancelling.reset();
      taking.mutate({ topic, ...wishes });
    },
    cancel() {
      taking.reset();
      cancelling.mutate();
    },
  };
}
