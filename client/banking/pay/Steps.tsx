import { useTexts } from '../../ui/i18n.ts';
import { payTexts } from './pay-texts.ts';

/** How far a payment has come: its details, the check, the approval. */
export function Steps({ current }: { readonly current: 1 | 2 | 3 }) {
  const texts = useTexts(payTexts);
  return (
    <>
      <p className="visually-hidden">{texts.stepOf(current)}</p>
      <ol className="steps" aria-hidden="true">
        {texts.steps.map((step, index) => (
          <li key={step} data-current={index + 1 === current || undefined} data-done={index + 1 < current || undefined}>
            {step}
          </li>
        ))}
      </ol>
    </>
  );
}
