import { useTexts } from './i18n.ts';

const texts = { en: { loading: 'Loading …' }, ru: { loading: 'Загрузка …' } };

/** Holds the place of what is on its way. */
export function Skeleton({ lines }: { readonly lines: number }) {
  const words = useTexts(texts);
  return (
    <div className="skeleton" role="status">
      <span className="visually-hidden">{words.loading}</span>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars are all alike and never change places.
        <span key={line} className="skeleton-line" aria-hidden="true" />
      ))}
    </div>
  );
}
