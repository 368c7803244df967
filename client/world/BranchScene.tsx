import { useXR, XROrigin } from '@react-three/xr';
import { Suspense, useCallback, useMemo, useRef, useState } from 'react';
import type { Group } from 'three';
import type { BranchPlan } from '../../shared/branch.ts';
import { createPose, type Pose } from '../../shared/pose.ts';
import type { FloorPoint } from '../../shared/walkable.ts';
import { isReadingAloud } from '../assistant/use-read-aloud.ts';
import { type DrawnAvatars, RemoteAvatars, type RemotePerson } from '../avatars/RemoteAvatars.tsx';
import { usePoseSending } from '../avatars/use-pose-sending.ts';
import { useRemotePoses } from '../avatars/use-remote-poses.ts';
import { OwnVrmBody } from '../avatars/vrm/OwnVrmBody.tsx';
import { useOwnVrm } from '../avatars/vrm/own-vrm.ts';
import type { DeviceSignInControl } from '../identity/use-device-sign-in.ts';
import type { BranchLink } from '../net/branch-link.ts';
import { useBranch } from '../net/branch-store.ts';
import { voiceLevels } from '../net/voice-levels.ts';
import { ComfortVignette } from '../xr/ComfortVignette.tsx';
import { CorrectionDim } from '../xr/CorrectionDim.tsx';
import { mayTeleport } from '../xr/comfort.ts';
import type { Steering, Walker } from '../xr/locomotion.ts';
import { useLocomotion } from '../xr/use-locomotion.ts';
import { type FrameClock, useSteadyClock } from '../xr/use-steady-clock.ts';
import { createVignette } from '../xr/vignette.ts';
import { WalkableFloor } from '../xr/WalkableFloor.tsx';
import { ASSISTANT_BODY, isAssistant, poseAssistant, whoToLookAt } from './assistant-body.ts';
import { ChartWall } from './ChartWall.tsx';
import type { SeatedStaff } from './desk/DeskStaff.tsx';
import { FieldOfView } from './FieldOfView.tsx';
import { Kiosk } from './Kiosk.tsx';
import { type KioskStatus, kioskLines } from './kiosk-screen.ts';
import { NumberBoard } from './NumberBoard.tsx';
import { PressableAssistant } from './PressableAssistant.tsx';
import { DeskStaff, PhoneBoard, VrPanels } from './parts-for-later.ts';
import { personLabel } from './person-label.ts';
import { SceneSigns } from './SceneSigns.tsx';
import { SceneSounds } from './SceneSounds.tsx';
import { SelfServiceTerminal } from './SelfServiceTerminal.tsx';
import { StaticBranch } from './StaticBranch.tsx';
import { isProbed, isWatched, TestProbe } from './test-probe.ts';
import type { BranchModel } from './use-branch-model.ts';
import { useComfort } from './use-comfort.ts';
import { VrCaption } from './VrCaption.tsx';
import { VrNotice } from './VrNotice.tsx';
import type { Screen } from './vr/menu-docs.ts';
import { usePanelOpen } from './vr/panel-open.ts';
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
  readonly phone: DeviceSignInControl;
  /** The consultation one is in. */
  readonly talkId: string | null;
  readonly onTalkEnded: () => void;
  /** The gamepad in use, if any. */
  readonly pad: { readonly current: Gamepad | null };
  /** `inVr`: there is no page to open a panel on. */
  readonly onKiosk: (inVr: boolean) => void;
  readonly onSelfService: () => void;
  /** Pressed outside VR. */
  readonly onAssistant: () => void;
}

/** A branch with everyone in it. */
export function BranchScene(props: BranchSceneProps) {
  const { plan, model, link, walker, stick, pad, language, texts } = props;
  const comfort = useComfort();
  const vignette = useMemo(createVignette, []);
  const [asked, setAsked] = useState<{ readonly screen: Screen } | null>(null);
  const origin = useRef<Group>(null);
  const ownPose = useMemo(() => createPose(), []);
  const strangers = useMemo(() => new Map<number, FloorPoint>(), []);
  const inVr = useXR((state) => state.session !== undefined);
  useSteadyClock();
  useLocomotion({ walker, ground: plan, strangers, stick, pad, comfort, vignette, origin });
  usePoseSending({ link, walker, origin, own: ownPose });
  const drawn = useMemo<DrawnAvatars | undefined>(() => (isWatched() ? new Map() : undefined), []);
  return (
    <>
      <FieldOfView />
      <XROrigin ref={origin}>
        <Suspense fallback={null}>
          {inVr && (
            <VrPanels
              plan={plan}
              language={language}
              texts={texts}
              walker={walker}
              kiosk={props.kiosk}
              phone={props.phone}
              talkId={props.talkId}
              onTalkEnded={props.onTalkEnded}
              ownPose={ownPose}
              asked={asked}
            />
          )}
        </Suspense>
      </XROrigin>
      <StaticBranch plan={plan} model={model} />
      <WalkableFloor
        ground={plan}
        walker={walker}
        strangers={strangers}
        mayTeleport={mayTeleport(comfort)}
        markerColour={plan.brand.accent}
      />
      <Suspense fallback={null}>
        <Services {...props} onAsk={(screen) => setAsked({ screen })} />
      </Suspense>
      <Others
        {...props}
        ownPose={ownPose}
        drawn={drawn}
        strangers={strangers}
        isInTalk={props.kiosk.kind === 'called'}
      />
      <SceneSounds
        plan={plan}
        head={walker.head}
        ownNumber={'number' in props.kiosk ? props.kiosk.number : null}
        others={strangers}
      />
      <Suspense fallback={null}>
        <VrCaption />
      </Suspense>
      <OwnVrmBody pose={ownPose} />
      <ComfortVignette vignette={vignette} kind={comfort.vignette} />
      <CorrectionDim walker={walker} />
      {isProbed() && <TestProbe ownPose={ownPose} drawn={drawn} model={model} origin={origin} />}
    </>
  );
}

