import type { ShownAccount } from '../../shared/shown-accounts.ts';
import { useTexts } from '../ui/i18n.ts';
import { MoneyText } from '../ui/MoneyText.tsx';
import { TimeText } from '../ui/TimeText.tsx';
import { showingTexts } from './showing-texts.ts';

/** Accounts as they are shown: to the customer the same as to the consultant. */
export function ShownList({ accounts }: { readonly accounts: readonly ShownAccount[] }) {
  const texts = useTexts(showingTexts);
  return (
    <ul className="showing-list">
      {accounts.map(({ name, number, available, booked, asOf }) => (
        <li key={`${name} ${number}`}>
          <span>
            {name} <span className="muted small">{number}</span>
          </span>
          <span>
            <span className="muted small">{texts.available}</span>{' '}
            <strong>
              <MoneyText money={available} />
            </strong>
          </span>
          <span className="muted small">
            {texts.booked} <MoneyText money={booked} />, {texts.asOf} <TimeText at={asOf} style="time" />
          </span>
        </li>
      ))}
    </ul>
  );
}
