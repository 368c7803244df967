import type { Schedule } from '../../../shared/payment.ts';
import { Field, SelectField } from '../../ui/Field.tsx';
import { useTexts } from '../../ui/i18n.ts';
import { RadioPills } from '../RadioPills.tsx';
import { payTexts } from './pay-texts.ts';
import type { PayFormState } from './use-pay-form.ts';

const WHENS = ['now', 'once', 'repeat'] as const satisfies readonly Schedule['kind'][];

/** Now, on a day, or again and again from a day on. */
export function WhenFields({ form }: { readonly form: PayFormState }) {
  const texts = useTexts(payTexts);
  const { when } = form.draft;
  return (
    <>
      <RadioPills
        label={texts.when}
        value={when}
        options={WHENS.map((kind) => [kind, texts.whens[kind]] as const)}
        onChange={(chosen) => form.change({ when: chosen })}
      />
      {when !== 'now' && (
        <div className="field-pair">
          <Field
            label={when === 'once' ? texts.day : texts.firstDay}
            type="date"
            min={form.days.first}
            max={form.days.last}
            hint={texts.dayHint}
            {...form.bind('on')}
          />
          {when === 'repeat' && (
            <SelectField label={texts.every} {...form.bind('every')}>
              <option value="month">{texts.everies.month}</option>
              <option value="week">{texts.everies.week}</option>
            </SelectField>
          )}
        </div>
      )}
      {when === 'repeat' && <EndFields form={form} />}
    </>
  );
}

function EndFields({ form }: { readonly form: PayFormState }) {
  const texts = useTexts(payTexts);
  return (
    <div className="field-pair">
      <SelectField label={texts.ends} {...form.bind('ends')}>
        <option value="never">{texts.endses.never}</option>
        <option value="after">{texts.endses.after}</option>
      </SelectField>
      {form.draft.ends === 'after' && (
        <Field
          label={texts.payments}
          inputMode="numeric"
          maxLength={3}
          hint={texts.paymentsHint}
          {...form.bind('payments')}
        />
      )}
    </div>
  );
}
