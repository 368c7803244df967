import { useEffect, useState } from 'react';
import { HandedOverView } from '../assistant/HandedOverView.tsx';
import { ConsultationPanel } from '../consultation/ConsultationPanel.tsx';
import { NoticeBridge } from '../net/NoticeBridge.tsx';
import { useBranchLink } from '../net/use-branch-link.ts';
import { Alert } from '../ui/Alert.tsx';
import { useTexts } from '../ui/i18n.ts';
import { LinkNews } from '../ui/LinkNews.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useDocumentTitle } from '../ui/use-document-title.ts';
import { useFocusRescue } from '../ui/use-focus-rescue.ts';
import { DutyBar } from './DutyBar.tsx';
import { deskTexts } from './desk-texts.ts';
import { QueueTable } from './QueueTable.tsx';
import { useDesk } from './use-desk.ts';
import { useDeskKeys } from './use-desk-keys.ts';

/** Duty above, the queue at the left, the consultation beside it: all in one window, for eight hours a day. */
export function Console({ branchId }: { readonly branchId: string }) {
  const texts = useTexts(deskTexts);
  const link = useBranchLink({ branchId, presence: 'bodiless', audience: 'staff' });
  const { queue, error, busy, goOnDuty, goOffDuty, call } = useDesk(branchId);
  const [shownId, setShownId] = useState<string | null>(null);
  const place = useFocusRescue<HTMLDivElement>(`${queue?.duty?.deskId} ${shownId}`);
  const openId = queue?.consultationId ?? null;
  // What ended stays until it is closed, or the next is called.
  useEffect(() => {
    if (openId) setShownId(openId);
  }, [openId]);
  const mayCall = Boolean(queue?.duty && !openId);
  const keys = useDeskKeys(() => mayCall && !busy && queue && queue.waiting.length > 0 && call(undefined));
  const waiting = queue?.waiting.length ?? 0;
  useDocumentTitle(waiting > 0 ? `(${waiting}) ${texts.title}` : texts.title);

  if (!queue) return error ? <Alert tone="danger">{texts.errors[error]}</Alert> : <Skeleton lines={6} />;
  return (
    <>
      <NoticeBridge link={link} />
      <LinkNews />
      {error && <Alert tone="danger">{texts.errors[error]}</Alert>}
      <DutyBar branchId={branchId} queue={queue} busy={busy} onStart={goOnDuty} onStop={goOffDuty} />
      <div className="desk-columns" ref={place} tabIndex={-1}>
        <section className="card desk-queue" aria-labelledby="queue-heading">
          <h2 id="queue-heading" tabIndex={-1}>
            {texts.queue}
          </h2>
          <QueueTable waiting={queue.waiting} mayCall={mayCall} busy={busy} onCall={call} />
          {!queue.duty && <p className="muted small">{texts.callNeedsDuty}</p>}
          <div className="desk-keys small">
            <label>
              <input
                type="checkbox"
                checked={keys.isOn}
                onChange={({ target }) => keys.turn(target.checked)}
                aria-describedby="desk-keys"
              />
              {texts.keys}
            </label>
            <span id="desk-keys">
              <kbd>N</kbd> {texts.keyNext}, <kbd>/</kbd> {texts.keyMessage}
            </span>
          </div>
        </section>
        <section className="card desk-talk" aria-labelledby="talk-heading">
          <h2 id="talk-heading">{texts.consultation}</h2>
          {openId && <HandedOverView consultationId={openId} />}
          {shownId ? (
            <ConsultationPanel
              key={shownId}
              audience="staff"
              consultationId={shownId}
              onEnded={() => setShownId(null)}
            />
          ) : (
            <p className="desk-empty muted">{texts.noConsultation}</p>
          )}
        </section>
      </div>
    </>
  );
}
