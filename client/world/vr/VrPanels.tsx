import { useFrame } from '@react-three/fiber';
import { useXR } from '@react-three/xr';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type Group, Vector3 } from 'three';
import type { BranchPlan } from '../../../shared/branch.ts';
import type { Party } from '../../../shared/consultation-members.ts';
import type { Pose } from '../../../shared/pose.ts';
import { consultationTexts } from '../../consultation/consultation-texts.ts';
import { nameOf } from '../../consultation/party-names.ts';
import { useConsultation } from '../../consultation/use-consultation.ts';
import { useTalk } from '../../consultation/use-talk.ts';
import { useTalkCaptions } from '../../consultation/use-talk-captions.ts';
import type { DeviceSignInControl } from '../../identity/use-device-sign-in.ts';
import type { PanelView } from '../../panels/PanelSurface.tsx';
import { useOpenProposals } from '../../proposals/use-proposal-decision.ts';
import { useSpokenCaptions } from '../../voice/use-spoken-captions.ts';
import { FrameOrder } from '../../xr/frame-order.ts';
import type { Walker } from '../../xr/locomotion.ts';
import type { KioskStatus } from '../kiosk-screen.ts';
import { isProbed } from '../test-probe.ts';
import type { WorldTexts } from '../world-texts.ts';
import { AssistantScreen } from './AssistantScreen.tsx';
import { AccountsScreen } from './accounts/AccountsScreen.tsx';
import { type BegunDetails, DocumentScreen } from './documents/DocumentScreen.tsx';
import { FolderScreen } from './documents/FolderScreen.tsx';
import { useOutToSign } from './documents/out-to-sign.ts';
import { HallScreen } from './HallScreen.tsx';
import { MenuSign } from './MenuSign.tsx';
import type { Screen } from './menu-docs.ts';
import { PhoneWindow } from './PhoneWindow.tsx';
import { usePanelOpen } from './panel-open.ts';
import { PaymentsScreen } from './pay/PaymentScreen.tsx';
import { PayScreen } from './pay/PayScreen.tsx';
import { ProposalScreen } from './proposals/ProposalScreen.tsx';
import { RatingScreen } from './rating/RatingScreen.tsx';
import type { ScreenProps } from './Surface.tsx';
import { HelpScreen, MenuScreen, PlacesScreen, SettingsScreen, TicketScreen } from './screens.tsx';
import { ShowingScreen } from './showing/ShowingScreen.tsx';
import { TalkScreen } from './TalkScreen.tsx';
import { useMenuButton } from './use-menu-button.ts';
import { useOwnHands } from './use-own-hands.ts';
import { usePalmUp } from './use-palm-up.ts';
import { usePaymentInHand, usePhoneWindow } from './use-phone-window.ts';
import { useTableNews } from './use-table-news.ts';
import { vrTexts } from './vr-texts.ts';

export interface VrPanelsProps {
  readonly plan: BranchPlan;
  readonly language: 'en' | 'ru';
  readonly texts: WorldTexts;
  readonly walker: Walker;
  readonly kiosk: KioskStatus;
  readonly phone: DeviceSignInControl;
  /** The consultation one is in. */
  readonly talkId: string | null;
  readonly onTalkEnded: () => void;
  /** One's pose as it is sent. */
  readonly ownPose: Readonly<Pose>;
  /** Opens a screen from elsewhere in the scene: each new object opens it again. */
  readonly asked: { readonly screen: Screen } | null;
}

/** The panels of whoever wears a headset, in their play space: there the page cannot be seen. Nobody else's browser draws them. */
export function VrPanels(props: VrPanelsProps) {
  const inVr = useXR((state) => state.session !== undefined);
  useOwnHands();
  return inVr ? <Panels {...props} /> : null;
}

/** Those that need no talk. */
const SCREENS = {
  menu: MenuScreen,
  assistant: AssistantScreen,
  ticket: TicketScreen,
  accounts: AccountsScreen,
  pay: PayScreen,
  payments: PaymentsScreen,
  folder: FolderScreen,
  rating: RatingScreen,
  places: PlacesScreen,
  hall: HallScreen,
  settings: SettingsScreen,
  help: HelpScreen,
} as const;

