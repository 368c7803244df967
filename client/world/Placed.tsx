import type { ReactNode } from 'react';
import type { Spot } from '../../shared/branch-parts.ts';
import { headingToYaw } from '../xr/locomotion.ts';

/** Sets its children at a spot of the plan, so that +z of theirs is the front: the way texts and planes face. */
export function Placed({ at, children }: { readonly at: Spot; readonly children: ReactNode }) {
  return (
    <group position={[at.x, 0, at.z]} rotation-y={headingToYaw(at.heading) + Math.PI}>
      {children}
    </group>
  );
}
