import { useState } from 'react';
import { FIGURES_DAYS, readFigures } from '../../shared/service-figures.ts';
import { useRead } from '../net/use-read.ts';
import { Alert } from '../ui/Alert.tsx';
import { Field } from '../ui/Field.tsx';
import { useTexts } from '../ui/i18n.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { FloorDay } from './FloorDay.tsx';
import { FloorFigures } from './FloorFigures.tsx';
import { floorTexts } from './floor-texts.ts';
import { RatingTiles } from './RatingTiles.tsx';
import { FloorTable } from './supervision/FloorTable.tsx';

const EVERY_MS = 15_000;
const DAY_MS = 86_400_000;

/** For a supervisor: how the branch does today, or did on a day before, and who does what now; no customer is named. */
export function FloorPanel({ branchId }: { readonly branchId: string }) {
  const texts = useTexts(floorTexts);
  const { value, error } = useRead(readFigures, { key: ['floor', branchId], params: { branchId }, everyMs: EVERY_MS });
  const [chosen, setChosen] = useState('');
  const today = value?.figures.date ?? '';
  const date = isWithin(chosen, today) ? chosen : today;
  return (
    <section className="card desk-floor" aria-labelledby="floor-heading" data-rows>
      <h2 id="floor-heading" tabIndex={-1} aria-keyshortcuts="f">
        {texts.heading}
      </h2>
      {error && <Alert tone="danger">{texts.errors[error]}</Alert>}
      {!value && !error && <Skeleton lines={3} />}
      {value && (
        <>
          <Field
            label={texts.day}
            type="date"
            min={firstDay(today)}
            max={today}
            value={date}
            hint={texts.dayHint}
            onChange={({ target }) => setChosen(target.value)}
          />
          {date === today && <FloorFigures figures={value.figures} />}
          <FloorDay branchId={branchId} date={date} isToday={date === today} />
        </>
      )}
      <RatingTiles branchId={branchId} />
      {value && <FloorTable branchId={branchId} floor={value.floor} />}
    </section>
  );
}

const firstDay = (today: string) =>
  new Date(Date.parse(`${today}T00:00:00Z`) - FIGURES_DAYS * DAY_MS).toISOString().slice(0, 10);

/** What is half typed, to come or long ago is no day to look at. */
const isWithin = (date: string, today: string) => date !== '' && date <= today && date >= firstDay(today);
