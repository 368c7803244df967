import { type CSSProperties, Suspense, useEffect, useMemo, useState } from 'react';
import { z } from 'zod';
import { useStore } from 'zustand';
import type { BranchPlan } from '../../shared/branch.ts';
import { useAppearance } from '../avatars/kept-appearance.ts';
import type { ProposedPayment } from '../banking/pay/pay-start.ts';
import { useDeviceSignIn } from '../identity/use-device-sign-in.ts';
import { NoticeBridge } from '../net/NoticeBridge.tsx';
import { useBranchLink } from '../net/use-branch-link.ts';
import { useDraftOwner } from '../net/use-draft-owner.ts';
import { useCallSound } from '../sound/use-sounds.ts';
import { CaptionBar } from '../ui/CaptionBar.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useBrand } from '../ui/use-brand.ts';
import { useDocumentTitle } from '../ui/use-document-title.ts';

import { useKeptDraft } from '../ui/use-kept-draft.ts';
import { createWalker } from '../xr/locomotion.ts';
import { createBranchXRStore } from '../xr/xr-store.ts';
import { BranchCanvas } from './BranchCanvas.tsx';
import { InviteSheet } from './InviteSheet.tsx';
import { LoadingBar } from './LoadingBar.tsx';
import { moodOf } from './mood.ts';
import {
  AssistantPart,
  BackToHeadset,
  BankingPanel,
  ConsultationPanel,
  fetchPartsForLater,
  HallVoice,
  HelpSheet,
  RatingCard,
  SettingsSheet,
  TablePart,
  TicketPanel,
  VoiceKeeper,
  WardrobeSheet,
} from './parts-for-later.ts';
import { TouchStick } from './TouchStick.tsx';
import { useBranchModel } from './use-branch-model.ts';
import { useKeptPlace } from './use-kept-place.ts';
import { useKiosk } from './use-kiosk.ts';
import { usePad } from './use-pad.ts';
import { useOutToSign } from './vr/documents/out-to-sign.ts';
import { WorldHud } from './WorldHud.tsx';
import { WorldMessage } from './WorldMessage.tsx';
import { WorldNews } from './WorldNews.tsx';
import type { WorldTexts } from './world-texts.ts';

/** What lies over the scene. */
const OpenPanel = z
  .enum(['ticket', 'banking', 'consultation', 'invite', 'wardrobe', 'settings', 'help', 'assistant'])
  .nullable();
export type OpenPanel = z.infer<typeof OpenPanel>;

interface BranchVisitProps {
  readonly plan: BranchPlan;
  readonly language: 'en' | 'ru';
  readonly texts: WorldTexts;
}

