import { type Bot, startBot } from '../../bots/bot.ts';
import { createGuest } from '../../bots/guest.ts';
import { createMotion } from '../../bots/human-motion.ts';
import { choosePlaces } from '../../bots/places-to-be.ts';

export const CROWD = 50;
const SEED = 1;
/** Half of what everyone is within, seen from where visitors come in; a headset sees 45° to each side, the page 44°. */
const HALF_VIEW_DEGREES = 36;

/** Fills the hall before the eyes of whoever comes in by a spawn and looks ahead: people who walk, talk and sit. */
export async function fillHall(branchUrl: string, branchId: string): Promise<readonly Bot[]> {
  const plan = await createGuest(branchUrl).plan(branchId);
  const slope = Math.tan((HALF_VIEW_DEGREES * Math.PI) / 180);
  const isInView = (x: number, z: number) =>
    plan.spawns.every((spawn) => Math.abs(x - spawn.x) < (spawn.z - z) * slope - 0.3);
  const places = choosePlaces(plan, CROWD, SEED, isInView);
  if (places.length < CROWD)
    throw new Error(`only ${places.length} of ${CROWD} people find a place before the entrance`);
  const from = plan.spawns[0] ?? { x: 0, z: 0 };
  return Promise.all(
    places.map(async ({ kind, course }, index) =>
      startBot(await createGuest(branchUrl).enter(plan.id), {
        branchUrl,
        seed: SEED + index,
        motion: createMotion(SEED + index, kind, course),
        motionSeconds: (nowMs) => nowMs / 1000,
        from,
        watches: false,
      }),
    ),
  );
}
