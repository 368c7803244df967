import { useEffect, useMemo } from 'react';
import { BackSide, BoxGeometry, type BufferGeometry } from 'three';
import { mergeGeometries } from 'three/examples/jsm/utils/BufferGeometryUtils.js';
import type { BranchPlan } from '../../shared/branch.ts';

const LOW_METRES = 0.7;
const SUNK_METRES = 0.02;

/** The bare shapes of a branch, from its plan alone: shown while the model is on its way, and walked in already. */
export function SkeletonBranch({ plan }: { readonly plan: BranchPlan }) {
  const { minX, minZ, maxX, maxZ } = plan.bounds;
  const blocks = useMemo(() => blocksOf(plan), [plan]);
  useEffect(() => () => blocks?.dispose(), [blocks]);
  return (
    <>
      <mesh position={[(minX + maxX) / 2, plan.ceilingMetres / 2 - SUNK_METRES, (minZ + maxZ) / 2]}>
        <boxGeometry args={[maxX - minX, plan.ceilingMetres, maxZ - minZ]} />
        <meshLambertMaterial color="#cdc3b3" side={BackSide} />
      </mesh>
      {blocks && (
        <mesh geometry={blocks}>
          <meshLambertMaterial color="#b7ab98" />
        </mesh>
      )}
    </>
  );
}

function blocksOf({ obstacles }: BranchPlan): BufferGeometry | null {
  const boxes = obstacles.map(({ minX, minZ, maxX, maxZ }) =>
    new BoxGeometry(maxX - minX, LOW_METRES, maxZ - minZ).translate(
      (minX + maxX) / 2,
      LOW_METRES / 2,
      (minZ + maxZ) / 2,
    ),
  );
  const joined = boxes.length > 0 ? mergeGeometries(boxes) : null;
  for (const box of boxes) box.dispose();
  return joined;
}
