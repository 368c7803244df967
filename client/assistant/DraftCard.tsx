import { type FormEvent, useState } from 'react';
import { formatAccountNumber } from '../../shared/account-number.ts';
import type { Draft, DraftFields } from '../../shared/assistant.ts';
import { readHours } from '../../shared/branch-service.ts';
import { useRead } from '../net/use-read.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { LOCALES } from '../ui/locales.ts';
import { MoneyText } from '../ui/MoneyText.tsx';
import { useFocusRescue } from '../ui/use-focus-rescue.ts';
import { assistantTexts } from './assistant-texts.ts';
import { momentAt } from './branch-time.ts';
import { DraftFieldsForm } from './DraftFieldsForm.tsx';
import { hasTalk } from './draft-kinds.ts';
import { SlotChoice } from './SlotChoice.tsx';
import { type PaymentFields, useDraft } from './use-draft.ts';

interface DraftCardProps {
  readonly draft: Draft;
  readonly branchId: string;
  readonly onPay: (fields: PaymentFields) => void;
}

/** What the assistant has prepared: to look at, to change, to confirm or to throw away. */
export function DraftCard({ draft, branchId, onPay }: DraftCardProps) {
  const texts = useTexts(assistantTexts);
  const { fields, state } = draft;
  const [isEditing, setIsEditing] = useState(false);
  const [withTalk, setWithTalk] = useState(true);
  const [startsAt, setStartsAt] = useState(fields.kind === 'appointment' ? fields.startsAt : null);
  const { busy, error, confirm, discard, amend } = useDraft(draft, branchId, onPay);
  const place = useFocusRescue<HTMLDivElement>(`${state} ${isEditing}`);
  const leadsToPerson = hasTalk(fields);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    confirm(withTalk && leadsToPerson, startsAt);
  };
  return (
    <div className="draft-card" data-state={state} ref={place} tabIndex={-1}>
      <div className="draft-head">
        <h3>{texts.draftTitles[fields.kind]}</h3>
        <span className="draft-state">{texts.states[state]}</span>
      </div>
      {error && <Alert tone="danger">{texts.errors[error]}</Alert>}
      {isEditing ? (
        <DraftFieldsForm
          fields={fields}
          busy={busy}
          onSave={(next) => void amend(next).then((done) => done && setIsEditing(false))}
          onCancel={() => setIsEditing(false)}
        />
      ) : (
        <DraftFacts fields={fields} branchId={branchId} isTimeBelow={state === 'open'} />
      )}
      {state === 'confirmed' && <p className="draft-note">{texts.done[fields.kind]}</p>}
      {state === 'open' && !isEditing && (
        <form onSubmit={submit}>
          {fields.kind === 'appointment' && (
            <SlotChoice branchId={branchId} fields={fields} startsAt={startsAt} onChoose={setStartsAt} />
          )}
          {texts.notes[fields.kind] && <p className="draft-note muted">{texts.notes[fields.kind]}</p>}
          {leadsToPerson && (
            <label className="draft-attach">
              <input type="checkbox" checked={withTalk} onChange={({ target }) => setWithTalk(target.checked)} />
              {texts.withTalk}
            </label>
          )}
          <div className="row">
            <Button type="submit" busy={busy}>
              {texts.confirmations[fields.kind]}
            </Button>
            {fields.kind !== 'card-block' && (
              <Button variant="quiet" onClick={() => setIsEditing(true)}>
                {texts.edit}
              </Button>
            )}
            <Button variant="quiet" onClick={discard}>
              {texts.discard}
            </Button>
          </div>
        </form>
      )}
    </div>
  );
}

interface DraftFactsProps {
  readonly fields: DraftFields;
  readonly branchId?: string;
  /** Of an appointment: its time is told, and chosen, elsewhere. */
  readonly isTimeBelow?: boolean;
}

/** What a draft says, as a list. */
export function DraftFacts({ fields, branchId, isTimeBelow = false }: DraftFactsProps) {
  const texts = useTexts(assistantTexts);
  if (fields.kind === 'card-block') return null;
  return (
    <dl className="draft-facts">
      {fields.kind === 'payment' && (
        <>
          <dt>{texts.amount}</dt>
          <dd>
            <MoneyText money={{ amount: fields.amount, currency: fields.currency }} />
          </dd>
          <dt>{texts.payee}</dt>
          <dd>{fields.payee}</dd>
          <dt>{texts.account}</dt>
          <dd>
            {fields.identification ? (
              <span className="digits">{formatAccountNumber(fields.identification)}</span>
            ) : (
              <span className="muted">{texts.noAccount}</span>
            )}
          </dd>
          {fields.reference && (
            <>
              <dt>{texts.reference}</dt>
              <dd>{fields.reference}</dd>
            </>
          )}
        </>
      )}
      {fields.kind === 'appointment' && (
        <>
          <dt>{texts.subject}</dt>
          <dd>{fields.subject}</dd>
          {!isTimeBelow && (
            <>
              <dt>{texts.when}</dt>
              <dd>
                {fields.startsAt ? (
                  <BranchMoment branchId={branchId} at={fields.startsAt} />
                ) : (
                  (fields.when ?? <span className="muted">{texts.noTime}</span>)
                )}
              </dd>
            </>
          )}
        </>
      )}
      {fields.kind === 'callback' && (
        <>
          <dt>{texts.phone}</dt>
          <dd className="digits">{fields.phone}</dd>
        </>
      )}
      {(fields.kind === 'ticket' || fields.kind === 'handover' || fields.kind === 'callback') && (
        <>
          <dt>{texts.topic}</dt>
          <dd>{texts.topics[fields.topic]}</dd>
        </>
      )}
    </dl>
  );
}

/** A time as the branch's own clock shows it; on the desk, which is in the branch, as the clock there does. */
function BranchMoment({ branchId, at }: { readonly branchId: string | undefined; readonly at: string }) {
  const locale = LOCALES[useLanguage()];
  const isKnown = branchId !== undefined;
  const { value } = useRead(readHours, {
    key: ['hours', branchId],
    params: { branchId: branchId ?? '' },
    enabled: isKnown,
  });
  const zone = isKnown ? value?.timeZone : Intl.DateTimeFormat().resolvedOptions().timeZone;
  return <>{zone ? momentAt(at, zone, locale) : '…'}</>;
}
