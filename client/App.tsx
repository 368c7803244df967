import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { isWorthRetrying, ReadRefused } from './net/use-read.ts';
import { ErrorBoundary } from './ui/ErrorBoundary.tsx';
import { useLanguage, useTexts } from './ui/i18n.ts';
import { PageHeader } from './ui/PageHeader.tsx';
import { Skeleton } from './ui/Skeleton.tsx';
import { hasWebGl } from './world/webgl-support.ts';

const BranchPage = lazy(() => import('./world/BranchPage.tsx').then((module) => ({ default: module.BranchPage })));
const FlatPage = lazy(() => import('./FlatPage.tsx').then((module) => ({ default: module.FlatPage })));
const FollowPage = lazy(() => import('./queue/FollowPage.tsx').then((module) => ({ default: module.FollowPage })));
const FollowRating = lazy(() =>
  import('./afterwards/FollowRating.tsx').then((module) => ({ default: module.FollowRating })),
);
const DeskPage = lazy(() => import('./desk/DeskPage.tsx').then((module) => ({ default: module.DeskPage })));

const queryClient = new QueryClient({
  defaultOptions: {
    queries: { networkMode: 'always', retry: isWorthRetrying, staleTime: 5000 },
    // A press while offline fails at once and is said to have failed; it is never kept to happen later, unseen.
    mutations: { networkMode: 'always' },
  },
  queryCache: new QueryCache({
    // A session that has ended is seen at the first reading it is refused, not a minute later.
    onError: (error) => {
      if (error instanceof ReadRefused && error.code === 'sign-in-required')
        void queryClient.invalidateQueries({ queryKey: ['session'] });
    },
  }),
});

const texts = {
  en: { notFound: 'There is no such page', toBranch: 'To the branch', toFlat: 'The branch as a flat page' },
  ru: { notFound: 'Такой страницы нет', toBranch: 'В отделение', toFlat: 'Отделение без 3D' },
};

/** Pages by path; each loads only what it shows. */
export function App() {
  useLanguage();
  return (
    <QueryClientProvider client={queryClient}>
      <ErrorBoundary>
        <Suspense fallback={<Skeleton lines={4} />}>
          <Page path={location.pathname.replace(/\/+$/, '') || '/'} />
        </Suspense>
      </ErrorBoundary>
    </QueryClientProvider>
  );
}

function Page({ path }: { readonly path: string }) {
  const words = useTexts(texts);
  const [canDraw] = useState(hasWebGl);
  // Who cannot see the branch in 3D is given the same without it, at the same address, and nothing of 3D is loaded.
  if (path === '/') return canDraw ? <BranchPage /> : <FlatPage isInstead />;
  if (path === '/flat') return <FlatPage />;
  if (path === '/desk') return <DeskPage />;
  if (path.startsWith('/ticket/')) {
    const token = path.slice('/ticket/'.length);
    return <FollowPage token={token} afterwards={(number) => <FollowRating token={token} ticketNumber={number} />} />;
  }
  return (
    <>
      <PageHeader title={<strong className="page-header-title">Atrium</strong>} />
      <main className="page">
        <h1>{words.notFound}</h1>
        <p className="row">
          <a className="button button-primary" href="/">
            {words.toBranch}
          </a>
          <a className="button button-quiet" href="/flat">
            {words.toFlat}
          </a>
        </p>
      </main>
    </>
  );
}
