import { type FormEvent, useState } from 'react';
import { staffConsultation } from '../../../shared/consultation.ts';
import { endConference, inviteColleague } from '../../../shared/consultation-members.ts';
import type { QueueView } from '../../../shared/queue.ts';
import { callEndpoint } from '../../net/api.ts';
import { useRead } from '../../net/use-read.ts';
import { Alert } from '../../ui/Alert.tsx';
import { Button } from '../../ui/Button.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { useTexts } from '../../ui/i18n.ts';
import { talkTexts } from '../talk-texts.ts';
import './supervision.css';
import { supervisionTexts } from './supervision-texts.ts';
import { useMemberActs } from './use-member-acts.ts';

interface ColleagueInviteProps {
  readonly consultationId: string;
  readonly colleagues: QueueView['colleagues'];
}

/** A second consultant in the talk: asking one in, taking it back, ending their part. */
export function ColleagueInvite({ consultationId, colleagues }: ColleagueInviteProps) {
  const texts = useTexts(supervisionTexts);
  const words = useTexts(talkTexts);
  const { error, busy, act } = useMemberActs();
  const params = { consultationId };
  const { value } = useRead(staffConsultation.read, { key: ['consultation', 'staff', consultationId], params });
  const [isAsking, setIsAsking] = useState(false);
  const [chosen, setChosen] = useState('');
  const present = value?.members.find(({ party, standing }) => party === 'colleague' && standing !== 'left');
  const whom = colleagues.find(({ subject }) => subject === chosen) ?? colleagues[0];
  const ask = async (event: FormEvent) => {
    event.preventDefault();
    if (!whom) return;
    const body = { consultantSubject: whom.subject };
    if (await act(() => callEndpoint(inviteColleague, { params, body }))) setIsAsking(false);
  };
  return (
    <div className="colleague-invite">
      {error && <Alert tone="danger">{texts.errors[error]}</Alert>}
      {present ? (
        <Button variant="quiet" busy={busy} onClick={() => void act(() => callEndpoint(endConference, { params }))}>
          {present.standing === 'invited' ? texts.takeBack : texts.endPart}
        </Button>
      ) : isAsking ? (
        <form className="talk-form" aria-label={texts.ask} onSubmit={(event) => void ask(event)}>
          {whom ? (
            <SelectField
              autoFocus
              label={texts.askWhom}
              value={whom.subject}
              onChange={({ target }) => setChosen(target.value)}
            >
              {colleagues.map(({ subject, name, isPaused }) => (
                <option key={subject} value={subject}>
                  {name}
                  {isPaused ? ` (${words.paused})` : ''}
                </option>
              ))}
            </SelectField>
          ) : (
            <p className="muted">{texts.nobodyFree}</p>
          )}
          <div className="row">
            {whom && (
              <Button type="submit" busy={busy}>
                {texts.askNow}
              </Button>
            )}
            <Button variant="quiet" onClick={() => setIsAsking(false)}>
              {texts.back}
            </Button>
          </div>
        </form>
      ) : (
        <Button variant="quiet" onClick={() => setIsAsking(true)} aria-keyshortcuts="a">
          {texts.ask}{' '}
          <span className="keycap" aria-hidden="true">
            A
          </span>
        </Button>
      )}
    </div>
  );
}
