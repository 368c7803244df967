import { z } from 'zod';
import { PauseReason } from '../../shared/queue.ts';

/** What can happen to a consultant's duty in a branch, as the audit trail keeps it. */
export const DutyEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('on'), deskId: z.string() }),
  z.object({ kind: z.literal('moved'), deskId: z.string() }),
  z.object({ kind: z.literal('paused'), reason: PauseReason }),
  z.object({ kind: z.literal('resumed') }),
  z.object({ kind: z.literal('off'), deskId: z.string() }),
]);
export type DutyEvent = z.infer<typeof DutyEvent>;

/** Null: off duty. */
export type DutyState = { readonly deskId: string; readonly pause: PauseReason | null } | null;

/** A duty as its trail tells it, oldest event first; undefined where the trail is not one that can have been. */
export function replayDuty(trail: readonly DutyEvent[]): DutyState | undefined {
  let state = null as DutyState;
  for (const event of trail) {
    if ((event.kind === 'on') !== (state === null)) return undefined;
    if (event.kind === 'off') state = null;
    // Taking a desk ends a pause.
    else if (event.kind === 'on' || event.kind === 'moved') state = { deskId: event.deskId, pause: null };
    else if (state) state = { ...state, pause: event.kind === 'paused' ? event.reason : null };
  }
  return state;
}
