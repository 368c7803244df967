import { z } from 'zod';
import type { BranchPlan } from '../../shared/branch.ts';
import { isWalkable } from '../../shared/walkable.ts';
import { forgetKept, keep, readKept } from '../ui/kept-setting.ts';
import type { Walker } from '../xr/locomotion.ts';

/** As long as the server keeps it (`server/branch/kept-places.ts`): who comes later begins at the door. */
export const PLACE_KEPT_FOR_MS = 2 * 60_000;
const NAME = 'atrium-place';

const KeptPlace = z.object({
  branchId: z.string(),
  /** The pseudonym; null for a guest. */
  person: z.string().nullable(),
  atMs: z.number(),
  x: z.number(),
  z: z.number(),
  yaw: z.number(),
});

/** Of this browser, not of this tab: a second tab goes on where the first one stood. */
export function keepPlace({ id }: Pick<BranchPlan, 'id'>, person: string | null, { head, yaw }: Walker): void {
  const place: z.infer<typeof KeptPlace> = { branchId: id, person, atMs: Date.now(), x: head.x, z: head.z, yaw };
  keep(NAME, JSON.stringify(place));
}

/** Puts a body where its owner last stood in this branch, if that is not too long ago. Answers whether it did. */
export function takeKeptPlace(plan: BranchPlan, person: string | null, walker: Walker): boolean {
  const kept = parse(readKept(NAME));
  if (!kept || kept.branchId !== plan.id) return false;
  // A guest who signs in is the same person.
  if (kept.person !== null && kept.person !== person) return false;
  const ageMs = Date.now() - kept.atMs;
  if (!(ageMs >= 0 && ageMs <= PLACE_KEPT_FOR_MS) || !isWalkable(plan, kept.x, kept.z)) {
    forgetKept(NAME);
    return false;
  }
  standAt(walker, kept.x, kept.z);
  walker.yaw = kept.yaw;
  return true;
}

export function standAt(walker: Walker, x: number, z: number): void {
  walker.x = walker.head.x = x;
  walker.z = walker.head.z = z;
}

function parse(text: string | null): z.infer<typeof KeptPlace> | undefined {
  try {
    return KeptPlace.safeParse(JSON.parse(text ?? 'null')).data;
  } catch {
    return undefined;
  }
}
