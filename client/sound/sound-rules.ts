import type { Senses } from '../ui/senses.ts';

/** Of a calm walk; who runs takes longer steps rather than many more. */
const STEP_METRES = 0.72;
/** Further than anyone walks in one frame: the body was put elsewhere, without steps. */
const JUMP_METRES = 0.6;
/** Who stands long begins with a step soon. */
const FIRST_STEP_METRES = 0.3;
/** Less than this in a frame is a head that sways. */
const STILL_METRES_PER_SECOND = 0.25;

/** How far someone has gone since their last step; mutable. */
export class StepMeter {
  x = 0;
  z = 0;
  sinceStepMetres = 0;
  isPlaced = false;
}

/** One frame of someone at (x, z), metres; answers whether a foot comes down in it. */
export function takesStep(meter: StepMeter, x: number, z: number, seconds: number): boolean {
  const dx = x - meter.x;
  const dz = z - meter.z;
  const metres = Math.sqrt(dx * dx + dz * dz);
  const wasPlaced = meter.isPlaced;
  meter.x = x;
  meter.z = z;
  meter.isPlaced = true;
  if (!wasPlaced || metres > JUMP_METRES || metres < STILL_METRES_PER_SECOND * seconds) {
    meter.sinceStepMetres = STEP_METRES - FIRST_STEP_METRES;
    return false;
  }
  meter.sinceStepMetres += metres;
  if (meter.sinceStepMetres < STEP_METRES) return false;
  meter.sinceStepMetres = Math.min(meter.sinceStepMetres - STEP_METRES, STEP_METRES / 2);
  return true;
}

const FULL_METRES = 1;
const SILENT_METRES = 9;

/** How much of a step is heard at a distance, 0 to 1: falls with it, and nothing is left at nine metres. */
export function gainAt(metres: number): number {
  if (metres <= FULL_METRES) return 1;
  if (metres >= SILENT_METRES) return 0;
  const fades = (SILENT_METRES - metres) / (SILENT_METRES - FULL_METRES);
  return (FULL_METRES / metres) * fades;
}

export const VOLUMES: Readonly<Record<Senses['volume'], number>> = { quiet: 0.25, middle: 0.55, full: 1 };

export type SoundKind = 'own-call' | 'call' | 'step' | 'room';

/** Whether someone wants to hear it. */
export function isHeard(kind: SoundKind, { sound }: Pick<Senses, 'sound'>): boolean {
  return sound === 'all' || (sound === 'calls' && kind === 'own-call');
}

interface ServedDesk {
  readonly deskId: string;
  readonly ticketNumber: string;
  /** How often that number was called. */
  readonly calls: number;
}

/**
 * Whether somebody else was called: a number has come to the board that was not at that desk, or was called there once more. One's own call
 * sounds in the ear.
 */
export function hasNewCall(
  before: readonly ServedDesk[],
  now: readonly ServedDesk[],
  ownNumber: string | null,
): boolean {
  return now.some(({ deskId, ticketNumber, calls }) => {
    if (ticketNumber === '' || ticketNumber === ownNumber) return false;
    const known = before.find((desk) => desk.deskId === deskId);
    return known?.ticketNumber !== ticketNumber || calls > known.calls;
  });
}

/** One's own call, as it was heard last; mutable. */
export interface HeardCall {
  consultationId: string | null;
  calls: number;
}

/** Whether one is called now: to another consultation, or once more to the same. What came is heard from then on. */
export function isCalledNow(heard: HeardCall, consultationId: string | null, calls: number): boolean {
  if (consultationId === null) return false;
  const isNew = consultationId !== heard.consultationId;
  // The board may say the number a moment after the consultation is there: that is the same call.
  const isAgain = !isNew && heard.calls > 0 && calls > heard.calls;
  heard.consultationId = consultationId;
  heard.calls = isNew ? calls : Math.max(calls, heard.calls);
  return isNew || isAgain;
}
