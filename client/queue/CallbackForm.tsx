import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { askCallback, cancelCallback, PhoneNumber, readCallback } from '../../shared/appointments.ts';
import type { Topic } from '../../shared/queue.ts';
import { callEndpoint } from '../net/api.ts';
import { useRead } from '../net/use-read.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { useTexts } from '../ui/i18n.ts';
import { otherWaysTexts } from './other-ways-texts.ts';
import { TopicField } from './TopicField.tsx';

/** A wish to be called by phone, or what was wished. */
export function CallbackForm({ branchId }: { readonly branchId: string }) {
  const texts = useTexts(otherWaysTexts);
  const queries = useQueryClient();
  const [topic, setTopic] = useState<Topic>('payments');
  const [phone, setPhone] = useState('');
  const [isMalformed, setIsMalformed] = useState(false);
  const params = { branchId };
  const { value } = useRead(readCallback, { key: ['callback', branchId], params });
  const onSettled = () => queries.invalidateQueries({ queryKey: ['callback'] });
  const asking = useMutation({
    mutationFn: () => callEndpoint(askCallback, { params, body: { topic, phone } }),
    onSettled,
  });
  const cancelling = useMutation({ mutationFn: () => callEndpoint(cancelCallback, { params }), onSettled });
  const failed = [asking.data, cancelling.data].find((result) => result && !result.ok);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isWell = PhoneNumber.safeParse(phone).success;
    setIsMalformed(!isWell);
    if (isWell) asking.mutate();
  };
  if (value?.callback)
    return (
      <>
        <Alert tone="success">{texts.asked(value.callback.phone)}</Alert>
        <Button variant="quiet" busy={cancelling.isPending} onClick={() => cancelling.mutate()}>
          {texts.cancelCall}
        </Button>
      </>
    );
  return (
    <form onSubmit={submit} noValidate>
      <TopicField value={topic} onChange={setTopic} />
      <Field
        label={texts.phone}
        type="tel"
        autoComplete="tel"
        hint={texts.phoneHint}
        error={isMalformed ? texts.phoneMalformed : undefined}
        value={phone}
        onChange={({ target }) => setPhone(target.value)}
      />
      {failed && !failed.ok && <Alert tone="danger">{texts.errors[failed.error]}</Alert>}
      <Button type="submit" variant="quiet" busy={asking.isPending}>
        {texts.askIt}
      </Button>
    </form>
  );
}
