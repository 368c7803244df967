import type { Document } from '@gltf-transform/core';
import type { BranchPlan } from '../shared/branch.ts';
import type { Spot } from '../shared/branch-parts.ts';

/** The plan's things that a model has to have, by the name of their node. */
export function placesOf(plan: BranchPlan): [name: string, at: Spot][] {
  return [
    ...plan.desks.flatMap(({ id, at, customerSeat, consultantSeat }): [string, Spot][] => [
      [id, at],
      [`${id}/customer`, customerSeat],
      [`${id}/consultant`, consultantSeat],
    ]),
    ...[...plan.kiosks, ...plan.selfService, ...plan.boards, ...(plan.displays ?? [])].map(
      ({ id, at }): [string, Spot] => [id, at],
    ),
  ];
}

const NEAR_METRES = 0.001;
const NEAR_DEGREES = 0.1;

/** Things that the model has elsewhere than the plan, or not at all: then it was built from another plan. */
export function misplacedIn(model: Document, plan: BranchPlan): string[] {
  const nodes = new Map(
    model
      .getRoot()
      .listNodes()
      .map((node) => [node.getName(), node]),
  );
  return placesOf(plan).flatMap(([name, { x, z, heading }]) => {
    const node = nodes.get(name);
    if (!node) return [name];
    const [nodeX, , nodeZ] = node.getWorldTranslation();
    const [, sin, , cos] = node.getWorldRotation();
    const turned = (-2 * Math.atan2(sin, cos) * 180) / Math.PI - heading;
    const isTurned = Math.abs(((((turned + 180) % 360) + 360) % 360) - 180) > NEAR_DEGREES;
    return isTurned || Math.abs(nodeX - x) > NEAR_METRES || Math.abs(nodeZ - z) > NEAR_METRES ? [name] : [];
  });
}
