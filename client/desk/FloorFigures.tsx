import type { ServiceFigures } from '../../shared/service-figures.ts';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { LOCALES } from '../ui/locales.ts';
import { deskTexts } from './desk-texts.ts';
import { floorTexts } from './floor-texts.ts';

/** A share of fewer says nothing. */
const FEWEST_TOLD = 10;

interface FloorFiguresProps {
  readonly figures: ServiceFigures;
  /** Nobody waits in a day that is over. */
  readonly isOver?: boolean;
}

/** How a branch did in a day; no customer is named. */
export function FloorFigures({ figures, isOver = false }: FloorFiguresProps) {
  const texts = useTexts(floorTexts);
  const words = useTexts(deskTexts);
  const percents = new Intl.NumberFormat(LOCALES[useLanguage()], { style: 'percent', maximumFractionDigits: 0 });
  const percent = (share: number | null) => (share === null ? texts.none : percents.format(share));
  const minutes = (seconds: number | null) => (seconds === null ? texts.none : texts.minutes(Math.round(seconds / 60)));
  const { serviceLevel, estimates } = figures;
  const isBelow = serviceLevel.share !== null && serviceLevel.share < serviceLevel.goalShare;
  const tiles: readonly (readonly [string, string, string?])[] = [
    [
      texts.serviceLevel(serviceLevel.withinMinutes),
      percent(serviceLevel.share),
      texts.goal(percent(serviceLevel.goalShare)),
    ],
    ...(isOver ? [] : [[texts.waiting, String(figures.waiting)] as const]),
    [texts.served, String(figures.served)],
    [texts.abandoned, String(figures.abandoned), percent(figures.abandonRate)],
    [texts.noShows, String(figures.noShows)],
    [texts.medianWait, minutes(figures.medianWaitSeconds)],
    [texts.longestWait, minutes(figures.longestWaitSeconds)],
    [texts.told, percent(estimates.told < FEWEST_TOLD ? null : estimates.withinShare), texts.toldGoal],
    [texts.withoutCode, String(figures.withoutCode)],
  ];
  return (
    <>
      <dl className="floor-tiles">
        {tiles.map(([name, figure, note], index) => (
          <div key={name} data-below={(index === 0 && isBelow) || undefined}>
            <dt>{name}</dt>
            <dd>
              {figure} {note && <span className="muted small">{note}</span>}
            </dd>
          </div>
        ))}
      </dl>
      {figures.handling.length > 0 && (
        <p className="small">
          <strong>{texts.handling}:</strong>{' '}
          {figures.handling
            .map(
              ({ topic, calls, medianSeconds }) =>
                `${words.topics[topic]} ${minutes(medianSeconds)} (${texts.calls(calls)})`,
            )
            .join(' · ')}
        </p>
      )}
    </>
  );
}
