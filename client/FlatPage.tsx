import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { listBranches } from '../shared/branch.ts';
import { BankingPanel } from './banking/BankingPanel.tsx';
import { ConsultationPanel } from './consultation/ConsultationPanel.tsx';
import './flat.css';
import { SessionBar } from './identity/SessionBar.tsx';
import { NoticeBridge } from './NoticeBridge.tsx';
import { callEndpoint } from './net/api.ts';
import { useBranchLink } from './net/use-branch-link.ts';
import { useSignedIn } from './net/use-signed-in.ts';
import { TicketPanel } from './queue/TicketPanel.tsx';
import { useTicket } from './queue/use-ticket.ts';
import { Alert } from './ui/Alert.tsx';
import { useLanguage, useTexts } from './ui/i18n.ts';
import { Skeleton } from './ui/Skeleton.tsx';

const texts = {
  en: {
    skip: 'Skip to the content',
    title: 'The branch, as a page',
    intro: 'Everything that can be done in the 3D branch, by keyboard and screen reader.',
    to3d: 'Enter the 3D branch',
    talk: 'Talk to a consultant',
    banking: 'Accounts and payments',
    consultation: 'Your consultation',
    called: 'You are called. Your consultation is open.',
    failed: 'The branch cannot be reached right now. Please reload the page in a moment.',
  },
  ru: {
    skip: 'К содержанию',
    title: 'Отделение на странице',
    intro: 'Всё, что можно сделать в 3D-отделении, с клавиатуры и программой экранного доступа.',
    to3d: 'Войти в 3D-отделение',
    talk: 'Поговорить с консультантом',
    banking: 'Счета и платежи',
    consultation: 'Ваша консультация',
    called: 'Вас вызвали. Консультация открыта.',
    failed: 'С отделением сейчас нет связи. Обновите страницу через минуту.',
  },
};

/** The whole branch without 3D. */
export function FlatPage() {
  const words = useTexts(texts);
  const language = useLanguage();
  const branches = useQuery({
    queryKey: ['branches'],
    queryFn: ({ signal }) => callEndpoint(listBranches, { signal }),
  }).data;
  const branch = branches?.ok ? branches.value.branches[0] : undefined;
  return (
    <>
      <a className="skip-link" href="#content">
        {words.skip}
      </a>
      <header className="flat-header">
        <strong className="flat-brand">{branch?.name[language] ?? 'Atrium'}</strong>
        <SessionBar audience="customer" />
      </header>
      <main className="page" id="content" tabIndex={-1}>
        <h1>{words.title}</h1>
        <p className="muted">
          {words.intro} <a href="/">{words.to3d}</a>
        </p>
        {branches && !branches.ok && <Alert tone="danger">{words.failed}</Alert>}
        {branch ? <FlatBranch branchId={branch.id} /> : branches?.ok !== false && <Skeleton lines={6} />}
      </main>
    </>
  );
}

function FlatBranch({ branchId }: { readonly branchId: string }) {
  const words = useTexts(texts);
  const signedIn = useSignedIn('customer');
  const link = useBranchLink({ branchId, presence: 'bodiless', audience: 'visitor' });
  const { ticket } = useTicket(branchId);
  const [consultationId, setConsultationId] = useState<string | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const called = (signedIn && ticket?.consultationId) || null;

  // A call opens the consultation by itself, and takes the reader there; it stays until they close what it left.
  useEffect(() => {
    if (called) setConsultationId(called);
  }, [called]);
  useEffect(() => {
    if (consultationId) heading.current?.focus();
  }, [consultationId]);

  return (
    <>
      <NoticeBridge link={link} />
      <p className="visually-hidden" aria-live="assertive">
        {called ? words.called : ''}
      </p>
      {signedIn && consultationId && (
        <section className="card flat-wide" aria-labelledby="consultation-heading">
          <h2 id="consultation-heading" ref={heading} tabIndex={-1}>
            {words.consultation}
          </h2>
          <ConsultationPanel
            audience="customer"
            consultationId={consultationId}
            onEnded={() => setConsultationId(null)}
          />
        </section>
      )}
      <div className="flat-grid">
        <section className="card" aria-labelledby="talk-heading">
          <h2 id="talk-heading">{words.talk}</h2>
          <TicketPanel branchId={branchId} onConsultation={() => heading.current?.focus()} />
        </section>
        <section className="card" aria-labelledby="banking-heading">
          <h2 id="banking-heading">{words.banking}</h2>
          <BankingPanel />
        </section>
      </div>
    </>
  );
}
