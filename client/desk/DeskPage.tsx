import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { listBranches } from '../../shared/branch.ts';
import { ConsultationPanel } from '../consultation/ConsultationPanel.tsx';
import { SessionBar } from '../identity/SessionBar.tsx';
import { NoticeBridge } from '../NoticeBridge.tsx';
import { callEndpoint } from '../net/api.ts';
import { useBranchLink } from '../net/use-branch-link.ts';
import { useSignedIn } from '../net/use-signed-in.ts';
import { Alert } from '../ui/Alert.tsx';
import { useTexts } from '../ui/i18n.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { DutyBar } from './DutyBar.tsx';
import './desk.css';
import { deskTexts } from './desk-texts.ts';
import { QueueTable } from './QueueTable.tsx';
import { useDesk } from './use-desk.ts';

/** The consultant's console. */
export function DeskPage() {
  const texts = useTexts(deskTexts);
  const signedIn = useSignedIn('staff');
  const branches = useQuery({
    queryKey: ['branches'],
    queryFn: ({ signal }) => callEndpoint(listBranches, { signal }),
  }).data;
  const branchId = branches?.ok ? branches.value.branches[0]?.id : undefined;
  return (
    <>
      <header className="desk-header">
        <h1>{texts.title}</h1>
        <SessionBar audience="staff" />
      </header>
      <main className="desk">
        {branches && !branches.ok && <Alert tone="danger">{texts.errors[branches.error]}</Alert>}
        {signedIn === false && <p className="card">{texts.signIn}</p>}
        {signedIn && (branchId ? <Console branchId={branchId} /> : <Skeleton lines={5} />)}
      </main>
    </>
  );
}

function Console({ branchId }: { readonly branchId: string }) {
  const texts = useTexts(deskTexts);
  const link = useBranchLink({ branchId, presence: 'bodiless', audience: 'staff' });
  const { queue, error, busy, goOnDuty, goOffDuty, call } = useDesk(branchId);
  const [shownId, setShownId] = useState<string | null>(null);
  const openId = queue?.consultationId ?? null;
  useEffect(() => {
    if (openId) setShownId(openId);
  }, [openId]);
  const mayCall = Boolean(queue?.duty && !openId && !busy);
  useShortcuts(() => mayCall && call(undefined));

  if (!queue) return error ? <Alert tone="danger">{texts.errors[error]}</Alert> : <Skeleton lines={6} />;
  return (
    <>
      <NoticeBridge link={link} />
      {error && <Alert tone="danger">{texts.errors[error]}</Alert>}
      <DutyBar queue={queue} busy={busy} onStart={goOnDuty} onStop={goOffDuty} />
      <div className="desk-columns">
        <section className="card" aria-labelledby="queue-heading">
          <h2 id="queue-heading">{texts.queue}</h2>
          <QueueTable waiting={queue.waiting} mayCall={mayCall} onCall={call} />
          <p className="muted small">{texts.shortcuts}</p>
        </section>
        <section className="card" aria-labelledby="talk-heading">
          <h2 id="talk-heading">{texts.consultation}</h2>
          {shownId ? (
            <ConsultationPanel
              key={shownId}
              audience="staff"
              consultationId={shownId}
              onEnded={() => setShownId(null)}
            />
          ) : (
            <p className="muted">{texts.noConsultation}</p>
          )}
        </section>
      </div>
    </>
  );
}

/** Keys of the console, while nothing is typed into. */
function useShortcuts(callNext: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return;
      if (event.code === 'KeyN') callNext();
      if (event.key === '/' || event.code === 'Slash') {
        event.preventDefault();
        document.querySelector<HTMLTextAreaElement>('[data-composer]')?.focus();
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });
}
