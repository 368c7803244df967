import { useState } from 'react';
import type { Account, Beneficiary } from '../../../../shared/banking.ts';
import { bankingErrorTexts } from '../../../banking/banking-error-texts.ts';
import { draftOfBeneficiary } from '../../../banking/pay/fill-draft.ts';
import { emptyDraft } from '../../../banking/pay/pay-draft.ts';
import { payeeTexts } from '../../../banking/payees/payee-texts.ts';
import { useBeneficiaries, useRemoveBeneficiary } from '../../../banking/payees/use-beneficiaries.ts';
import { type ScreenProps, Surface } from '../Surface.tsx';
import { NewPayeeScreen } from './NewPayeeScreen.tsx';
import { ADD_PAYEE, KEEP_PAYEE, PAY_PAYEE, PAYEE, payeeDoc, payeesDoc, REMOVE, REMOVE_YES } from './payee-docs.ts';

interface PayeesScreenProps {
  readonly screen: ScreenProps;
  readonly accounts: readonly Account[];
  readonly onBack: () => void;
}

/** The customer's saved payees: pay one, remove one, add one. */
export function PayeesScreen({ screen, accounts, onBack }: PayeesScreenProps) {
  const { language } = screen;
  const texts = payeeTexts[language];
  const { value, error } = useBeneficiaries();
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [isAdding, setAdding] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const toList = (done: string | null) => {
    setChosenId(null);
    setAdding(false);
    setSaid(done);
  };
  const chosen = value?.beneficiaries.find(({ id }) => id === chosenId);
  const shared = { screen, accounts, onBack: () => toList(null) };
  if (isAdding) return <NewPayeeScreen {...shared} onAdded={(name) => toList(texts.saved(name))} />;
  if (chosen)
    return (
      <PayeeScreen
        {...shared}
        beneficiary={chosen}
        canRemove={value?.canChange === true}
        onRemoved={() => toList(texts.removed(chosen.name))}
      />
    );
  const press = (id: string) => {
    if (id === ADD_PAYEE) setAdding(true);
    else if (id.startsWith(PAYEE)) setChosenId(id.slice(PAYEE.length));
  };
  const known = {
    beneficiaries: value?.beneficiaries,
    canChange: value?.canChange === true,
    error: error && bankingErrorTexts[language][error],
    said,
  };
  return <Surface doc={payeesDoc(known, language)} screen={screen} onPress={press} onBack={onBack} />;
}

interface PayeeScreenProps extends PayeesScreenProps {
  readonly beneficiary: Beneficiary;
  readonly canRemove: boolean;
  readonly onRemoved: () => void;
}

function PayeeScreen({ screen, accounts, beneficiary, canRemove, onRemoved, onBack }: PayeeScreenProps) {
  const { language, onFilledForm } = screen;
  const removing = useRemoveBeneficiary();
  const [isAsked, setAsked] = useState(false);
  const remove = async () => {
    const result = await removing.mutateAsync(beneficiary.id);
    if (result.ok || result.error === 'beneficiary-unknown') onRemoved();
  };
  const pay = () => {
    const accountId = accounts[0]?.id ?? '';
    onFilledForm({ ...emptyDraft, accountId, ...draftOfBeneficiary(beneficiary, accountId, accounts) });
  };
  const press = (id: string) => {
    if (id === PAY_PAYEE) pay();
    else if (id === REMOVE || id === KEEP_PAYEE) setAsked(id === REMOVE);
    else if (id === REMOVE_YES) void remove();
  };
  const refusal = removing.data && !removing.data.ok ? removing.data.error : null;
  const known = {
    beneficiary,
    canRemove,
    isAsked,
    isRemoving: removing.isPending,
    error: refusal && bankingErrorTexts[language][refusal],
  };
  return <Surface doc={payeeDoc(known, language)} screen={screen} onPress={press} onBack={onBack} />;
}
