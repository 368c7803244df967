import { useXRSessionModeSupported, type XRStore } from '@react-three/xr';
import { useState } from 'react';
import type { BranchPlan } from '../../shared/branch.ts';
import { SessionBar } from '../identity/SessionBar.tsx';
import { useBranch } from '../net/branch-store.ts';
import { logoUrl } from '../ui/use-brand.ts';
import { enterHeadset } from '../xr/headset-mode.ts';
import type { OpenPanel } from './BranchVisit.tsx';
import type { WorldTexts } from './world-texts.ts';

interface WorldHudProps {
  readonly plan: BranchPlan;
  readonly language: 'en' | 'ru';
  readonly texts: WorldTexts;
  readonly xrStore: XRStore;
  /** The number of the open ticket, while there is one. */
  readonly ticketNumber: string | null;
  readonly hasConsultation: boolean;
  readonly onOpen: (panel: OpenPanel) => void;
  /** Takes the body back from the tab or device that has it. */
  readonly onReturnHere: () => void;
}

/** What lies over the scene at its edges: who is here, and a button for everything that can be pressed in it. */
export function WorldHud(props: WorldHudProps) {
  const { plan, language, texts, xrStore, ticketNumber, hasConsultation, onOpen, onReturnHere } = props;
  const people = useBranch((view) => view.people.size);
  const status = useBranch((view) => view.status);
  return (
    <>
      <header className="world-top">
        <h1 className="world-chip world-name">
          {plan.brand.logo && <img className="world-logo" src={logoUrl(plan)} alt="" />}
          {plan.name[language]}
        </h1>
        {status === 'connected' && (
          <span className="world-chip" data-quiet role="status">
            {texts.here(people)}
          </span>
        )}
        {status === 'connected' && (
          <button type="button" className="world-button world-wide-only" onClick={() => onOpen('invite')}>
            {texts.invite.button}
          </button>
        )}
        <span className="world-spread" />
        <SessionBar audience="customer" branchId={plan.id} />
      </header>
      <LinkNotice texts={texts} onReturnHere={onReturnHere} />
      <nav className="world-bottom">
        {hasConsultation ? (
          <button type="button" className="world-button" data-primary onClick={() => onOpen('consultation')}>
            {texts.consultation}
          </button>
        ) : (
          <button type="button" className="world-button" data-primary onClick={() => onOpen('ticket')}>
            {ticketNumber ? texts.yourTicket(ticketNumber) : texts.takeTicket}
          </button>
        )}
        <button type="button" className="world-button" onClick={() => onOpen('banking')}>
          {texts.selfService}
        </button>
        <button type="button" className="world-button" onClick={() => onOpen('assistant')}>
          {texts.roles.ai}
        </button>
        <EnterVrButton texts={texts} xrStore={xrStore} />
        <button type="button" className="world-button" onClick={() => onOpen('wardrobe')}>
          {texts.wardrobe}
        </button>
        <button type="button" className="world-button" onClick={() => onOpen('settings')}>
          {texts.settings}
        </button>
        <button type="button" className="world-button" onClick={() => onOpen('help')}>
          {texts.help}
        </button>
        <a className="world-button" href="/flat">
          {texts.flatPage}
        </a>
      </nav>
    </>
  );
}

/** What is to be said of the link, where there is something. */
function LinkNotice({ texts, onReturnHere }: Pick<WorldHudProps, 'texts' | 'onReturnHere'>) {
  const status = useBranch((view) => view.status);
  if (status === 'connecting' || status === 'connected') return null;
  if (status === 'reconnecting')
    return (
      <div className="world-notice" role="status" data-link="lost">
        <span className="world-spinner" aria-hidden="true" />
        <p>
          <strong>{texts.reconnecting}</strong> {texts.reconnectingHint}
        </p>
      </div>
    );
  const isElsewhere = status === 'taken-over';
  return (
    <div className="world-notice" role="alert" data-link={isElsewhere ? 'taken-over' : 'none'}>
      <p>
        <strong>{isElsewhere ? texts.takenOver : texts.disconnected}</strong> {isElsewhere && texts.takenOverHint}
      </p>
      <button
        type="button"
        className="world-button"
        data-primary
        onClick={isElsewhere ? onReturnHere : () => location.reload()}
      >
        {isElsewhere ? texts.continueHere : texts.retry}
      </button>
    </div>
  );
}

/** Shown only where the browser has a headset to enter. */
function EnterVrButton({ texts, xrStore }: { readonly texts: WorldTexts; readonly xrStore: XRStore }) {
  const isSupported = useXRSessionModeSupported('immersive-vr');
  const [hasFailed, setHasFailed] = useState(false);
  if (!isSupported) return null;
  const enter = async () => {
    setHasFailed(false);
    setHasFailed(!(await enterHeadset(xrStore)));
  };
  return (
    <>
      <button type="button" className="world-button" onClick={() => void enter()}>
        {texts.enterVr}
      </button>
      {hasFailed && (
        <p className="world-notice" role="alert">
          {texts.vrFailed}
        </p>
      )}
    </>
  );
}
