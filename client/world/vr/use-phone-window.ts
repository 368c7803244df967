import { useXR } from '@react-three/xr';
import { useState } from 'react';
import type { PayDraft } from '../../banking/pay/pay-draft.ts';
import { PAY_DRAFT } from '../../banking/pay/pay-start.ts';
import { isFinal, usePayment } from '../../banking/pay/use-payment.ts';
import type { DeviceSignInState } from '../../identity/use-device-sign-in.ts';
import { useDraftOwner } from '../../net/use-draft-owner.ts';
import { keepDraft } from '../../ui/kept-drafts.ts';
import { showsRoom } from '../../xr/headset-mode.ts';
import { isWindowOpen, type PhoneNeed } from '../../xr/phone-window.ts';
import type { LookOut } from './words.ts';

/** The payment that is in hand in the headset, which goes on while its panel is put away. `onOpen`: one wants to see it. */
export function usePaymentInHand(onOpen: () => void) {
  const owner = useDraftOwner('customer');
  const [{ id, from, isFilled }, setInHand] = useState<InHand>(NOTHING_IN_HAND);
  const payment = usePayment(id).value?.payment;
  const need: PhoneNeed | null = payment?.state === 'awaiting-approval' ? `payment ${payment.id}` : null;
  const show = (inHand: Partial<InHand>) => {
    setInHand({ ...NOTHING_IN_HAND, ...inHand });
    onOpen();
  };
  const open = (paymentId: string | null, accountId?: string) => show({ id: paymentId, from: accountId ?? null });
  return {
    id,
    from,
    isFilled,
    need,
    open,
    openFilled(draft: PayDraft) {
      // As if it had been begun: it outlives the panel, and a page that is reloaded.
      if (owner) keepDraft({ owner, name: PAY_DRAFT }, draft);
      show({ isFilled: true });
    },
    /** Back to it while it is under way, else to a new form. */
    goOn: () => open(payment && !isFinal(payment.state) ? id : null),
  };
}

interface InHand {
  /** Null for a form. */
  readonly id: string | null;
  /** The account that a form pays from, where it was opened from one. */
  readonly from: string | null;
  /** The form was filled in for the customer. */
  readonly isFilled: boolean;
}
const NOTHING_IN_HAND: InHand = { id: null, from: null, isFilled: false };

/** Whether the window to the real room is open: as long as the phone is needed, or until one shuts it. */
export function usePhoneWindow(inHand: PhoneNeed | null, signIn: DeviceSignInState) {
  const isPossible = useXR((state) => showsRoom(state.session));
  const [shut, setShut] = useState<PhoneNeed | null>(null);
  const need: PhoneNeed | null = signIn.kind === 'waiting' ? `sign-in ${signIn.userCode}` : inHand;
  const isOpen = isWindowOpen(need, shut, isPossible);
  const lookOut: LookOut = !isPossible ? 'none' : isOpen ? 'open' : 'shut';
  return { lookOut, set: (wanted: boolean) => setShut(wanted ? null : need) };
}
