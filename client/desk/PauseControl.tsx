import { useState } from 'react';
import { PauseReason } from '../../shared/queue.ts';
import { Button } from '../ui/Button.tsx';
import { SelectField } from '../ui/Field.tsx';
import { useTexts } from '../ui/i18n.ts';
import { talkTexts } from './talk-texts.ts';
import { useDeskKeys } from './use-desk-keys.ts';

interface PauseControlProps {
  readonly isPaused: boolean;
  readonly busy: boolean;
  readonly keysOn: boolean;
  readonly onPause: (reason: PauseReason | null) => void;
}

/** Calls nobody for a while, and says why. */
export function PauseControl({ isPaused, busy, keysOn, onPause }: PauseControlProps) {
  const texts = useTexts(talkTexts);
  const [reason, setReason] = useState<PauseReason>('break');
  const press = () => onPause(isPaused ? null : reason);
  useDeskKeys(keysOn && !busy ? { KeyP: press } : {});
  const key = (
    <span className="keycap" aria-hidden="true">
      P
    </span>
  );
  if (isPaused)
    return (
      <Button busy={busy} onClick={press} aria-keyshortcuts="p">
        {texts.endPause} {key}
      </Button>
    );
  return (
    <div className="row">
      <SelectField
        label={texts.pauseFor}
        value={reason}
        onChange={({ target }) => setReason(PauseReason.parse(target.value))}
      >
        {PauseReason.options.map((option) => (
          <option key={option} value={option}>
            {texts.pauses[option]}
          </option>
        ))}
      </SelectField>
      <Button variant="quiet" busy={busy} onClick={press} aria-keyshortcuts="p">
        {texts.pause} {key}
      </Button>
    </div>
  );
}
