import { useState } from 'react';
import type { PauseReason, QueueView } from '../../shared/queue.ts';
import { useDeskLabel } from '../net/use-plan.ts';
import { Button } from '../ui/Button.tsx';
import { SelectField } from '../ui/Field.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { TimeText } from '../ui/TimeText.tsx';
import { deskTexts } from './desk-texts.ts';
import { PauseControl } from './PauseControl.tsx';
import { talkTexts } from './talk-texts.ts';

interface DutyBarProps {
  readonly branchId: string;
  readonly queue: QueueView;
  readonly busy: boolean;
  readonly onStart: (deskId: string) => void;
  readonly onStop: () => void;
  readonly keysOn: boolean;
  readonly onPause: (reason: PauseReason | null) => void;
}

/** On duty at which desk, or choosing one. */
export function DutyBar({ branchId, queue, busy, onStart, onStop, keysOn, onPause }: DutyBarProps) {
  const texts = useTexts(deskTexts);
  const words = useTexts(talkTexts);
  const language = useLanguage();
  const deskLabel = useDeskLabel(branchId);
  const free = queue.desks.find((desk) => !desk.taken)?.deskId ?? '';
  const [chosen, setChosen] = useState<string | null>(null);
  const deskId = chosen ?? free;
  if (queue.duty) {
    const { pause } = queue.duty;
    return (
      <div className="duty row spread" data-on={pause ? undefined : ''} data-paused={pause ? '' : undefined}>
        <p role="status">
          <strong>{texts.onDuty(deskLabel(queue.duty.deskId, language))}</strong>{' '}
          <span className="muted">
            {texts.since} <TimeText at={queue.duty.since} style="time" />
          </span>
          {!pause && <span className="muted small"> · {texts.seenThere}</span>}
          {pause && (
            <>
              {' · '}
              <strong>{words.onPause(words.pauses[pause.reason])}</strong>{' '}
              <span className="muted">
                {texts.since} <TimeText at={pause.since} style="time" />
              </span>
            </>
          )}
        </p>
        <div className="row">
          <PauseControl isPaused={pause !== null} busy={busy} keysOn={keysOn} onPause={onPause} />
          <Button
            variant="quiet"
            busy={busy}
            disabled={queue.consultationId !== null}
            onClick={onStop}
            aria-keyshortcuts="g"
          >
            {texts.goOffDuty}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <form
      className="duty row"
      onSubmit={(event) => {
        event.preventDefault();
        onStart(deskId);
      }}
    >
      <p role="status">
        <strong>{texts.offDuty}</strong>
      </p>
      <SelectField label={texts.desk} value={deskId} onChange={(event) => setChosen(event.target.value)}>
        {queue.desks.map((desk) => (
          <option key={desk.deskId} value={desk.deskId} disabled={desk.taken}>
            {deskLabel(desk.deskId, language) || desk.deskId}
            {desk.taken ? ` (${texts.taken})` : ''}
          </option>
        ))}
      </SelectField>
      <Button type="submit" busy={busy} disabled={deskId === ''} aria-keyshortcuts="g">
        {texts.goOnDuty}
      </Button>
    </form>
  );
}