/** What can be read and pressed. */
function Services(props: BranchSceneProps & { readonly onAsk: (screen: Screen) => void }) {
  const { plan, language, texts, kiosk, phone, onKiosk, onSelfService, onAssistant, onAsk } = props;
  const inVr = useXR((state) => state.session !== undefined);
  const desks = useBranch((view) => view.desks);
  const waiting = useBranch((view) => view.waiting);
  const lines = kioskLines(kiosk, texts, inVr);
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
          sign={plan.signs?.tickets?.[language] ?? texts.sign.tickets}
          lines={lines}
          onPress={() => onKiosk(inVr)}
        />
      ))}
      {inVr &&
        kiosk.kind === 'sign-in-needed' &&
        plan.kiosks.map(({ id, at }) => (
          <PhoneBoard key={id} at={at} state={phone.state} language={language} onPress={() => onKiosk(inVr)} />
        ))}
      {plan.assistant && (
        <PressableAssistant at={plan.assistant} onPress={() => (inVr ? onAsk('assistant') : onAssistant())} />
      )}
      {plan.selfService.map(({ id, at }) => (
        <SelfServiceTerminal
          key={id}
          at={at}
          brand={plan.brand}
          title={terminal.title}
          hint={terminal.press}
          onPress={() => (inVr ? onAsk('accounts') : onSelfService())}
        />
      ))}
      <Notice kiosk={kiosk} texts={texts} />
    </>
  );
}

/** What the page would say, for whoever cannot see it: first of the link, then of a call. */
function Notice({ kiosk, texts }: Pick<BranchSceneProps, 'kiosk' | 'texts'>) {
  const status = useBranch((view) => view.status);
  const isPanelOpen = usePanelOpen((panel) => panel.isOpen);
  if (status === 'reconnecting') return <VrNotice {...texts.inVr.lost} />;
  if (status === 'taken-over') return <VrNotice {...texts.inVr.elsewhere} />;
  // The panel opens by itself, and says who is with one.
  if (kiosk.kind !== 'called' || isPanelOpen) return null;
  return <VrNotice title={texts.kiosk.called(kiosk.deskLabel)} hint={texts.kiosk.calledHint} />;
}

interface OthersProps extends BranchSceneProps {
  readonly ownPose: Pose;
  readonly drawn: DrawnAvatars | undefined;
  /** Is kept filled with where those are whom one keeps clear of. */
  readonly strangers: Map<number, FloorPoint>;
  /** One's consultant is no stranger; which of the staff it is, only the server knows. */
  readonly isInTalk: boolean;
}

/** Everyone else who is here with a body. */
function Others({ plan, link, ownPose, texts, drawn, strangers, isInTalk, model, ...props }: OthersProps) {
  const [staff, setStaff] = useState<SeatedStaff | null>(null);
  const hasStaff = useBranch((view) => view.staff.length > 0);
  // Who sits at a desk comes after what one can walk in.
  const isPlaceThere = model.kind === 'ready' ? model.isWhole : model.kind !== 'loading';
  const everyone = useBranch((view) => view.people);
  const ownId = useBranch((view) => view.avatarId);
  const people = useMemo(
    () => [...everyone.values()].filter(({ avatarId, embodied }) => embodied && avatarId !== ownId),
    [everyone, ownId],
  );
  const noted = useMemo(() => {
    const mayBeNear = ({ role }: RemotePerson) => isInTalk && (role === 'consultant' || role === 'supervisor');
    return { slots: new Set(people.filter((person) => !mayBeNear(person)).map(({ slot }) => slot)), places: strangers };
  }, [people, isInTalk, strangers]);
  const poses = useRemotePoses(link, people, noted);
  const assistantAt = plan.assistant;
  const bodies = useMemo(
    () => [...people, ...(staff?.people ?? []), ...(assistantAt ? [ASSISTANT_BODY] : [])],
    [people, staff, assistantAt],
  );
  const posesOfAll = useMemo(
    () => ({
      beginFrame(clock: FrameClock) {
        poses.beginFrame(clock);
        staff?.beginFrame(clock);
      },
      sample(person: { readonly slot: number }, into: Pose) {
        if (assistantAt && isAssistant(person)) {
          const gaze = whoToLookAt(assistantAt, ownPose.headPosition, people, strangers, voiceLevels);
          poseAssistant(assistantAt, gaze, isReadingAloud(), into);
          return true;
        }
        const atDesk = staff?.sample(person, into) ?? null;
        if (atDesk !== null) return atDesk;
        const isKnown = poses.sample(person, into);
        if (isKnown) staff?.note(into);
        return isKnown;
      },
    }),
    [poses, assistantAt, ownPose, staff, people, strangers],
  );
  const self = ownId === null ? undefined : everyone.get(ownId);
  const label = useCallback((person: RemotePerson) => personLabel(person, texts), [texts]);
  const hasVrm = useOwnVrm(({ vrm }) => vrm !== null);
  const isDrawn = self?.embodied && !hasVrm;
  const own = useMemo(() => (self && isDrawn ? { person: self, pose: ownPose } : null), [self, isDrawn, ownPose]);
  return (
    <>
      <Suspense fallback={null}>
        {hasStaff && isPlaceThere && (
          <DeskStaff
            plan={plan}
            language={props.language}
            talkId={props.talkId}
            ownPose={ownPose}
            onChange={setStaff}
          />
        )}
      </Suspense>
      <RemoteAvatars people={bodies} poses={posesOfAll} own={own} uniform={plan.brand} drawn={drawn} label={label} />
    </>
  );
}
