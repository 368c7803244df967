import { useXR, XROrigin } from '@react-three/xr';
import { Suspense, useCallback, useMemo, useRef, useState } from 'react';
import type { Group } from 'three';
import type { BranchPlan } from '../../shared/branch.ts';
import { createPose } from '../../shared/pose.ts';
import { type DrawnAvatars, RemoteAvatars, type RemotePerson } from '../avatars/RemoteAvatars.tsx';
import { usePoseSending } from '../avatars/use-pose-sending.ts';
import { useRemotePoses } from '../avatars/use-remote-poses.ts';
import type { DeviceSignInState } from '../identity/use-device-sign-in.ts';
import type { BranchLink } from '../net/branch-link.ts';
import { useBranch } from '../net/branch-store.ts';
import type { Steering, Walker } from '../xr/locomotion.ts';
import { useLocomotion } from '../xr/use-locomotion.ts';
import { useSteadyClock } from '../xr/use-steady-clock.ts';
import { WalkableFloor } from '../xr/WalkableFloor.tsx';
import { ChartWall } from './ChartWall.tsx';
import { FieldOfView } from './FieldOfView.tsx';
import { Kiosk } from './Kiosk.tsx';
import { type KioskStatus, kioskLines } from './kiosk-screen.ts';
import { NumberBoard } from './NumberBoard.tsx';
import { PersonLabel } from './PersonLabel.tsx';
import { PhoneBoard } from './PhoneBoard.tsx';
import { personColour } from './person-colour.ts';
import { SceneSigns } from './SceneSigns.tsx';
import { SelfServiceTerminal } from './SelfServiceTerminal.tsx';
import { StaticBranch } from './StaticBranch.tsx';
import { isProbed, TestProbe } from './test-probe.ts';
import type { BranchModel } from './use-branch-model.ts';
import { VrNotice } from './VrNotice.tsx';
import type { WorldTexts } from './world-texts.ts';

export interface BranchSceneProps {
  readonly plan: BranchPlan;
  readonly model: BranchModel;
  readonly link: BranchLink;
  readonly walker: Walker;
  readonly stick: Readonly<Steering>;
  readonly language: 'en' | 'ru';
  readonly texts: WorldTexts;
  readonly kiosk: KioskStatus;
  /** A sign-in by phone, which the kiosks show in VR. */
  readonly phone: DeviceSignInState;
  /** `inVr`: there is no page to open a panel on. */
  readonly onKiosk: (inVr: boolean) => void;
  readonly onSelfService: () => void;
}

/** A branch with everyone in it. */
export function BranchScene(props: BranchSceneProps) {
  const { plan, model, link, walker, stick, texts } = props;
  const origin = useRef<Group>(null);
  const ownPose = useMemo(() => createPose(), []);
  useSteadyClock();
  useLocomotion({ walker, ground: plan, stick, origin });
  usePoseSending({ link, walker, origin, own: ownPose });
  const drawn = useMemo<DrawnAvatars | undefined>(() => (isProbed() ? new Map() : undefined), []);
  return (
    <>
      <FieldOfView />
      <XROrigin ref={origin} />
      <StaticBranch plan={plan} model={model} />
      <WalkableFloor ground={plan} walker={walker} markerColour={plan.brand.accent} />
      <Suspense fallback={null}>
        <Services {...props} />
      </Suspense>
      <Others plan={plan} link={link} texts={texts} drawn={drawn} />
      {drawn && <TestProbe ownPose={ownPose} drawn={drawn} model={model} />}
    </>
  );
}

/** What can be read and pressed. */
function Services({ plan, language, texts, kiosk, phone, onKiosk, onSelfService }: BranchSceneProps) {
  const inVr = useXR((state) => state.session !== undefined);
  const desks = useBranch((view) => view.desks);
  const waiting = useBranch((view) => view.waiting);
  const [toldNotInVr, setToldNotInVr] = useState(false);
  const lines = kioskLines(kiosk, texts, inVr);
  const isRefused = inVr && toldNotInVr;
  const { terminal } = texts;
  return (
    <>
      <SceneSigns plan={plan} language={language} texts={texts} desks={desks} />
      {plan.boards.map((board) => (
        <NumberBoard
          key={board.id}
          board={board}
          plan={plan}
          language={language}
          texts={texts}
          state={{ desks, waiting }}
        />
      ))}
      {plan.displays?.map((display) => (
        <ChartWall key={display.id} display={display} texts={texts} brand={plan.brand} />
      ))}
      {plan.kiosks.map(({ id, at }) => (
        <Kiosk
          key={id}
          at={at}
          brand={plan.brand}
          sign={texts.sign.tickets}
          lines={lines}
          onPress={() => onKiosk(inVr)}
        />
      ))}
      {inVr &&
        kiosk.kind === 'sign-in-needed' &&
        plan.kiosks.map(({ id, at }) => (
          <PhoneBoard key={id} at={at} state={phone} language={language} onPress={() => onKiosk(inVr)} />
        ))}
      {plan.selfService.map(({ id, at }) => (
        <SelfServiceTerminal
          key={id}
          at={at}
          title={isRefused ? terminal.notInVr : terminal.title}
          hint={isRefused ? terminal.notInVrHint : terminal.press}
          onPress={() => (inVr ? setToldNotInVr(true) : onSelfService())}
        />
      ))}
      <VrNotice
        title={kiosk.kind === 'called' ? texts.kiosk.called(kiosk.deskLabel) : ''}
        hint={texts.kiosk.calledHint}
      />
    </>
  );
}

interface OthersProps {
  readonly plan: BranchPlan;
  readonly link: BranchLink;
  readonly texts: WorldTexts;
  readonly drawn: DrawnAvatars | undefined;
}

/** Everyone else who is here with a body. */
function Others({ plan, link, texts, drawn }: OthersProps) {
  const everyone = useBranch((view) => view.people);
  const ownId = useBranch((view) => view.avatarId);
  const people = useMemo(
    () => [...everyone.values()].filter(({ avatarId, embodied }) => embodied && avatarId !== ownId),
    [everyone, ownId],
  );
  const samplePose = useRemotePoses(link, people);
  const colourOf = useCallback((person: RemotePerson) => personColour(person, plan.brand.primary), [plan]);
  return (
    <RemoteAvatars
      people={people}
      samplePose={samplePose}
      colourOf={colourOf}
      drawn={drawn}
      label={(person) => (
        <Suspense fallback={null}>
          <PersonLabel person={person} texts={texts} />
        </Suspense>
      )}
    />
  );
}
