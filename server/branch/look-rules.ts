import { readAppearance } from '../../shared/appearance.ts';
import type { RoomRefusal } from '../../shared/rooms.ts';

/** A new look goes to everyone in the room: not more often than this. */
export const LOOK_EVERY_MS = 400;

/**
 * What someone says they have chosen to look like: the look, or why it is refused. Nobody can choose to look like staff:
 * there is no number for it.
 *
 * @param sinceMs how long ago they changed it last
 */
export function judgeLook(bytes: unknown, sinceMs: number): number | RoomRefusal {
  const packed = bytes instanceof Uint8Array ? readAppearance(bytes) : null;
  if (packed === null) return 'message-malformed';
  return sinceMs < LOOK_EVERY_MS ? 'message-too-frequent' : packed;
}
