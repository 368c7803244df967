import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  callTicket,
  goOffDuty,
  goOnDuty,
  type PauseReason,
  pauseDuty,
  readQueue,
  recallTicket,
  resumeDuty,
} from '../../shared/queue.ts';
import { callEndpoint } from '../net/api.ts';
import { useRead } from '../net/use-read.ts';
import type { DeskError } from './desk-texts.ts';

/** The queue as the consultant sees it, and what can be done with it. */
export function useDesk(branchId: string) {
  const queries = useQueryClient();
  const params = { branchId };
  const read = useRead(readQueue, { key: ['queue', branchId], params, everyMs: 30_000 });
  const options = {
    onSettled: () => Promise.all(['queue', 'wrap-up'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  };
  const starting = useMutation({
    mutationFn: (deskId: string) => callEndpoint(goOnDuty, { params, body: { deskId } }),
    ...options,
  });
  const stopping = useMutation({ mutationFn: () => callEndpoint(goOffDuty, { params }), ...options });
  const calling = useMutation({
    mutationFn: (ticketId: string | undefined) => callEndpoint(callTicket, { params, body: { ticketId } }),
    ...options,
  });
  const recalling = useMutation({ mutationFn: () => callEndpoint(recallTicket, { params }), ...options });
  const pausing = useMutation({
    mutationFn: (reason: PauseReason | null) =>
      reason ? callEndpoint(pauseDuty, { params, body: { reason } }) : callEndpoint(resumeDuty, { params }),
    ...options,
  });
  const all = [starting, stopping, calling, recalling, pausing];
  const failed = all.map((mutation) => mutation.data).find((result) => result && !result.ok);
  const fresh = <T>(act: (value: T) => void) => {
    return (value: T) => {
      for (const mutation of all) mutation.reset();
      act(value);
    };
  };
  return {
    queue: read.value,
    error: (failed && !failed.ok ? failed.error : read.error) satisfies DeskError | null,
    busy: all.some((mutation) => mutation.isPending),
    goOnDuty: fresh((deskId: string) => starting.mutate(deskId)),
    goOffDuty: fresh<void>(() => stopping.mutate()),
    call: fresh((ticketId: string | undefined) => calling.mutate(ticketId)),
    recall: fresh<void>(() => recalling.mutate()),
    pause: fresh((reason: PauseReason | null) => pausing.mutate(reason)),
  };
}
