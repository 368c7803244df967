import { useMemo } from 'react';
import { useLanguage } from '../ui/i18n.ts';
import { BranchVisit } from './BranchVisit.tsx';
import { useBranchPlan } from './use-branch-plan.ts';
import { WorldMessage } from './WorldMessage.tsx';
import { worldTexts } from './world-texts.ts';
import './world.css';
import './world-notices.css';

/** The page `/`: the branch in 3D. `?branch=` names one where there are several. */
export function BranchPage() {
  const language = useLanguage();
  const texts = worldTexts[language];
  const branchId = useMemo(() => new URLSearchParams(location.search).get('branch'), []);
  const state = useBranchPlan(branchId);

  const content = () => {
    if (state.kind === 'loading') return <WorldMessage texts={texts} message={texts.loading} />;
    if (state.kind === 'ready') return <BranchVisit plan={state.plan} language={language} texts={texts} />;
    const isUnknown = state.error === 'branch-unknown';
    return (
      <WorldMessage
        texts={texts}
        message={isUnknown ? texts.branchUnknown : texts.failed}
        isProblem
        onRetry={isUnknown ? undefined : state.retry}
      />
    );
  };
  return <main className="world">{content()}</main>;
}
