import { useFrame } from '@react-three/fiber';
import { useEffect, useMemo, useRef } from 'react';
import type { BranchPlan } from '../../shared/branch.ts';
import type { FloorPoint } from '../../shared/walkable.ts';
import { useBranch } from '../net/branch-store.ts';
import type { SoundPlayer } from '../sound/sound-player.ts';
import { gainAt, hasNewCall, isHeard, StepMeter, takesStep } from '../sound/sound-rules.ts';
import { useSounds } from '../sound/use-sounds.ts';
import { useSenses } from '../ui/senses.ts';
import { FrameOrder } from '../xr/frame-order.ts';

const STEPS = ['step1', 'step2', 'step3'] as const;
const OWN_STEP_GAIN = 0.35;
const STEP_GAIN = 0.7;
const BOARD_GAIN = 0.5;
const BOARD_HEARD_METRES = 2.5;

interface SceneSoundsProps {
  readonly plan: BranchPlan;
  /** One's own head over the floor. */
  readonly head: Readonly<FloorPoint>;
  /** Of one's own ticket. */
  readonly ownNumber: string | null;
  /** Where the others are, by slot; kept by the scene. */
  readonly others: ReadonlyMap<number, FloorPoint>;
}

/** What is heard in the branch by whoever wants to hear all of it: feet, calls at the boards, and the room. */
export function SceneSounds(props: SceneSoundsProps) {
  const sounds = useSounds();
  const wantsAll = useSenses((senses) => isHeard('step', senses));
  return sounds && wantsAll ? <Heard {...props} sounds={sounds} /> : null;
}

function Heard({ plan, head, ownNumber, others, sounds }: SceneSoundsProps & { readonly sounds: SoundPlayer }) {
  const desks = useBranch((view) => view.desks);
  // What the board says when one comes in is no news.
  const isThere = useBranch((view) => view.people.size > 0);
  const known = useRef<typeof desks | null>(null);
  useEffect(() => {
    if (known.current && hasNewCall(known.current, desks, ownNumber)) callAtBoard(plan, head, sounds);
    if (isThere) known.current = desks;
  }, [desks, isThere, ownNumber, plan, head, sounds]);

  useEffect(() => sounds.prepare(['call', ...STEPS]), [sounds]);
  // A page that nobody looks at is silent.
  useEffect(() => {
    const follow = () => sounds.setRoomTone(document.visibilityState === 'visible');
    follow();
    document.addEventListener('visibilitychange', follow);
    return () => {
      document.removeEventListener('visibilitychange', follow);
      sounds.setRoomTone(false);
    };
  }, [sounds]);

  const feet = useMemo(() => createFeet(sounds), [sounds]);
  useFrame(({ camera }, seconds) => {
    sounds.listenFrom(camera.matrixWorld.elements);
    feet.hear(head, others, seconds);
  }, FrameOrder.poseIn + 1);
  return null;
}

/** From the nearest board alone: several would be an echo. */
function callAtBoard({ boards }: BranchPlan, head: Readonly<FloorPoint>, sounds: SoundPlayer): void {
  const away = ({ at }: BranchPlan['boards'][number]) => Math.hypot(at.x - head.x, at.z - head.z);
  const board = boards.toSorted((a, b) => away(a) - away(b))[0];
  if (!board) return;
  const fades = Math.min(BOARD_HEARD_METRES / Math.max(away(board), 0.1), 1);
  sounds.playAt('call', BOARD_GAIN * fades, board.at.x, board.heightMetres, board.at.z);
}

/** Everyone's steps, from how they move. A frame without a step allocates nothing. */
function createFeet(sounds: SoundPlayer) {
  const own = new StepMeter();
  const meters = new Map<number, StepMeter>();
  let ear: Readonly<FloorPoint> = own;
  let frameSeconds = 0;
  let steps = 0;
  const nextStep = () => STEPS[steps++ % STEPS.length] ?? 'step1';
  const hearOne = ({ x, z }: FloorPoint, slot: number) => {
    let meter = meters.get(slot);
    if (!meter) {
      meter = new StepMeter();
      meters.set(slot, meter);
    }
    if (!takesStep(meter, x, z, frameSeconds)) return;
    const gain = STEP_GAIN * gainAt(Math.sqrt((x - ear.x) * (x - ear.x) + (z - ear.z) * (z - ear.z)));
    if (gain > 0.01) sounds.playAt(nextStep(), gain, x, 0, z);
  };
  return {
    hear(head: Readonly<FloorPoint>, others: ReadonlyMap<number, FloorPoint>, seconds: number): void {
      ear = head;
      frameSeconds = seconds;
      others.forEach(hearOne);
      if (takesStep(own, head.x, head.z, seconds)) sounds.play(nextStep(), OWN_STEP_GAIN);
    },
  };
}
