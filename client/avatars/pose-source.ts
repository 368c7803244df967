import type { Pose } from '../../shared/pose.ts';
import { createFloorPoint, type FloorPoint } from '../../shared/walkable.ts';
import { isRoomKnown, Moment } from '../net/room-clock.ts';
import { type FrameClock, readFrameTime } from '../xr/use-steady-clock.ts';
import type { PoseBuffers } from './pose-buffer.ts';

/** Whom to keep clear of: where they are shown to stand, by slot, for those whose slot is among `slots`. */
export interface NotedPlaces {
  readonly slots: ReadonlySet<number>;
  readonly places: Map<number, FloorPoint>;
}

/** Where people are at one moment after the other. */
export interface PoseSource {
  /** From now on it is about the moment of this frame, as the scene's clock has it. */
  beginFrame(clock: FrameClock): void;
  /** Writes where a person is; answers false while that is not known. */
  sample(person: { readonly slot: number }, into: Pose): boolean;
}

/** Shows what `buffers` have been told, by the room's time that `link` knows, and notes for `noted` where people are. */
export function createPoseSource(
  link: { tellTime(moment: Moment): void },
  buffers: PoseBuffers,
  { slots, places }: NotedPlaces,
): PoseSource {
  const moment = new Moment();
  let isClockKnown = false;
  return {
    beginFrame(clock) {
      readFrameTime(clock, moment);
      link.tellTime(moment);
      isClockKnown = isRoomKnown(moment);
      if (isClockKnown) buffers.time.roomNowMs = moment.roomMs;
    },
    sample({ slot }, into) {
      if (!isClockKnown || !buffers.show(slot, into)) return false;
      if (slots.has(slot)) note(places, slot, into.headPosition);
      return true;
    },
  };
}

function note(places: Map<number, FloorPoint>, slot: number, { x, z }: FloorPoint): void {
  const place = places.get(slot);
  if (!place) {
    places.set(slot, createFloorPoint(x, z));
    return;
  }
  place.x = x;
  place.z = z;
}
