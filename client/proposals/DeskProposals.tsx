import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { PAYEE_NAME_MAX_LENGTH, REFERENCE_MAX_LENGTH } from '../../shared/payment.ts';
import { listDeskProposals, PaymentProposal, propose, withdrawProposal } from '../../shared/proposals.ts';
import { OfferForm } from '../documents/OfferForm.tsx';
import { callEndpoint } from '../net/api.ts';
import { useRead } from '../net/use-read.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button, FormButtons } from '../ui/Button.tsx';
import { Field, SelectField } from '../ui/Field.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { proposalTexts } from './proposal-texts.ts';
import './proposals.css';
import { proposalTitle } from './proposal-title.ts';

/** What the consultant has suggested, and what became of it; a product is proposed by offering its document. */
export function DeskProposals({ consultationId }: { readonly consultationId: string }) {
  const texts = useTexts(proposalTexts);
  const language = useLanguage();
  const queries = useQueryClient();
  const [proposing, setProposing] = useState<'payment' | 'product' | null>(null);
  const done = () => setProposing(null);
  const { value } = useRead(listDeskProposals, {
    key: ['proposals', 'staff', consultationId],
    params: { consultationId },
  });
  const withdraw = useMutation({
    mutationFn: (proposalId: string) => callEndpoint(withdrawProposal, { params: { proposalId } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['proposals'] }),
  });
  return (
    <section className="proposals" aria-labelledby="desk-proposals">
      <div className="proposals-head">
        <h3 id="desk-proposals">{texts.heading}</h3>
        {!proposing && (
          <div className="row">
            <Button variant="quiet" onClick={() => setProposing('payment')} aria-keyshortcuts="y">
              {texts.propose}
            </Button>
            <Button variant="quiet" onClick={() => setProposing('product')} aria-keyshortcuts="u">
              {texts.proposeProduct}
            </Button>
          </div>
        )}
      </div>
      {proposing === 'payment' && <ProposeForm consultationId={consultationId} onDone={done} />}
      {proposing === 'product' && (
        <OfferForm
          label={texts.send}
          errors={texts.errors}
          send={(offer) =>
            callEndpoint(propose, { params: { consultationId }, body: { content: { kind: 'product', ...offer } } })
          }
          onDone={done}
        />
      )}
      {value && value.proposals.length > 0 && (
        <ul className="proposal-list">
          {value.proposals.map((proposal) => (
            <li key={proposal.id} className="proposal proposal-line">
              <span>{proposalTitle(proposal, language)}</span>
              <span className="muted small">{texts.states[proposal.state]}</span>
              {proposal.state === 'proposed' && (
                <Button variant="quiet" busy={withdraw.isPending} onClick={() => withdraw.mutate(proposal.id)}>
                  {texts.withdraw}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const CURRENCIES = ['GBP', 'EUR', 'USD'];
const EMPTY = { payeeName: '', identification: '', amount: '', currency: 'GBP', reference: '' };

interface ProposeFormProps {
  readonly consultationId: string;
  readonly onDone: () => void;
}

function ProposeForm({ consultationId, onDone }: ProposeFormProps) {
  const texts = useTexts(proposalTexts);
  const queries = useQueryClient();
  const [fields, setFields] = useState(EMPTY);
  const [isWrong, setIsWrong] = useState(false);
  const sending = useMutation({
    mutationFn: async (content: PaymentProposal) => {
      const sent = await callEndpoint(propose, { params: { consultationId }, body: { content } });
      if (sent.ok) onDone();
      return sent;
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['proposals'] }),
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
