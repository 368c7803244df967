import { Suspense, useEffect, useState } from 'react';
import { HandedOverView } from '../assistant/HandedOverView.tsx';
import { ConsultationPanel } from '../consultation/ConsultationPanel.tsx';
import { DocumentTable } from '../documents/DocumentTable.tsx';
import { NoticeBridge } from '../net/NoticeBridge.tsx';
import { useBranchLink } from '../net/use-branch-link.ts';
import { DeskProposals } from '../proposals/DeskProposals.tsx';
import { ShownAccounts } from '../showing/ShownAccounts.tsx';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { LinkNews } from '../ui/LinkNews.tsx';
import { lazyPart } from '../ui/lazy-part.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useDocumentTitle } from '../ui/use-document-title.ts';
import { useFocusRescue } from '../ui/use-focus-rescue.ts';
import { takeOffer, usePrepared } from './answers/prepared-store.ts';
import { CallbackList } from './CallbackList.tsx';
import { DutyBar } from './DutyBar.tsx';
import { deskTexts } from './desk-texts.ts';
import { EarlierNotes } from './EarlierNotes.tsx';
import { MissedList } from './MissedList.tsx';
import { QueueTable } from './QueueTable.tsx';
import { useRowArrows } from './row-arrows.ts';
import { shortcutTexts } from './shortcuts/shortcut-texts.ts';
import { useConference } from './supervision/use-conference.ts';
import { TalkActions } from './TalkActions.tsx';
import { TalkNotes } from './TalkNotes.tsx';
import { useDesk } from './use-desk.ts';
import { useDeskBody } from './use-desk-body.ts';
import { useDeskKeys, useStandingKeys } from './use-desk-keys.ts';
import { WrapUpForm } from './WrapUpForm.tsx';

const ColleagueTalks = lazyPart(() =>
  import('./supervision/ColleagueTalks.tsx').then((module) => module.ColleagueTalks),
);
const KnowledgePanel = lazyPart(() => import('./knowledge/KnowledgePanel.tsx').then((module) => module.KnowledgePanel));
const ShortcutSheet = lazyPart(() => import('./shortcuts/ShortcutSheet.tsx').then((module) => module.ShortcutSheet));
const AnswerHelp = lazyPart(() => import('./answers/AnswerHelp.tsx').then((module) => module.AnswerHelp));

/** Duty above, the queue at the left, the consultation beside it: all in one window, for eight hours a day. */
export function Console({ branchId }: { readonly branchId: string }) {
  const texts = useTexts(deskTexts);
  const words = useTexts(shortcutTexts);
  const link = useBranchLink({ branchId, presence: 'bodiless', audience: 'staff' });
  const { queue, error, busy, goOnDuty, goOffDuty, call, recall, pause } = useDesk(branchId);
  useDeskBody(link, queue?.duty?.deskId ?? null);
  const [shownId, setShownId] = useState<string | null>(null);
  const place = useFocusRescue<HTMLDivElement>(`${queue?.duty?.deskId} ${shownId}`);
  const openId = queue?.consultationId ?? null;
  const offer = usePrepared((prepared) => (prepared.consultationId === openId ? prepared.offer : null));
  // What ended stays until it is closed, or the next is called.
  useEffect(() => {
    if (openId) setShownId(openId);
  }, [openId]);
  const conference = useConference();
  const mayCall = Boolean(queue?.duty && !queue.duty.pause && !openId && !conference.joined);
  const hasNext = queue?.waiting.some((ticket) => ticket.mayCall) ?? false;
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  useRowArrows();
  const keys = useStandingKeys(() => setIsHelpOpen(true));
  useDeskKeys(keys.isOn ? { KeyN: mayCall && !busy && hasNext ? () => call(undefined) : null } : {});
  const waiting = queue?.waiting.length ?? 0;
  useDocumentTitle(waiting > 0 ? `(${waiting}) ${texts.title}` : texts.title);

  if (!queue) return error ? <Alert tone="danger">{texts.errors[error]}</Alert> : <Skeleton lines={6} />;
  return (
    <>
      <NoticeBridge link={link} />
      <LinkNews />
      {error && <Alert tone="danger">{texts.errors[error]}</Alert>}
      <DutyBar
        branchId={branchId}
        queue={queue}
        busy={busy}
        onStart={goOnDuty}
        onStop={goOffDuty}
        keysOn={keys.isOn}
        onPause={pause}
      />
      <div className="desk-columns" ref={place} tabIndex={-1}>
        <section className="card desk-queue" aria-labelledby="queue-heading" data-rows>
          <h2 id="queue-heading" tabIndex={-1} aria-keyshortcuts="q">
            {texts.queue}
          </h2>
          <QueueTable waiting={queue.waiting} mayCall={mayCall} isServing={openId !== null} busy={busy} onCall={call} />
          <MissedList missed={queue.missed} mayCall={mayCall} busy={busy} onCall={call} />
          <CallbackList branchId={branchId} />
          {!queue.duty && <p className="muted small">{texts.callNeedsDuty}</p>}
          <div className="desk-aids">
            <Suspense fallback={<Skeleton lines={2} />}>
              <KnowledgePanel />
            </Suspense>
            <div className="desk-keys row spread small">
              <label>
                <input type="checkbox" checked={keys.isOn} onChange={({ target }) => keys.turn(target.checked)} />
                {texts.keys}
              </label>
              <Button variant="quiet" onClick={() => setIsHelpOpen(true)}>
                <span className="desk-keys-word">{words.show}</span>{' '}
                <span className="keycap" aria-hidden="true">
                  ?
                </span>
              </Button>
            </div>
          </div>
        </section>
        <section className="card desk-talk" aria-labelledby="talk-heading">
          <h2 id="talk-heading" className={shownId ? 'visually-hidden' : undefined}>
            {texts.consultation}
          </h2>
          {(conference.joined || conference.asked.length > 0) && (
            <Suspense>
              <ColleagueTalks {...conference} />
            </Suspense>
          )}
          {!openId && <WrapUpForm onClosed={() => setShownId(null)} />}
          {openId && (
            <Suspense>
              <AnswerHelp key={`answers-${openId}`} consultationId={openId} />
            </Suspense>
          )}
          {shownId ? (
            <ConsultationPanel key={shownId} audience="staff" consultationId={shownId} onEnded={() => setShownId(null)}>
              {openId === shownId && (
                <>
                  <TalkActions
                    consultationId={openId}
                    colleagues={queue.colleagues}
                    keysOn={keys.isOn}
                    onRecall={() => recall()}
                  />
                  <div className="talk-known">
                    <EarlierNotes consultationId={openId} />
                    <TalkNotes consultationId={openId} />
                  </div>
                  <HandedOverView consultationId={openId} />
                </>
              )}
            </ConsultationPanel>
          ) : (
            <p className="desk-empty muted">{texts.noConsultation}</p>
          )}
        </section>
        {openId && (
          <section className="card desk-documents">
            <ShownAccounts key={`${openId}-accounts`} consultationId={openId} />
            <DeskProposals key={`${openId}-proposals`} consultationId={openId} />
            <DocumentTable
              key={openId}
              audience="staff"
              consultationId={openId}
              offer={offer}
              onOfferTaken={takeOffer}
            />
          </section>
        )}
      </div>
      {isHelpOpen && (
        <Suspense>
          <ShortcutSheet onClose={() => setIsHelpOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
