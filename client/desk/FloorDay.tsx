import { useState } from 'react';
import { type DayLine, readDayFigures } from '../../shared/service-figures.ts';
import { useRead } from '../net/use-read.ts';
import { Alert } from '../ui/Alert.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { LOCALES } from '../ui/locales.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { FloorFigures } from './FloorFigures.tsx';
import './floor-day.css';
import { floorTexts } from './floor-texts.ts';

interface FloorDayProps {
  readonly branchId: string;
  readonly date: string;
  readonly isToday: boolean;
}

/** How the branch did on a day that is over, and, where it is asked for, each of the seven days up to a day. */
export function FloorDay({ branchId, date, isToday }: FloorDayProps) {
  const texts = useTexts(floorTexts);
  const [isOpen, setIsOpen] = useState(false);
  const { value, error } = useRead(readDayFigures, {
    key: ['floor', branchId, date],
    params: { branchId, date },
    // Today's own figures are read apart, and oftener.
    enabled: !isToday || isOpen,
  });
  const late = error ? <Alert tone="danger">{texts.errors[error]}</Alert> : <Skeleton lines={3} />;
  return (
    <>
      {!isToday && (value ? <FloorFigures figures={value.figures} isOver /> : late)}
      <details className="floor-week" open={isOpen} onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
        <summary>{texts.week}</summary>
        {isOpen && (value ? <Week week={value.week} /> : late)}
      </details>
    </>
  );
}

function Week({ week }: { readonly week: readonly DayLine[] }) {
  const texts = useTexts(floorTexts);
  const locale = LOCALES[useLanguage()];
  const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const percent = (share: number | null) => (share === null ? texts.none : percents.format(share));
  const days = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });
  return (
    <table>
      <thead>
        <tr>
          {[texts.day, texts.served, texts.level, texts.abandoned, texts.handlingShort].map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {week.map(({ date, served, serviceLevel, abandonRate, handlingSeconds }) => (
          <tr key={date}>
            <th scope="row">
              <time dateTime={date}>{days.format(new Date(`${date}T00:00:00Z`))}</time>
            </th>
            <td data-name={texts.served}>{served}</td>
            <td data-name={texts.level}>{percent(serviceLevel)}</td>
            <td data-name={texts.abandoned}>{percent(abandonRate)}</td>
            <td data-name={texts.handlingShort}>
              {handlingSeconds === null ? texts.none : texts.minutes(Math.round(handlingSeconds / 60))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
