import { useEffect, useMemo, useRef } from 'react';
import { readTime } from '../../shared/pose/pose-batch.ts';
import type { Pose } from '../../shared/pose.ts';
import { createFloorPoint, type FloorPoint } from '../../shared/walkable.ts';
import type { BranchLink } from '../net/branch-link.ts';
import { Moment } from '../net/room-clock.ts';
import { type FrameClock, readFrameTime } from '../xr/use-steady-clock.ts';
import { PoseBuffers } from './pose-buffer.ts';
import type { RemotePerson } from './RemoteAvatars.tsx';

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

/** Collects everyone's poses from the link, and notes for `noted` where it says that people are. */
export function useRemotePoses(
  link: BranchLink,
  people: readonly RemotePerson[],
  { slots, places }: NotedPlaces,
): PoseSource {
  const buffers = useMemo(() => new PoseBuffers(), []);
  useEffect(
    () =>
      link.onPoses((bytes) => {
        // Until the clock is known, a batch is taken to have come at once: dropped, all that is told against it could not be read.
        const roomNowMs = link.roomTime(performance.now()) ?? readTime(bytes);
        if (!buffers.receive(bytes, roomNowMs)) link.askForKeys();
      }),
    [link, buffers],
  );
  useEffect(
    () =>
      link.onConnected(() => {
        buffers.clear();
        places.clear();
      }),
    [link, buffers, places],
  );
  // The others keep their points: `slots` is another set with every word of the branch about anyone, and a point is made in a frame.
  useEffect(() => {
    for (const slot of places.keys()) if (!slots.has(slot)) places.delete(slot);
  }, [slots, places]);
  // A slot is given to somebody else in time: whoever leaves takes their poses along.
  const before = useRef(people);
  useEffect(() => {
    const here = new Set(people.map(({ slot }) => slot));
    for (const { slot } of before.current) if (!here.has(slot)) buffers.forget(slot);
    before.current = people;
  }, [people, buffers]);
  return useMemo(() => {
    const moment = new Moment();
    let isClockKnown = false;
    return {
      beginFrame(clock) {
        readFrameTime(clock, moment);
        link.tellTime(moment);
        isClockKnown = !Number.isNaN(moment.roomMs);
        if (isClockKnown) buffers.time.roomNowMs = moment.roomMs;
      },
      sample({ slot }, into) {
        if (!isClockKnown || !buffers.show(slot, into)) return false;
        if (slots.has(slot)) note(places, slot, into.headPosition);
        return true;
      },
    };
  }, [link, buffers, slots, places]);
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
