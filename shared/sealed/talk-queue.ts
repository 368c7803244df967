import { isPassing, type TalkMessage } from '../talk-message.ts';
import type { Waiting } from './talk-view.ts';

/**
 * What is to be sent, with one more: words go before what is of the moment, and of places that one points at the last counts. What is
 * under way stays. `isHeard`: there is somebody to open it now.
 */
export function queued(
  waiting: readonly Waiting[],
  message: TalkMessage,
  { isHeard, underWay }: { readonly isHeard: boolean; readonly underWay: string | null },
): readonly Waiting[] {
  const next = { ref: crypto.randomUUID(), message };
  if (isPassing(message)) {
    if (!isHeard) return waiting;
    const isOutdated = (one: Waiting) => message.kind === 'pointing' && one.message.kind === 'pointing';
    return [...waiting.filter((one) => one.ref === underWay || !isOutdated(one)), next];
  }
  const after = waiting.findIndex((one) => one.ref !== underWay && isPassing(one.message));
  return after < 0 ? [...waiting, next] : [...waiting.slice(0, after), next, ...waiting.slice(after)];
}
