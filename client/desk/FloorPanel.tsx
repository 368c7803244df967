import { readFigures, type ServiceFigures } from '../../shared/service-figures.ts';
import { useRead } from '../net/use-read.ts';
import { Alert } from '../ui/Alert.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { LOCALES } from '../ui/locales.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { deskTexts } from './desk-texts.ts';
import { floorTexts } from './floor-texts.ts';
import { RatingTiles } from './RatingTiles.tsx';
import { FloorTable } from './supervision/FloorTable.tsx';

const EVERY_MS = 15_000;
/** A share of fewer says nothing. */
const FEWEST_TOLD = 10;

/** For a supervisor: how the branch does today, and who does what; no customer is named. */
export function FloorPanel({ branchId }: { readonly branchId: string }) {
  const texts = useTexts(floorTexts);
  const { value, error } = useRead(readFigures, { key: ['floor', branchId], params: { branchId }, everyMs: EVERY_MS });
  return (
    <section className="card desk-floor" aria-labelledby="floor-heading" data-rows>
      <h2 id="floor-heading" tabIndex={-1} aria-keyshortcuts="f">
        {texts.heading}
      </h2>
      {error && <Alert tone="danger">{texts.errors[error]}</Alert>}
      {!value && !error && <Skeleton lines={3} />}
      {value && <Figures figures={value.figures} />}
      <RatingTiles branchId={branchId} />
      {value && <FloorTable branchId={branchId} floor={value.floor} />}
    </section>
  );
}

function Figures({ figures }: { readonly figures: ServiceFigures }) {
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
    [texts.waiting, String(figures.waiting)],
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
