import { useEffect, useMemo, useRef } from 'react';
import type { Pose } from '../../shared/pose.ts';
import type { BranchLink } from '../net/branch-link.ts';
import { PoseBuffers } from './pose-buffer.ts';
import type { RemotePerson } from './RemoteAvatars.tsx';

/** Collects everyone's poses from the link; answers a function that writes where someone is at this moment. */
export function useRemotePoses(
  link: BranchLink,
  people: readonly RemotePerson[],
): (avatarId: number, into: Pose) => boolean {
  const buffers = useMemo(() => new PoseBuffers(), []);
  useEffect(() => link.onPoses((bytes) => buffers.receive(bytes, performance.now())), [link, buffers]);
  useEffect(() => link.onConnected(() => buffers.clear()), [link, buffers]);
  // An id is given to somebody else in time: whoever leaves takes their poses along.
  const before = useRef(people);
  useEffect(() => {
    const here = new Set(people.map(({ avatarId }) => avatarId));
    for (const { avatarId } of before.current) if (!here.has(avatarId)) buffers.forget(avatarId);
    before.current = people;
  }, [people, buffers]);
  return useMemo(() => (avatarId, into) => buffers.sampleAt(avatarId, performance.now(), into), [buffers]);
}
