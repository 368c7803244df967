import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Account } from '../../../../shared/banking.ts';
import { receiveCode } from '../../../banking/codes/receive-code.ts';
import { readAmount } from '../../../banking/pay/amount-rules.ts';
import { payTexts } from '../../../banking/pay/pay-texts.ts';
import { sessionQuery } from '../../../net/use-signed-in.ts';
import { MAX_LENGTHS } from '../pay/pay-steps.ts';
import { type ScreenProps, Surface } from '../Surface.tsx';
import { usePanelTyping } from '../use-panel-typing.ts';
import { AMOUNT_DONE, HOW_MUCH, howMuchDoc, INTO, INTO_ACCOUNT, intoDoc, receiveDoc } from './receive-docs.ts';

interface ReceiveScreenProps {
  readonly screen: ScreenProps;
  readonly accounts: readonly Account[];
  /** The account that is asked for at first. */
  readonly first: Account;
  /** The bank's four letters in IBANs. */
  readonly bankCode: string;
  readonly onBack: () => void;
}

/** A code to be paid by, with an amount or without. */
export function ReceiveScreen({ screen, accounts, first, bankCode, onBack }: ReceiveScreenProps) {
  const { language } = screen;
  const name = useQuery(sessionQuery).data?.customer?.legalName ?? '';
  const [accountId, setAccountId] = useState(first.id);
  const [typed, setTyped] = useState('');
  const [step, setStep] = useState<'code' | 'into' | 'amount'>('code');
  const account = accounts.find(({ id }) => id === accountId) ?? first;
  const { currency } = account.available;
  const toCode = () => setStep('code');
  const typing = usePanelTyping({
    kind: 'line',
    text: typed,
    maxLength: MAX_LENGTHS.amount,
    language,
    onText: setTyped,
  });
  if (step === 'into') {
    const press = (id: string) => {
      setAccountId(id.slice(INTO_ACCOUNT.length));
      toCode();
    };
    return <Surface doc={intoDoc(accounts, account.id, language)} screen={screen} onPress={press} onBack={toCode} />;
  }
  if (step === 'amount') {
    const press = (id: string) => (id === AMOUNT_DONE ? toCode() : typing.pressKey(id));
    return <Surface doc={howMuchDoc(typed, currency, language)} screen={screen} onPress={press} onBack={toCode} />;
  }
  const read = typed.trim() === '' ? null : readAmount(typed, currency, language);
  const amount = read && 'amount' in read ? read.amount : null;
  const problem = read && 'problem' in read ? payTexts[language].problems[read.problem] : null;
  const known = {
    account,
    name,
    amount,
    wrong: problem === null ? null : { typed, problem },
    code: receiveCode({ account, name, amount, bankCode }),
  };
  const press = (id: string) => {
    if (id === INTO) setStep('into');
    else if (id === HOW_MUCH) setStep('amount');
  };
  return <Surface doc={receiveDoc(known, language)} screen={screen} onPress={press} onBack={onBack} />;
}
