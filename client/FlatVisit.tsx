import { BankingPanel } from './banking/BankingPanel.tsx';
import { FlatTalk } from './FlatTalk.tsx';
import { flatTexts } from './flat-texts.ts';
import { useBranch } from './net/branch-store.ts';
import { NoticeBridge } from './net/NoticeBridge.tsx';
import { useBranchLink } from './net/use-branch-link.ts';
import { Alert } from './ui/Alert.tsx';
import { useTexts } from './ui/i18n.ts';

/** What there is for a customer; only then is there a link to the branch, because a guest is told nothing over it. */
export function FlatVisit({ branchId }: { readonly branchId: string }) {
  const texts = useTexts(flatTexts);
  const link = useBranchLink({ branchId, presence: 'bodiless', audience: 'visitor' });
  const isAway = useBranch(({ status }) => status === 'reconnecting' || status === 'refused');
  return (
    <>
      <NoticeBridge link={link} />
      {isAway && <Alert>{texts.reconnecting}</Alert>}
      <div className="flat-grid">
        <FlatTalk branchId={branchId} />
        <section className="card" aria-labelledby="banking-heading">
          <h2 id="banking-heading">{texts.banking}</h2>
          <BankingPanel />
        </section>
      </div>
    </>
  );
}
