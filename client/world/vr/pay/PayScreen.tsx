import { useState } from 'react';
import type { Account, Beneficiary } from '../../../../shared/banking.ts';
import { bankingErrorTexts } from '../../../banking/banking-error-texts.ts';
import { emptyDraft, type PayDraft } from '../../../banking/pay/pay-draft.ts';
import { payTexts } from '../../../banking/pay/pay-texts.ts';
import { type PayFlowState, usePayFlow } from '../../../banking/pay/use-pay-flow.ts';
import { useBeneficiaries } from '../../../banking/payees/use-beneficiaries.ts';
import { useAccounts } from '../../../banking/use-accounts.ts';
import { useSignedIn } from '../../../net/use-signed-in.ts';
import { AccountsScreen } from '../accounts/AccountsScreen.tsx';
import { framed } from '../menu-docs.ts';
import { type ScreenProps, Surface } from '../Surface.tsx';
import { vrTexts } from '../vr-texts.ts';
import { waiting } from '../words.ts';
import { ACKNOWLEDGE, APPROVE, CHANGE, checkDoc, TAKE_NAME } from './check-docs.ts';
import { PaymentScreen } from './PaymentScreen.tsx';
import * as form from './pay-form-docs.ts';
import type { StepField } from './pay-steps.ts';
import { StepScreen } from './StepScreen.tsx';

/** Paying wholly in the headset: the form, the check, the approval and the receipt. Whoever is not signed in is shown how. */
export function PayScreen(props: ScreenProps) {
  return useSignedIn('customer') === false ? <AccountsScreen {...props} /> : <SignedIn {...props} />;
}

function SignedIn(props: ScreenProps) {
  const { language, paymentId, payFrom, go } = props;
  const { value, error } = useAccounts(true);
  const saved = useBeneficiaries();
  const accounts = value?.accounts;
  const first = accounts?.find(({ id }) => id === payFrom) ?? accounts?.[0];
  if (accounts && paymentId !== null)
    return <PaymentScreen key={paymentId} screen={props} paymentId={paymentId} accounts={accounts} />;
  if (accounts && first && (saved.value || saved.error)) {
    const beneficiaries = saved.value?.beneficiaries ?? [];
    return (
      <FormScreen
        screen={props}
        accounts={accounts}
        beneficiaries={beneficiaries}
        first={firstDraft(first, beneficiaries)}
      />
    );
  }
  if (error === 'bank-sign-in-required') return <AccountsScreen {...props} />;
  const text = error && bankingErrorTexts[language][error];
  const blocks = text ? [{ kind: 'alert', text, tone: 'danger' } as const] : [waiting(language)];
  const doc = { ...framed(vrTexts[language].pay, vrTexts[language]), blocks };
  return <Surface doc={doc} screen={props} onPress={() => {}} onBack={() => go('accounts')} />;
}

function firstDraft({ id }: Account, beneficiaries: readonly Beneficiary[]): PayDraft {
  return { ...emptyDraft, accountId: id, payeeKind: beneficiaries.length > 0 ? 'beneficiary' : 'account' };
}

interface FormScreenProps {
  readonly screen: ScreenProps;
  readonly accounts: readonly Account[];
  readonly beneficiaries: readonly Beneficiary[];
  readonly first: PayDraft;
}

function FormScreen({ screen, accounts, beneficiaries, first }: FormScreenProps) {
  const { language, go, onPayment, isPayFilled } = screen;
  const [isFilled, setFilled] = useState(isPayFilled);
  const [step, setStep] = useState<StepField | null>(null);
  const flow = usePayFlow({ accounts, first, onBack: () => go('accounts'), onStarted: ({ id }) => onPayment(id) });
  if (flow.shown) return <CheckScreen screen={screen} flow={flow} />;
  const restored = flow.form.isRestored ? payTexts[language].restored : null;
  const origin = isFilled ? vrTexts[language].filledIn : restored;
  const known = { ...flow.form, beneficiaries, isChecking: flow.isChecking, origin };
  const fill = (fields: Partial<PayDraft>) => {
    flow.form.change(fields);
    setFilled(true);
  };
  if (step !== null)
    return (
      <StepScreen key={step} screen={screen} known={known} flow={flow} step={step} onStep={setStep} onFill={fill} />
    );
  const press = (id: string) => {
    if (id === form.CHECK) flow.submit();
    else if (id === form.GIVE_UP) flow.giveUp();
    else if (id.startsWith(form.STEP)) setStep(id.slice(form.STEP.length) as StepField);
  };
  return <Surface doc={form.formDoc(known, language)} screen={screen} onPress={press} />;
}

function CheckScreen({ screen, flow }: { readonly screen: ScreenProps; readonly flow: PayFlowState }) {
  const { language } = screen;
  const [isAcknowledged, setAcknowledged] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const { shown, startError } = flow;
  if (!shown) return null;
  const mustAcknowledge = shown.confirmation === 'no-match' && !isAcknowledged;
  const press = (id: string) => {
    if (id === CHANGE) flow.change();
    else if (id === ACKNOWLEDGE) setAcknowledged(!isAcknowledged);
    else if (id === TAKE_NAME && shown.actualName) flow.takeName(shown.actualName);
    else if (id === APPROVE && mustAcknowledge) setAsked(true);
    else if (id === APPROVE) flow.approve();
  };
  const known = {
    checked: shown,
    account: flow.form.account,
    isStarting: flow.isStarting,
    error: startError && bankingErrorTexts[language][startError],
    isAcknowledged,
    isMissing: isAsked && mustAcknowledge,
  };
  return <Surface doc={checkDoc(known, language)} screen={screen} onPress={press} onBack={flow.change} />;
}
