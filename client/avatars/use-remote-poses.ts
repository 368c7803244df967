import { useEffect, useMemo, useRef } from 'react';
import { readTime } from '../../shared/pose/pose-batch.ts';
import type { BranchLink } from '../net/branch-link.ts';
import { PoseBuffers } from './pose-buffer.ts';
import { createPoseSource, type NotedPlaces, type PoseSource } from './pose-source.ts';
import type { RemotePerson } from './RemoteAvatars.tsx';

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
  return useMemo(() => createPoseSource(link, buffers, { slots, places }), [link, buffers, slots, places]);
}
