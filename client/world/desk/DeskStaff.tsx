import { useEffect, useMemo, useRef } from 'react';
import type { BranchPlan } from '../../../shared/branch.ts';
import type { Pose } from '../../../shared/pose.ts';
import type { RemotePerson } from '../../avatars/RemoteAvatars.tsx';
import { useConsultation } from '../../consultation/use-consultation.ts';
import { useBranch } from '../../net/branch-store.ts';
import { deskPartner } from '../../net/voice-space.ts';
import type { FrameClock } from '../../xr/use-steady-clock.ts';
import { AwayCard } from './AwayCard.tsx';
import { createDeskBodies } from './desk-bodies.ts';
import { Keyboards } from './Keyboards.tsx';

/** Bodies beside those that the room sends poses of. */
export interface SeatedStaff {
  readonly people: readonly RemotePerson[];
  beginFrame(clock: FrameClock): void;
  /** Where somebody else was found to be in this frame. */
  note(pose: Readonly<Pose>): void;
  /** As of a `PoseSource`; null for who is none of these. */
  sample(person: { readonly slot: number }, into: Pose): boolean | null;
}

interface DeskStaffProps {
  readonly plan: BranchPlan;
  readonly language: 'en' | 'ru';
  /** The consultation one is in. */
  readonly talkId: string | null;
  readonly ownPose: Pose;
  readonly onChange: (staff: SeatedStaff | null) => void;
}

/** Who is on duty at the consoles, at their desks: their bodies, their keyboards, and a card where they are away. */
export function DeskStaff({ plan, language, talkId, ownPose, onChange }: DeskStaffProps) {
  const staff = useBranch((view) => view.staff);
  const bodies = useMemo(() => createDeskBodies(plan), [plan]);
  const { value: talk } = useConsultation('customer', talkId ?? '', talkId !== null);
  const deskId = talk?.state === 'open' ? talk.deskId : null;
  const consultantName = talk?.consultantName ?? '';
  const people = useRef<readonly RemotePerson[]>([]);
  useEffect(() => {
    const here = bodies.show(staff, deskId === null ? null : { deskId, consultantName });
    deskPartner.avatarId = bodies.partnerId();
    // A word that somebody speaks changes nobody's name.
    if (JSON.stringify(here) === JSON.stringify(people.current)) return;
    people.current = here;
    onChange({
      people: here,
      beginFrame: (clock) => bodies.beginFrame(ownPose, clock),
      note: bodies.note,
      sample: bodies.sample,
    });
  }, [bodies, staff, deskId, consultantName, ownPose, onChange]);
  useEffect(
    () => () => {
      deskPartner.avatarId = null;
      onChange(null);
    },
    [onChange],
  );
  const desks = plan.desks.filter(({ id }) => staff.some((one) => one.deskId === id));
  return (
    <>
      <Keyboards plan={plan} desks={desks} />
      {desks
        .filter(({ id }) => staff.some(({ deskId, presence }) => deskId === id && presence === 'away'))
        .map((desk) => (
          <AwayCard key={desk.id} desk={desk} brand={plan.brand} language={language} />
        ))}
    </>
  );
}
