import { useXR } from '@react-three/xr';
import { useState } from 'react';
import { isFinal, usePayment } from '../../banking/pay/use-payment.ts';
import type { DeviceSignInState } from '../../identity/use-device-sign-in.ts';
import { showsRoom } from '../../xr/headset-mode.ts';
import { isWindowOpen, type PhoneNeed } from '../../xr/phone-window.ts';
import type { LookOut } from './words.ts';

/** The payment that is in hand in the headset, which goes on while its panel is put away. `onOpen`: one wants to see it. */
export function usePaymentInHand(onOpen: () => void) {
  const [{ id, from }, setInHand] = useState<{ id: string | null; from: string | null }>({ id: null, from: null });
  const payment = usePayment(id).value?.payment;
  const need: PhoneNeed | null = payment?.state === 'awaiting-approval' ? `payment ${payment.id}` : null;
  const open = (paymentId: string | null, accountId?: string) => {
    setInHand({ id: paymentId, from: accountId ?? null });
    onOpen();
  };
  return {
    id,
    from,
    need,
    open,
    /** Back to it while it is under way, else to a new form. */
    goOn: () => open(payment && !isFinal(payment.state) ? id : null),
  };
}

/** Whether the window to the real room is open: as long as the phone is needed, or until one shuts it. */
export function usePhoneWindow(inHand: PhoneNeed | null, signIn: DeviceSignInState) {
  const isPossible = useXR((state) => showsRoom(state.session));
  const [shut, setShut] = useState<PhoneNeed | null>(null);
  const need: PhoneNeed | null = signIn.kind === 'waiting' ? `sign-in ${signIn.userCode}` : inHand;
  const isOpen = isWindowOpen(need, shut, isPossible);
  const lookOut: LookOut = !isPossible ? 'none' : isOpen ? 'open' : 'shut';
  return { lookOut, set: (wanted: boolean) => setShut(wanted ? null : need) };
}
