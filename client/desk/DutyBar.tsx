import { useState } from 'react';
import type { QueueView } from '../../shared/queue.ts';
import { Button } from '../ui/Button.tsx';
import { SelectField } from '../ui/Field.tsx';
import { useTexts } from '../ui/i18n.ts';
import { deskTexts } from './desk-texts.ts';

interface DutyBarProps {
  readonly queue: QueueView;
  readonly busy: boolean;
  readonly onStart: (deskId: string) => void;
  readonly onStop: () => void;
}

/** On duty at which desk, or choosing one. */
export function DutyBar({ queue, busy, onStart, onStop }: DutyBarProps) {
  const texts = useTexts(deskTexts);
  const free = queue.desks.find((desk) => !desk.taken)?.deskId ?? '';
  const [chosen, setChosen] = useState<string | null>(null);
  const deskId = chosen ?? free;
  if (queue.duty) {
    return (
      <div className="duty row spread" data-on>
        <strong>{texts.onDuty(texts.deskName(queue.duty.deskId))}</strong>
        <Button variant="quiet" busy={busy} disabled={queue.consultationId !== null} onClick={onStop}>
          {texts.goOffDuty}
        </Button>
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
      <strong>{texts.offDuty}</strong>
      <SelectField label={texts.desk} value={deskId} onChange={(event) => setChosen(event.target.value)}>
        {queue.desks.map((desk) => (
          <option key={desk.deskId} value={desk.deskId} disabled={desk.taken}>
            {texts.deskName(desk.deskId)}
            {desk.taken ? ` (${texts.taken})` : ''}
          </option>
        ))}
      </SelectField>
      <Button type="submit" busy={busy} disabled={deskId === ''}>
        {texts.goOnDuty}
      </Button>
    </form>
  );
}
