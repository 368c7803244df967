import { Suspense, useState } from 'react';
import type { BranchPlan } from '../shared/branch.ts';
import './flat.css';
import { FlatAssistant } from './FlatAssistant.tsx';
import { FlatNow } from './FlatNow.tsx';
import { flatTexts } from './flat-texts.ts';
import { SessionBar } from './identity/SessionBar.tsx';
import { goToSignIn } from './net/go-to-sign-in.ts';
import { usePlan } from './net/use-plan.ts';
import { useSignedIn } from './net/use-signed-in.ts';
import { Alert } from './ui/Alert.tsx';
import { Button } from './ui/Button.tsx';
import { useLanguage, useTexts } from './ui/i18n.ts';
import { lazyPart } from './ui/lazy-part.ts';
import { PageHeader } from './ui/PageHeader.tsx';
import { Skeleton } from './ui/Skeleton.tsx';
import { brandName, logoUrl, useBrand } from './ui/use-brand.ts';
import { useDocumentTitle } from './ui/use-document-title.ts';

interface FlatPageProps {
  /** The page stands in for the branch in 3D, which this browser cannot draw. */
  readonly isInstead?: boolean;
}

/** The whole branch without 3D: the same job by keyboard and screen reader, on any device. */
export function FlatPage({ isInstead = false }: FlatPageProps) {
  const texts = useTexts(flatTexts);
  const language = useLanguage();
  const { value: plan, error } = usePlan();
  useBrand(plan);
  useDocumentTitle(`${plan?.name[language] ?? 'Atrium'} · ${texts.windowTitle}`);
  return (
    <>
      <a className="skip-link" href="#content">
        {texts.skip}
      </a>
      <PageHeader
        title={<strong className="page-header-title">{plan ? brandName(plan, language) : 'Atrium'}</strong>}
        logo={plan && logoUrl(plan)}
      >
        <SessionBar audience="customer" branchId={plan?.id} />
      </PageHeader>
      <main className="page" id="content" tabIndex={-1}>
        <p className="flat-branch">{plan?.name[language]}</p>
        <h1>{texts.title}</h1>
        {plan?.welcome && <p className="flat-greeting">{plan.welcome[language]}</p>}
        <p className="flat-intro muted">
          {texts.intro} {!isInstead && <a href="/">{texts.to3d}</a>}
        </p>
        {isInstead && <Alert>{texts.no3d}</Alert>}
        {error && !plan && <Alert tone="danger">{error === 'branch-unknown' ? texts.unknown : texts.failed}</Alert>}
        {plan ? <FlatBranch plan={plan} /> : !error && <Skeleton lines={6} />}
      </main>
    </>
  );
}

const FlatVisit = lazyPart(() => import('./FlatVisit.tsx').then((module) => module.FlatVisit));

/** A page is light: what a customer has comes to who is signed in, the link to the branch when it is needed or asked for. */
function FlatBranch({ plan }: { readonly plan: BranchPlan }) {
  const signedIn = useSignedIn('customer');
  const [isWaiting, setIsWaiting] = useState(false);
  if (signedIn === null) return <Skeleton lines={6} />;
  return (
    <>
      {signedIn ? (
        <Suspense fallback={<Skeleton lines={6} />}>
          <FlatVisit plan={plan} onWaiting={setIsWaiting} />
        </Suspense>
      ) : (
        <div className="flat-grid">
          <Welcome />
          <FlatAssistant branchId={plan.id} onPayment={() => {}} />
        </div>
      )}
      <FlatNow plan={plan} isNeeded={isWaiting} />
    </>
  );
}

/** What there is for whoever signs in, and why one should. */
function Welcome() {
  const texts = useTexts(flatTexts);
  return (
    <section className="card flat-welcome" aria-labelledby="welcome-heading">
      <h2 id="welcome-heading">{texts.welcome}</h2>
      <ul>
        {texts.offers.map((offer) => (
          <li key={offer}>{offer}</li>
        ))}
      </ul>
      <p className="muted">{texts.guest}</p>
      <Button onClick={() => goToSignIn('customer')}>{texts.signIn}</Button>
    </section>
  );
}
