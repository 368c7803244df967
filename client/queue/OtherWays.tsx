import { type ReactNode, useState } from 'react';
import { useTexts } from '../ui/i18n.ts';
import { AppointmentForm } from './AppointmentForm.tsx';
import { AppointmentList } from './AppointmentList.tsx';
import { CallbackForm } from './CallbackForm.tsx';
import { otherWaysTexts } from './other-ways-texts.ts';

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
      {isOpen && children}
    </details>
  );
}
