import { useXRStore } from '@react-three/xr';
import { useEffect } from 'react';
import { useBranch } from '../../net/branch-store.ts';
import { BodilyHand, BranchHand } from '../../xr/XRInputs.tsx';

/** One hand, not two in each other's place: where one's own body is drawn, the library's model of a bare hand is not. */
export function useOwnHands(): void {
  const xr = useXRStore();
  const hasBody = useBranch(({ avatarId, people }) => avatarId !== null && people.get(avatarId)?.embodied === true);
  useEffect(() => xr.setHand(hasBody ? BodilyHand : BranchHand), [xr, hasBody]);
}
