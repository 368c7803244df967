import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { maskAccountNumber } from '../../shared/account-number.ts';
import { type Account, listAccounts } from '../../shared/banking.ts';
import { customerConsultation } from '../../shared/consultation.ts';
import { MAX_SHOWN_ACCOUNTS } from '../../shared/shown-accounts.ts';
import { useRead } from '../net/use-read.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button, FormButtons } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useFocusRescue } from '../ui/use-focus-rescue.ts';
import type { AccountShowing } from './account-showing.ts';
import { ShownList } from './ShownList.tsx';
import { showingTexts } from './showing-texts.ts';
import './showing.css';
import { useAccountShowing } from './use-account-showing.ts';

/** While the talk lasts, the customer lets their consultant see accounts: which, from when, and until when, is theirs to say. */
export function ShowAccounts({ consultationId }: { readonly consultationId: string }) {
  const texts = useTexts(showingTexts);
  const heading = useId();
  const showing = useAccountShowing(consultationId);
  const [isChoosing, setIsChoosing] = useState(false);
  const place = useFocusRescue<HTMLElement>(`${isChoosing} ${showing?.ids}`);
  const { value: talk } = useRead(customerConsultation.read, {
    key: ['consultation', 'customer', consultationId],
    params: { consultationId },
  });
  if (!showing || talk?.state !== 'open') return null;
  const { ids, accounts, end, show, hide } = showing;
  return (
    <section className="card showing" aria-labelledby={heading} ref={place} tabIndex={-1}>
      <h3 id={heading} tabIndex={-1}>
        {texts.heading}
      </h3>
      <div role="status">
        {end && !isChoosing && <Alert>{texts.ends[end]}</Alert>}
        {!ids && !isChoosing && <p className="muted small">{texts.hidden}</p>}
        {ids && <p>{accounts.length > 0 ? texts.shown : texts.onItsWay}</p>}
      </div>
      {ids && (
        <>
          <ShownList accounts={accounts} />
          <Button onClick={hide}>{texts.stop}</Button>
        </>
      )}
      {!ids && !isChoosing && (
        <Button variant="quiet" onClick={() => setIsChoosing(true)}>
          {texts.begin}
        </Button>
      )}
      {!ids && isChoosing && <Choosing show={show} onDone={() => setIsChoosing(false)} />}
    </section>
  );
}

interface ChoosingProps extends Pick<AccountShowing, 'show'> {
  readonly onDone: () => void;
}

function Choosing({ show, onDone }: ChoosingProps) {
  const texts = useTexts(showingTexts);
  const { value, error } = useRead(listAccounts, { key: ['accounts'] });
  if (!value) return error ? <Alert tone="danger">{texts.errors[error]}</Alert> : <Skeleton lines={2} />;
  return <Choice accounts={value.accounts} show={show} onDone={onDone} />;
}

function Choice({ accounts, show, onDone }: ChoosingProps & { readonly accounts: readonly Account[] }) {
  const texts = useTexts(showingTexts);
  const note = useId();
  const [chosen, setChosen] = useState<readonly string[]>(accounts.length === 1 ? accounts.map(({ id }) => id) : []);
  const [isWrong, setIsWrong] = useState(false);
  const showing = useMutation({
    mutationFn: () => show(chosen),
    onSuccess: (begun) => begun.ok && onDone(),
  });
  const submit = () => {
    const isRight = chosen.length > 0 && chosen.length <= MAX_SHOWN_ACCOUNTS;
    setIsWrong(!isRight);
    if (isRight) showing.mutate();
  };
  const turn = (id: string, isOn: boolean) =>
    setChosen((before) => (isOn ? [...before, id] : before.filter((one) => one !== id)));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <fieldset className="showing-choice" aria-describedby={note}>
        <legend>{texts.which}</legend>
        {accounts.map(({ id, name, identification }) => (
          <label key={id}>
            <input type="checkbox" checked={chosen.includes(id)} onChange={({ target }) => turn(id, target.checked)} />
            {name} <span className="muted small">{maskAccountNumber(identification)}</span>
          </label>
        ))}
      </fieldset>
      <p className="muted small" id={note}>
        {texts.note}
      </p>
      {isWrong && <Alert tone="danger">{texts.none}</Alert>}
      {showing.data && !showing.data.ok && <Alert tone="danger">{texts.errors[showing.data.error]}</Alert>}
      <FormButtons submit={texts.show} busy={showing.isPending} cancel={texts.cancel} onCancel={onDone} />
    </form>
  );
}
