import { AssistantPanel } from './assistant/AssistantPanel.tsx';
import { useOpenPayment } from './open-payment.ts';

interface AssistantPartProps {
  readonly branchId: string;
  /** What was prepared is in the payment form now, which is to be shown. */
  readonly onPayment: () => void;
}

/** The AI consultant, and the way from its draft to the ordinary payment form. It comes when it is shown. */
export function AssistantPart({ branchId, onPayment }: AssistantPartProps) {
  return <AssistantPanel branchId={branchId} onPay={useOpenPayment(onPayment)} />;
}
