import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { PAYEE_NAME_MAX_LENGTH, REFERENCE_MAX_LENGTH } from '../../shared/payment.ts';
import { PaymentProposal } from '../../shared/proposals.ts';
import { Alert } from '../ui/Alert.tsx';
import { FormButtons } from '../ui/Button.tsx';
import { Field, SelectField } from '../ui/Field.tsx';
import { useTexts } from '../ui/i18n.ts';
import { proposalTexts } from './proposal-texts.ts';
import type { Sent } from './use-proposals.ts';

const CURRENCIES = ['GBP', 'EUR', 'USD'];
const EMPTY = { payeeName: '', identification: '', amount: '', currency: 'GBP', reference: '' };

interface ProposePaymentProps {
  readonly send: (content: PaymentProposal) => Promise<Sent>;
  readonly onDone: () => void;
}

export function ProposePayment({ send, onDone }: ProposePaymentProps) {
  const texts = useTexts(proposalTexts);
  const [fields, setFields] = useState(EMPTY);
  const [isWrong, setIsWrong] = useState(false);
  const sending = useMutation({
    mutationFn: async (content: PaymentProposal) => {
      const sent = await send(content);
      if (sent.ok) onDone();
      return sent;
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = PaymentProposal.safeParse({
      kind: 'payment',
      ...fields,
      identification: fields.identification.replace(/[\s-]/g, '').toUpperCase(),
      amount: fields.amount.trim().replace(',', '.'),
    });
    setIsWrong(!read.success);
    if (read.success && !sending.isPending) sending.mutate(read.data);
  };
  const bind = (name: keyof typeof EMPTY) => ({
    value: fields[name],
    required: true,
    onChange: ({ target }: { readonly target: { readonly value: string } }) =>
      setFields((now) => ({ ...now, [name]: target.value })),
  });
  return (
    <form className="propose" onSubmit={submit}>
      {isWrong && <Alert tone="danger">{texts.wrong}</Alert>}
      {sending.data && !sending.data.ok && <Alert tone="danger">{texts.errors[sending.data.error]}</Alert>}
      <Field
        label={texts.payee}
        maxLength={PAYEE_NAME_MAX_LENGTH}
        autoComplete="off"
        autoFocus
        {...bind('payeeName')}
      />
      <Field label={texts.account} maxLength={48} autoComplete="off" {...bind('identification')} />
      <div className="propose-amount">
        <Field label={texts.amount} inputMode="decimal" maxLength={16} autoComplete="off" {...bind('amount')} />
        <SelectField label={texts.currency} {...bind('currency')}>
          {CURRENCIES.map((currency) => (
            <option key={currency}>{currency}</option>
          ))}
        </SelectField>
      </div>
      <Field label={texts.reference} maxLength={REFERENCE_MAX_LENGTH} autoComplete="off" {...bind('reference')} />
      <FormButtons submit={texts.send} busy={sending.isPending} cancel={texts.cancel} onCancel={onDone} />
    </form>
  );
}
