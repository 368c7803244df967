import { listDifferences, type PaymentDifference } from '../../shared/reconciliation.ts';
import { useRead } from '../net/use-read.ts';
import { Alert } from '../ui/Alert.tsx';
import { useTexts } from '../ui/i18n.ts';
import { MoneyText } from '../ui/MoneyText.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { TimeText } from '../ui/TimeText.tsx';
import { differencesTexts } from './differences-texts.ts';

const EVERY_MS = 60_000;

/** For a supervisor: payments that the branch and the bank tell differently, each with what to do about it. */
export function DifferencesPanel() {
  const texts = useTexts(differencesTexts);
  const { value, error } = useRead(listDifferences, { key: ['payment-differences'], everyMs: EVERY_MS });
  return (
    <section className="card desk-differences" aria-labelledby="differences-heading">
      <h2 id="differences-heading">
        {texts.heading} {value && value.differences.length > 0 && <>({value.differences.length})</>}
      </h2>
      {error && <Alert tone="danger">{texts.errors[error]}</Alert>}
      {!value && !error && <Skeleton lines={2} />}
      {value && value.differences.length === 0 && <p>{texts.none}</p>}
      {value?.differences.map((difference) => (
        <Difference key={difference.paymentId} difference={difference} />
      ))}
      {value && (
        <p className="muted small">
          {value.comparedAt ? (
            <>
              {texts.comparedAt} <TimeText at={value.comparedAt} style="full" />
            </>
          ) : (
            texts.notCompared
          )}
        </p>
      )}
    </section>
  );
}

function Difference({ difference }: { readonly difference: PaymentDifference }) {
  const texts = useTexts(differencesTexts);
  const { kind, amount, orderedAt, endToEndId, consentId, bankPaymentId } = difference;
  const { title, what } = texts.kinds[kind];
  return (
    <article className="desk-difference">
      <h3>{title}</h3>
      <p>{what}</p>
      <dl>
        <dt>{texts.amount}</dt>
        <dd>
          <MoneyText money={amount} />
        </dd>
        <dt>{texts.ordered}</dt>
        <dd>
          <TimeText at={orderedAt} style="full" />
        </dd>
        <dt>{texts.endToEndId}</dt>
        <dd className="digits">{endToEndId}</dd>
        {consentId && (
          <>
            <dt>{texts.consentId}</dt>
            <dd className="digits">{consentId}</dd>
          </>
        )}
        {bankPaymentId && (
          <>
            <dt>{texts.bankId}</dt>
            <dd className="digits">{bankPaymentId}</dd>
          </>
        )}
      </dl>
    </article>
  );
}
