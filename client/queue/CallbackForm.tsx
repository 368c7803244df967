import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { askCallback, type Callback, cancelCallback, PhoneNumber, readCallback } from '../../shared/appointments.ts';
import type { Topic } from '../../shared/queue.ts';
import { callEndpoint } from '../net/api.ts';
import { useRead } from '../net/use-read.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { Choice } from '../ui/Choice.tsx';
import { Field } from '../ui/Field.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { LOCALES } from '../ui/locales.ts';
import { otherWaysTexts } from './other-ways-texts.ts';
import { SlotFields } from './SlotFields.tsx';
import { TopicField } from './TopicField.tsx';
import { useSlotChoice } from './use-slot-choice.ts';

/** A wish to be called by phone, or what was wished. */
export function CallbackForm({ branchId }: { readonly branchId: string }) {
  const texts = useTexts(otherWaysTexts);
  const queries = useQueryClient();
  const [topic, setTopic] = useState<Topic>('payments');
  const [phone, setPhone] = useState('');
  const [isTimed, setIsTimed] = useState(false);
  const [isMalformed, setIsMalformed] = useState(false);
  const choice = useSlotChoice(branchId, topic, isTimed);
  const wishedAt = isTimed ? choice.startsAt : null;
  const language = useLanguage();
  const params = { branchId };
  const { value } = useRead(readCallback, { key: ['callback', branchId], params });
  const onSettled = () => queries.invalidateQueries({ queryKey: ['callback'] });
  const asking = useMutation({
    mutationFn: () => callEndpoint(askCallback, { params, body: { topic, phone, wishedAt } }),
    onSettled: () => Promise.all(['callback', 'slots'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  });
  const cancelling = useMutation({ mutationFn: () => callEndpoint(cancelCallback, { params }), onSettled });
  const failed = [asking.data, cancelling.data].find((result) => result && !result.ok);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isWell = PhoneNumber.safeParse(phone).success;
    setIsMalformed(!isWell);
    if (isWell) asking.mutate();
  };
  const promiseOf = ({ phone, wishedAt, timeZone }: Callback) => {
    if (wishedAt === null) return texts.asked(phone);
    const style = { dateStyle: 'medium', timeStyle: 'short', timeZone } as const;
    return texts.askedFor(phone, new Intl.DateTimeFormat(LOCALES[language], style).format(new Date(wishedAt)));
  };
  if (value?.callback)
    return (
      <>
        <Alert tone="success">{promiseOf(value.callback)}</Alert>
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
      <Choice
        name="callback-when"
        label={texts.when}
        options={[
          { id: 'soon', label: texts.soon, chosen: !isTimed },
          { id: 'timed', label: texts.atTime, chosen: isTimed },
        ]}
        onChoose={(id) => setIsTimed(id === 'timed')}
      />
      {isTimed && <SlotFields choice={choice} />}
      {choice.error && <Alert tone="danger">{texts.errors[choice.error]}</Alert>}
      {failed && !failed.ok && <Alert tone="danger">{texts.errors[failed.error]}</Alert>}
      <Button type="submit" variant="quiet" busy={asking.isPending} disabled={wishedAt === ''}>
        {texts.askIt}
      </Button>
    </form>
  );
}
