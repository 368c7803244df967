import { Field } from '../../ui/Field.tsx';
import { useTexts } from '../../ui/i18n.ts';
import { formatSortCode, type PayDraft, type PayField } from './pay-draft.ts';
import { payTexts } from './pay-texts.ts';
import { needsIban } from './read-payee.ts';

type NumberField = 'iban' | 'sortCode' | 'accountNumber';

/** The part of a form that these fields are of. */
export interface NumberForm {
  readonly draft: Pick<PayDraft, NumberField | 'usesIban'>;
  readonly change: (fields: Partial<PayDraft>) => void;
  readonly bind: (field: NumberField & PayField) => {
    readonly value: string;
    readonly error: string | undefined;
    readonly onChange: (event: { readonly target: { readonly value: string } }) => void;
  };
}

/** Sort code and account number, or an IBAN: in pounds as one likes, in other currencies an IBAN. */
export function AccountNumberFields({ form, currency }: { readonly form: NumberForm; readonly currency: string }) {
  const texts = useTexts(payTexts);
  const usesIban = needsIban(form.draft, currency);
  return (
    <>
      {usesIban ? (
        <Field
          label={texts.iban}
          maxLength={48}
          autoCapitalize="characters"
          spellCheck={false}
          hint={currency === 'GBP' ? texts.ibanHint : `${texts.ibanHint}. ${texts.oneCurrency(currency)}`}
          {...form.bind('iban')}
        />
      ) : (
        <SortCodeFields form={form} />
      )}
      {currency === 'GBP' && (
        <button type="button" className="text-button" onClick={() => form.change({ usesIban: !usesIban })}>
          {usesIban ? texts.useSortCode : texts.useIban}
        </button>
      )}
    </>
  );
}

function SortCodeFields({ form }: { readonly form: NumberForm }) {
  const texts = useTexts(payTexts);
  const { sortCode } = form.draft;
  return (
    <div className="field-pair">
      <Field
        label={texts.sortCode}
        inputMode="numeric"
        maxLength={12}
        hint={texts.sortCodeHint}
        {...form.bind('sortCode')}
        onChange={({ target }) => {
          // Grouped while it is typed at its end; who corrects the middle keeps the caret where it is.
          const isAtEnd = target.selectionStart === target.value.length;
          form.change({ sortCode: isAtEnd ? formatSortCode(target.value) : target.value });
        }}
        onBlur={() => {
          const grouped = formatSortCode(sortCode);
          if (/^[\d\s-]*$/.test(sortCode) && grouped !== sortCode) form.change({ sortCode: grouped });
        }}
      />
      <Field
        label={texts.accountNumber}
        inputMode="numeric"
        maxLength={12}
        hint={texts.accountNumberHint}
        {...form.bind('accountNumber')}
      />
    </div>
  );
}
