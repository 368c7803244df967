import { useFocusRescue } from '../../ui/use-focus-rescue.ts';
import { CheckPage } from './CheckPage.tsx';
import { PayForm } from './PayForm.tsx';
import './pay.css';
import { type PayFlowOptions, usePayFlow } from './use-pay-flow.ts';

/** The first two steps of a payment on a page; see `use-pay-flow.ts`. */
export function PayFlow(options: PayFlowOptions) {
  const flow = usePayFlow(options);
  const { form, shown } = flow;
  const place = useFocusRescue<HTMLDivElement>(shown);
  return (
    <div ref={place} tabIndex={-1}>
      {shown ? (
        <CheckPage
          checked={shown}
          account={form.account}
          busy={flow.isStarting}
          error={flow.startError}
          onUseName={flow.takeName}
          onChange={flow.change}
          onApprove={flow.approve}
        />
      ) : (
        <PayForm form={form} busy={flow.isChecking} onSubmit={flow.submit} onBack={flow.giveUp} />
      )}
    </div>
  );
}