function Panels({ asked, ownPose, talkId, onTalkEnded, ...props }: VrPanelsProps) {
  const [screen, setScreen] = useState<Screen | null>(null);
  /** Another number is another place: the panel comes before the eyes anew each time it is opened. */
  const [opening, setOpening] = useState(0);
  const go = useCallback((next: Screen | null) => {
    setScreen((before) => {
      if (before === null && next !== null) setOpening((count) => count + 1);
      return next;
    });
  }, []);
  const [lastTalkId, setLastTalkId] = useState<string | null>(null);
  const isOpen = screen !== null;
  useEffect(() => {
    usePanelOpen.setState({ isOpen });
    return () => usePanelOpen.setState({ isOpen: false });
  }, [isOpen]);
  const toggle = useCallback(() => go(screen === null ? 'menu' : null), [go, screen]);
  useMenuButton(toggle);
  usePalmUp(ownPose, toggle);
  const heard = useRef(asked);
  useEffect(() => {
    // What was asked for in a session before this one is over.
    if (asked && asked !== heard.current) go(asked.screen);
    heard.current = asked;
  }, [asked, go]);
  // A call is what the customer waits for: it opens by itself. Who went out to sign comes back to their document.
  const leftFor = useRef(useOutToSign.getState().documentId === null ? null : talkId);
  useEffect(() => useOutToSign.setState({ documentId: null }), []);
  useEffect(() => {
    if (talkId !== null) go(talkId === leftFor.current ? 'documents' : 'talk');
  }, [talkId, go]);

  const { plan, language, phone } = props;
  const payment = usePaymentInHand(() => go('pay'));
  const [signing, setSigning] = useState<string | null>(null);
  const phoneWindow = usePhoneWindow(signing === null ? payment.need : `document ${signing}`, phone.state);
  const colours = useMemo(() => ({ brand: plan.brand.primary, accent: plan.brand.accent }), [plan]);
  const onShow = isProbed() ? tellProbe : undefined;
  const screenProps: ScreenProps = {
    ...props,
    hasTalk: talkId !== null,
    lastTalkId,
    colours,
    onShow,
    go,
    lookOut: phoneWindow.lookOut,
    onWindow: phoneWindow.set,
    paymentId: payment.id,
    onPayment: payment.open,
    onFilledForm: payment.openFilled,
    goOnPaying: payment.goOn,
    payFrom: payment.from,
    isPayFilled: payment.isFilled,
    onSigning: setSigning,
  };
  const endTalk = () => {
    onTalkEnded();
    setLastTalkId(talkId);
    go('rating');
  };
  const Shown = screen !== null && screen in SCREENS ? SCREENS[screen as keyof typeof SCREENS] : null;
  return (
    <>
      {screen === null && (
        <MenuSign label={vrTexts[language].openMenu} colours={colours} walker={props.walker} onPress={toggle} />
      )}
      {phoneWindow.lookOut === 'open' && (
        <PhoneWindow
          label={vrTexts[language].close}
          colours={colours}
          walker={props.walker}
          onClose={() => phoneWindow.set(false)}
        />
      )}
      <BeforeEyes opening={opening}>
        {Shown && <Shown {...screenProps} />}
        {talkId !== null && <PrivateTalk screen={screenProps} talkId={talkId} shown={screen} onEnded={endTalk} />}
      </BeforeEyes>
    </>
  );
}

/** Those that the end of the talk is told on. */
const OF_TALK: ReadonlySet<Screen> = new Set<Screen>(['talk', 'documents', 'proposals', 'showing']);

interface PrivateTalkProps {
  readonly screen: ScreenProps;
  readonly talkId: string;
  readonly shown: Screen | null;
  readonly onEnded: () => void;
}

/** Keeps the link of the talk while its panel is put away. */
function PrivateTalk({ screen, talkId, shown, onEnded }: PrivateTalkProps) {
  const talk = useTalk('customer', talkId);
  const { value } = useConsultation('customer', talkId, !talk.ended);
  const { supervisor, colleague } = talk;
  const { go } = screen;
  // Who comes in beside the two is seen at once, whatever else is open.
  useEffect(() => {
    if (supervisor || colleague) go('talk');
  }, [supervisor, colleague, go]);
  const names = (party: Party) => (value ? nameOf(party, value, consultationTexts[screen.language]) : '');
  useTalkCaptions(talk.lines, 'customer', names, shown !== 'talk');
  useSpokenCaptions(names);
  const proposals = useOpenProposals(talkId);
  useTableNews(talkId, value?.consultantName ?? '', proposals?.[0], screen.language);
  // Half-typed details outlive their panel, and end with the talk.
  const [begun, setBegun] = useState<BegunDetails>({});
  if (shown === 'documents' && !talk.ended)
    return <DocumentScreen screen={screen} consultationId={talkId} begun={begun} onBegun={setBegun} />;
  if (shown === 'proposals' && !talk.ended) return <ProposalScreen screen={screen} waiting={proposals} />;
  if (shown === 'showing' && !talk.ended) return <ShowingScreen screen={screen} consultationId={talkId} />;
  if (shown === null || !OF_TALK.has(shown)) return null;
  return (
    <TalkScreen screen={screen} consultationId={talkId} talk={talk} proposals={proposals ?? []} onEnded={onEnded} />
  );
}

function tellProbe(panel: PanelView | null): void {
  if (window.__atriumProbe) window.__atriumProbe.panel = panel;
}

const AHEAD_METRES = 0.62;
const BELOW_EYES_METRES = 0.17;
const head = new Vector3();
const ahead = new Vector3();

/** At arm's length before the eyes as they are now, turned to them; it stays there in the play space, and comes along when one moves. */
function BeforeEyes({ opening, children }: { readonly opening: number; readonly children: ReactNode }) {
  const group = useRef<Group>(null);
  const placed = useRef<number | null>(null);
  useFrame(({ camera, gl }) => {
    if (placed.current === opening || !gl.xr.isPresenting || !group.current?.parent) return;
    head.setFromMatrixPosition(camera.matrixWorld);
    if (head.y === 0) return;
    placed.current = opening;
    camera.getWorldDirection(ahead).setY(0).normalize().multiplyScalar(AHEAD_METRES).add(head);
    ahead.y -= BELOW_EYES_METRES;
    group.current.position.copy(group.current.parent.worldToLocal(ahead));
    group.current.lookAt(head);
  }, FrameOrder.poseIn);
  return <group ref={group}>{children}</group>;
}