/** A visit: the link to the branch room, the scene, and the features that are reached from it. */
export function BranchVisit({ plan, language, texts }: BranchVisitProps) {
  const link = useBranchLink({ branchId: plan.id, presence: 'embodied', audience: 'visitor' });
  useDocumentTitle(plan.name[language]);
  const [isReady, setIsReady] = useState(false);
  const mood = useMemo(() => moodOf(location.search, new Date()), []);
  const walker = useMemo(() => walkerAtSpawn(plan), [plan]);
  const model = useBranchModel(plan, mood, walker);
  const hasCome = model.kind === 'failed' || model.kind === 'bare' || (model.kind === 'ready' && model.isWhole);
  useEffect(() => {
    if (hasCome) fetchPartsForLater();
  }, [hasCome]);
  const appearance = useAppearance((state) => state.packed);
  useEffect(() => link?.showAppearance(appearance), [link, appearance]);
  const owner = useDraftOwner('customer');
  const { value: panel, change: setPanel } = useKeptDraft<OpenPanel>({
    name: 'panel',
    owner,
    schema: OpenPanel,
    empty: null,
  });
  const close = () => setPanel(null);
  const kiosk = useKiosk(plan, language);
  useCallSound(kiosk.consultationId, 'number' in kiosk.status ? kiosk.status.number : null);
  const [talkId, setTalkId] = useState<string | null>(null);
  const [proposed, setProposed] = useState<ProposedPayment | null>(null);
  // A call is what the customer waits for: it opens by itself. It stays open until its end has been read.
  useEffect(() => {
    if (!kiosk.consultationId) return;
    setTalkId(kiosk.consultationId);
    setPanel('consultation');
  }, [kiosk.consultationId, setPanel]);
  const leaveTalk = () => {
    setTalkId(null);
    setPanel(null);
  };

  const phone = useDeviceSignIn(plan.id, 'headset');
  const pressKiosk = () => {
    if (kiosk.status.kind !== 'sign-in-needed') return kiosk.take();
    // A code that may be on its way to the phone is not taken back by a press too many.
    if (phone.state.kind === 'idle' || phone.state.kind === 'ended') phone.start();
  };

  const xrStore = useMemo(() => createBranchXRStore(), []);
  // In VR talk and accounts are in a panel of the scene: two would be two links, or two forms, of one person.
  const inVr = useStore(xrStore, (state) => state.session !== undefined);
  const isOutToSign = useOutToSign((state) => state.documentId !== null);
  useEffect(() => {
    if (isOutToSign) setPanel('consultation');
  }, [isOutToSign, setPanel]);
  const pad = usePad();
  const place = useKeptPlace(plan, walker, link);
  const returnHere = () => {
    place.take();
    link?.returnHere();
  };
  const roomId = link?.roomId();
  const stick = useMemo(() => ({ forward: 0, sideways: 0, turn: 0 }), []);
  useBrand(plan);
  const brand = { '--world-brand': plan.brand.primary, '--world-accent': plan.brand.accent } as CSSProperties;
  return (
    <div style={brand}>
      <NoticeBridge link={link} />
      {link && (
        <BranchCanvas
          xrStore={xrStore}
          onReady={() => setIsReady(true)}
          plan={plan}
          model={model}
          link={link}
          walker={walker}
          stick={stick}
          language={language}
          texts={texts}
          kiosk={kiosk.status}
          phone={phone}
          talkId={talkId}
          onTalkEnded={leaveTalk}
          pad={pad}
          onKiosk={(inVr) => (inVr ? pressKiosk() : setPanel('ticket'))}
          onSelfService={() => setPanel('banking')}
          onAssistant={() => setPanel('assistant')}
        />
      )}
      {!isReady && <WorldMessage texts={texts} message={texts.loading} />}
      {isReady && model.kind === 'loading' && (
        <LoadingBar texts={texts} welcome={plan.welcome?.[language]} {...model} />
      )}
      {model.kind === 'failed' && (
        <WorldMessage texts={texts} message={texts.modelFailed} isProblem onRetry={model.retry} />
      )}
      <TouchStick label={texts.stickLabel} steering={stick} />
      <WorldHud
        plan={plan}
        language={language}
        texts={texts}
        xrStore={xrStore}
        ticketNumber={'number' in kiosk.status ? kiosk.status.number : null}
        hasConsultation={talkId !== null}
        onOpen={setPanel}
        onReturnHere={returnHere}
      />
      <CaptionBar />
      <WorldNews kiosk={kiosk.status} texts={texts} />
      {panel === 'ticket' && (
        <Sheet title={texts.takeTicket} onClose={close}>
          <Suspense fallback={<Skeleton lines={4} />}>
            <TicketPanel branchId={plan.id} onConsultation={() => setPanel('consultation')} />
          </Suspense>
        </Sheet>
      )}
      {panel === 'banking' && !inVr && (
        <Sheet title={texts.selfService} onClose={close}>
          <Suspense fallback={<Skeleton lines={4} />}>
            <BankingPanel />
          </Suspense>
        </Sheet>
      )}
      {panel === 'consultation' && talkId && !inVr && (
        <Sheet title={texts.consultation} onClose={close}>
          <Suspense fallback={<Skeleton lines={4} />}>
            {isOutToSign && <BackToHeadset consultationId={talkId} xrStore={xrStore} />}
            {isOutToSign && <TablePart consultationId={talkId} onPay={setProposed} />}
            <ConsultationPanel audience="customer" consultationId={talkId} onEnded={leaveTalk} />
            <RatingCard only={talkId} />
            {!isOutToSign && <TablePart consultationId={talkId} onPay={setProposed} />}
            <Accounts key={proposed?.id} title={texts.terminal.title} proposed={proposed} />
          </Suspense>
        </Sheet>
      )}
      {panel === 'assistant' && (
        <Sheet title={texts.roles.ai} onClose={close}>
          <Suspense fallback={<Skeleton lines={4} />}>
            <AssistantPart branchId={plan.id} onPayment={() => setPanel('banking')} />
          </Suspense>
        </Sheet>
      )}
      {panel === 'invite' && roomId !== undefined && (
        <InviteSheet texts={texts.invite} roomId={roomId} onClose={close} />
      )}
      <Suspense fallback={null}>{isReady && <HallVoice link={link} isHidden={panel === 'settings'} />}</Suspense>
      <Suspense fallback={null}>
        {talkId && panel !== 'consultation' && !inVr && <VoiceKeeper consultationId={talkId} />}
        {panel === 'settings' && <SettingsSheet plan={plan} language={language} walker={walker} onClose={close} />}
        {panel === 'wardrobe' && <WardrobeSheet uniform={plan.brand} vrm={plan.avatars?.vrm} onClose={close} />}
        {panel === 'help' && <HelpSheet texts={texts} onInvite={() => setPanel('invite')} onClose={close} />}
      </Suspense>
    </div>
  );
}

/** The customer's own accounts, beside the talk about them; nothing of it reaches the consultant. */
function Accounts({ title, proposed }: { readonly title: string; readonly proposed: ProposedPayment | null }) {
  const owner = useDraftOwner('customer');
  const { value: isOpen, change: setIsOpen } = useKeptDraft({
    name: 'accounts-open',
    owner,
    schema: z.boolean(),
    empty: false,
  });
  useEffect(() => {
    if (proposed) setIsOpen(true);
  }, [proposed, setIsOpen]);
  return (
    <details className="world-accounts" open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {isOpen && <BankingPanel proposed={proposed} />}
    </details>
  );
}

/** Two who come in together should not stand in each other. */
function walkerAtSpawn({ spawns }: BranchPlan) {
  const spawn = spawns[Math.floor(Math.random() * spawns.length)] ?? { x: 0, z: 0, heading: 0 };
  return createWalker(spawn.x, spawn.z, spawn.heading);
}
