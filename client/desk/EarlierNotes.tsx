import { readEarlierNotes } from '../../shared/desk.ts';
import { useRead } from '../net/use-read.ts';
import { useTexts } from '../ui/i18n.ts';
import { TimeText } from '../ui/TimeText.tsx';
import { deskTexts } from './desk-texts.ts';
import { shortcutTexts } from './shortcuts/shortcut-texts.ts';
import { talkTexts } from './talk-texts.ts';

/** While the consultation is open: how this customer's earlier ones were wrapped up. Nothing, where there is nothing. */
export function EarlierNotes({ consultationId }: { readonly consultationId: string }) {
  const texts = useTexts(shortcutTexts);
  const words = useTexts(deskTexts);
  const { codes } = useTexts(talkTexts);
  const { value, error } = useRead(readEarlierNotes, {
    key: ['consultation', 'earlier-notes', consultationId],
    params: { consultationId },
  });
  // What was read is gone with the consultation.
  if (!value || error || value.notes.length === 0) return null;
  return (
    <details className="earlier">
      <summary aria-keyshortcuts="i">
        {texts.earlier(value.notes.length)}{' '}
        <span className="keycap" aria-hidden="true">
          I
        </span>
      </summary>
      <ul className="desk-list">
        {value.notes.map(({ topic, endedAt, code, notes }) => (
          <li key={endedAt}>
            <span className="muted small">
              <TimeText at={endedAt} style="date" /> · {words.topics[topic]}
            </span>{' '}
            <strong>{code === 'unspecified' ? '' : codes[code]}</strong>
            {notes && <p>{notes}</p>}
          </li>
        ))}
      </ul>
    </details>
  );
}
