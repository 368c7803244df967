import { readRatingFigures } from '../../shared/afterwards.ts';
import { useRead } from '../net/use-read.ts';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { LOCALES } from '../ui/locales.ts';
import { floorTexts } from './floor-texts.ts';

const EVERY_MS = 60_000;

/** For a supervisor: what customers said afterwards, with how far the figures can be trusted; nobody is named. */
export function RatingTiles({ branchId }: { readonly branchId: string }) {
  const { ratings: texts } = useTexts(floorTexts);
  const language = useLanguage();
  const { value } = useRead(readRatingFigures, {
    key: ['floor', 'ratings', branchId],
    params: { branchId },
    everyMs: EVERY_MS,
  });
  if (!value) return null;
  const { satisfaction, recommend, asked, days, words } = value;
  const write = (digits: number) => {
    const format = new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: digits });
    return (estimate: typeof satisfaction.mean) =>
      estimate &&
      `${format.format(estimate.value)} ${texts.within(format.format(estimate.low), format.format(estimate.high))}`;
  };
  return (
    <>
      <dl className="floor-tiles">
        <div>
          <dt>{texts.satisfaction(days)}</dt>
          <dd>
            {write(1)(satisfaction.mean) ?? texts.tooFew}{' '}
            <span className="muted small">{texts.answers(satisfaction.answers, asked)}</span>
          </dd>
        </div>
        <div>
          <dt>{texts.nps(days)}</dt>
          <dd>
            {write(0)(recommend.nps) ?? texts.tooFew}{' '}
            <span className="muted small">{texts.answers(recommend.answers, asked)}</span>
          </dd>
        </div>
      </dl>
      {words.length > 0 && (
        <details className="small">
          <summary>{texts.words(words.length)}</summary>
          <ul>
            {words.map((word, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: words have no name, and are read whole.
              <li key={index} dir="auto">
                {word}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
