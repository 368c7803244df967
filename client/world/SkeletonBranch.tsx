import { useEffect, useMemo } from 'react';
import { BackSide, BoxGeometry, type BufferGeometry } from 'three';
import { mergeGeometries } from 'three/examples/jsm/utils/BufferGeometryUtils.js';
import type { BranchPlan } from '../../shared/branch.ts';
import type { Spot } from '../../shared/branch-parts.ts';
import { headingToYaw } from '../xr/locomotion.ts';
import { BRAND_SIGN, DESK_SIGN, KIOSK_SCREEN, TERMINAL_SCREEN } from './fixtures.ts';
import { brandWall, isInBooth } from './plan-places.ts';

const LOW_METRES = 0.7;
const SUNK_METRES = 0.02;
const SIGN_DEPTH_METRES = 0.05;

/** The bare shapes of a branch, from its plan alone: shown while there is no model, and walked in already. */
export function SkeletonBranch({ plan }: { readonly plan: BranchPlan }) {
  const { minX, minZ, maxX, maxZ } = plan.bounds;
  const blocks = useMerged(useMemo(() => blocksOf(plan), [plan]));
  const fittings = useMerged(useMemo(() => fittingsOf(plan), [plan]));
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
      {fittings && (
        <mesh geometry={fittings}>
          <meshLambertMaterial color={plan.brand.primary} />
        </mesh>
      )}
    </>
  );
}

function useMerged(boxes: readonly BoxGeometry[]): BufferGeometry | null {
  const joined = useMemo(() => (boxes.length > 0 ? mergeGeometries([...boxes]) : null), [boxes]);
  useEffect(() => () => joined?.dispose(), [joined]);
  return joined;
}

function blocksOf({ obstacles }: BranchPlan): BoxGeometry[] {
  return obstacles.map(({ minX, minZ, maxX, maxZ }) =>
    new BoxGeometry(maxX - minX, LOW_METRES, maxZ - minZ).translate(
      (minX + maxX) / 2,
      LOW_METRES / 2,
      (minZ + maxZ) / 2,
    ),
  );
}

/** What carries words and screens: they would hang in the air without. */
function fittingsOf(plan: BranchPlan): BoxGeometry[] {
  const wall = brandWall(plan);
  const signs = plan.desks
    .filter((desk) => !isInBooth(plan, desk))
    .map(({ at }) => standing(at, [DESK_SIGN.width, DESK_SIGN.height], DESK_SIGN.y, DESK_SIGN.z + 0.03));
  const stands = [
    ...plan.kiosks.map(({ at }) => [at, KIOSK_SCREEN] as const),
    ...plan.selfService.map(({ at }) => [at, TERMINAL_SCREEN] as const),
  ].map(([at, { width, y }]) => standing(at, [width, y - 0.12], (y - 0.12) / 2, 0.05, 0.16));
  return [...signs, ...stands, ...(wall ? [standing(wall, [4.32, 0.76], BRAND_SIGN.y, BRAND_SIGN.z + 0.03)] : [])];
}

/** A box at a spot of the plan, its middle at `y`, and so far behind the spot as seen from its front. */
function standing(at: Spot, size: readonly [number, number], y: number, z: number, depth = SIGN_DEPTH_METRES) {
  return new BoxGeometry(size[0], size[1], depth)
    .translate(0, y, z)
    .rotateY(headingToYaw(at.heading))
    .translate(at.x, 0, at.z);
}
