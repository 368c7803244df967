import { type ReactNode, useState } from 'react';
import { useTexts } from '../ui/i18n.ts';
import { LateView } from '../ui/LateView.tsx';
import { lazyPart } from '../ui/lazy-part.ts';
import { AppointmentList } from './AppointmentList.tsx';
import { otherWaysTexts } from './other-ways-texts.ts';

const AppointmentForm = lazyPart(() => import('./AppointmentForm.tsx').then((module) => module.AppointmentForm));
const CallbackForm = lazyPart(() => import('./CallbackForm.tsx').then((module) => module.CallbackForm));

/** For who would rather not wait now: a time of one's own, or a call by phone. */
export function OtherWays({ branchId }: { readonly branchId: string }) {
  const texts = useTexts(otherWaysTexts);
  return (
    <div className="other-ways">
      <AppointmentList />
      <Disclosure title={texts.book}>
        <AppointmentForm branchId={branchId} />
      </Disclosure>
      <Disclosure title={texts.callMe}>
        <CallbackForm branchId={branchId} />
      </Disclosure>
    </div>
  );
}

/** Asks the server for nothing until it is opened. */
function Disclosure({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>{title}</summary>
      {isOpen && <LateView>{children}</LateView>}
    </details>
  );
}
