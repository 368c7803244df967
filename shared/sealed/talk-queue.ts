import { isPassing, type TalkMessage } from '../talk-message.ts';
import type { Waiting } from './talk-view.ts';

/**
 * What is to be sent, with one more: words go before what is of the moment, and of places that one points at the last counts.
 * The first stays where it is, for it may be on its way. `isHeard`: there is somebody to open it now.
 */
export function queued(waiting: readonly Waiting[], message: TalkMessage, isHeard: boolean): readonly Waiting[] {
  const next = { ref: crypto.randomUUID(), message };
  if (isPassing(message)) {
    const [first, ...rest] = waiting;
    const others = message.kind === 'pointing' ? rest.filter((one) => one.message.kind !== 'pointing') : rest;
    return isHeard ? [...(first ? [first, ...others] : []), next] : waiting;
  }
  const after = waiting.findIndex((one, place) => place > 0 && isPassing(one.message));
  return after < 0 ? [...waiting, next] : [...waiting.slice(0, after), next, ...waiting.slice(after)];
}
