import { Suspense } from 'react';
import { SessionBar } from '../identity/SessionBar.tsx';
import { usePlan } from '../net/use-plan.ts';
import { useHasRole, useSignedIn } from '../net/use-signed-in.ts';
import { Alert } from '../ui/Alert.tsx';
import { useTexts } from '../ui/i18n.ts';
import { lazyPart } from '../ui/lazy-part.ts';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { logoUrl, useBrand } from '../ui/use-brand.ts';
import { useDocumentTitle } from '../ui/use-document-title.ts';
import { Console } from './Console.tsx';
import { DifferencesPanel } from './DifferencesPanel.tsx';
import './desk.css';
import './desk-talk.css';
import './desk-window.css';
import { deskTexts } from './desk-texts.ts';

const FloorPanel = lazyPart(() => import('./FloorPanel.tsx').then((module) => module.FloorPanel));

/** The consultant's console. */
export function DeskPage() {
  const texts = useTexts(deskTexts);
  const signedIn = useSignedIn('staff');
  const isSupervisor = useHasRole('supervisor');
  const { value: plan, error } = usePlan();
  useBrand(plan);
  useDocumentTitle(texts.title);
  return (
    <div className="desk">
      <PageHeader wide title={<h1 className="page-header-title">{texts.title}</h1>} logo={plan && logoUrl(plan)}>
        <SessionBar audience="staff" />
      </PageHeader>
      <main className="desk-main">
        {error && !plan && <Alert tone="danger">{texts.errors[error]}</Alert>}
        {signedIn === false && <p className="card">{texts.signIn}</p>}
        {signedIn && plan && <Console branchId={plan.id} />}
        {isSupervisor && plan && (
          <Suspense fallback={<Skeleton lines={3} />}>
            <FloorPanel branchId={plan.id} />
          </Suspense>
        )}
        {isSupervisor && <DifferencesPanel />}
        {(signedIn === null || (signedIn && !plan && !error)) && <Skeleton lines={5} />}
      </main>
    </div>
  );
}
