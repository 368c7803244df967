import { Suspense, useState } from 'react';
import { formatAccountNumber } from '../../../shared/account-number.ts';
import { PAYEE_NAME_MAX_LENGTH } from '../../../shared/payment.ts';
import type { ReadPaymentCode } from '../../../shared/payment-code.ts';
import { Alert } from '../../ui/Alert.tsx';
import { Field, SelectField } from '../../ui/Field.tsx';
import { useLanguage, useTexts } from '../../ui/i18n.ts';
import { lazyPart } from '../../ui/lazy-part.ts';
import { formatMoney } from '../../ui/MoneyText.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useFocusRescue } from '../../ui/use-focus-rescue.ts';
import { bankingErrorTexts } from '../banking-error-texts.ts';
import { codeTexts } from '../codes/code-texts.ts';
import { useBeneficiaries } from '../payees/use-beneficiaries.ts';
import { RadioPills } from '../RadioPills.tsx';
import { AccountNumberFields } from './AccountNumberFields.tsx';
import { draftOfCode } from './fill-draft.ts';
import type { PayDraft } from './pay-draft.ts';
import { payTexts } from './pay-texts.ts';
import { canBePaidIn, ownPayee, ownPayees } from './read-payee.ts';
import type { PayFormState } from './use-pay-form.ts';

const KINDS = ['beneficiary', 'phone', 'account', 'own', 'code'] as const satisfies readonly PayDraft['payeeKind'][];

/** With what reads pictures of codes: few pay by one. */
const CodeReader = lazyPart(() => import('../codes/CodeReader.tsx').then((module) => module.CodeReader));

interface FormPart {
  readonly form: PayFormState;
}

/** Whom to pay, in one of five ways. A code that was read becomes the details of an account, to be checked. */
export function PayeeFields({ form }: FormPart) {
  const texts = useTexts(payTexts);
  const words = useTexts(codeTexts);
  const language = useLanguage();
  const [isFilled, setIsFilled] = useState(false);
  const [codeProblem, setCodeProblem] = useState<string>();
  const { payeeKind } = form.draft;
  // A code that was read takes its reader away.
  const place = useFocusRescue<HTMLDivElement>(payeeKind);
  const choose = (kind: PayDraft['payeeKind']) => {
    setIsFilled(false);
    setCodeProblem(undefined);
    form.change({ payeeKind: kind });
  };
  const fillIn = (code: ReadPaymentCode) => {
    const filled = draftOfCode(code, form.draft, form.accounts, language);
    if (!filled.ok) return setCodeProblem(words.noAccountInCurrency(code.amount?.currency ?? ''));
    form.change(filled.value);
    setIsFilled(true);
  };
  return (
    <>
      <RadioPills
        label={texts.whom}
        value={payeeKind}
        options={KINDS.map((kind) => [kind, texts.kinds[kind]] as const)}
        onChange={choose}
      />
      <div ref={place} tabIndex={-1}>
        {payeeKind === 'beneficiary' && <SavedPayeeField form={form} />}
        {payeeKind === 'phone' && (
          <Field
            label={texts.phone}
            type="tel"
            inputMode="tel"
            maxLength={24}
            hint={texts.phoneHint}
            {...form.bind('phone')}
          />
        )}
        {payeeKind === 'own' && <OwnAccountField form={form} />}
        {payeeKind === 'code' && (
          <Suspense fallback={<Skeleton lines={3} />}>
            <CodeReader onCode={fillIn} error={codeProblem ?? form.errorAt('payeeKind')} />
          </Suspense>
        )}
        {payeeKind === 'account' && (
          <>
            {isFilled && <Alert tone="success">{texts.filledFromCode}</Alert>}
            <Field label={texts.name} maxLength={PAYEE_NAME_MAX_LENGTH} hint={texts.nameHint} {...form.bind('name')} />
            <AccountNumberFields form={form} currency={form.account?.available.currency ?? 'GBP'} />
          </>
        )}
      </div>
    </>
  );
}

function SavedPayeeField({ form }: FormPart) {
  const texts = useTexts(payTexts);
  const currency = form.account?.available.currency ?? 'GBP';
  const errors = useTexts(bankingErrorTexts);
  const { value, error } = useBeneficiaries();
  const all = value?.beneficiaries;
  const saved = all?.filter(({ identification }) => canBePaidIn(identification, currency));
  if (error && !all) return <Alert tone="danger">{errors[error]}</Alert>;
  if (all?.length === 0) return <p className="muted">{texts.noSaved}</p>;
  return (
    <SelectField
      label={texts.savedPayee}
      hint={saved && saved.length < (all?.length ?? 0) ? texts.savedHint(currency) : undefined}
      {...form.bind('beneficiaryId')}
    >
      <option value="">{saved ? texts.choose : '…'}</option>
      {saved?.map(({ id, name, identification }) => (
        <option key={id} value={id}>
          {name}, {formatAccountNumber(identification)}
        </option>
      ))}
    </SelectField>
  );
}

function OwnAccountField({ form }: FormPart) {
  const texts = useTexts(payTexts);
  const language = useLanguage();
  const currency = form.account?.available.currency ?? 'GBP';
  const own = ownPayees(form.accounts, form.account);
  return (
    <SelectField
      label={texts.ownAccount}
      hint={own.length > 0 ? texts.ownHint(currency) : texts.noOwn(currency)}
      {...form.bind('ownAccountId')}
      value={ownPayee(form.draft, form.accounts, form.account)?.id ?? ''}
    >
      {own.length !== 1 && <option value="">{texts.choose}</option>}
      {own.map(({ id, name, available }) => (
        <option key={id} value={id}>
          {name} ({formatMoney(available, language)})
        </option>
      ))}
    </SelectField>
  );
}
