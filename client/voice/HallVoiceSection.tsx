import { useState } from 'react';
import { ReportReason } from '../../shared/hall-voice.ts';
import { useBranch } from '../net/branch-store.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { blockOther, joinHall, leaveHall, muteHall, muteOther, reportOther } from './hall-session.ts';
import { type HallVoiceView, useHallVoice } from './hall-store.ts';
import { hallTexts } from './hall-texts.ts';
import './voice.css';
import { voiceTexts } from './voice-texts.ts';

type Texts = typeof hallTexts.en;
type NameOf = (avatarId: number) => string;

/** Switching one's voice on in the hall, and what one can do about the voices of others. */
export function HallVoiceSection({ nameOf }: { readonly nameOf: NameOf }) {
  const texts = useTexts(hallTexts);
  const common = useTexts(voiceTexts);
  const offered = useBranch((view) => view.isHallVoiceOffered);
  const { status, problem, muted, near, blocked } = useHallVoice();
  if (!offered)
    return (
      <section>
        <h3>{texts.title}</h3>
        <p className="muted small">{texts.notOffered}</p>
      </section>
    );
  return (
    <section>
      <h3>{texts.title}</h3>
      <p className="muted small">{texts.intro}</p>
      {problem && <Alert tone="danger">{common.problems[problem]}</Alert>}
      <div className="voice-row">
        {status === 'off' && <Button onClick={() => void joinHall()}>{texts.on}</Button>}
        {status === 'on' && (
          <Button variant={muted ? 'danger' : 'quiet'} onClick={() => muteHall(!muted)}>
            {muted ? common.unmute : common.mute}
          </Button>
        )}
        {status !== 'off' && (
          <Button variant="quiet" onClick={() => leaveHall()}>
            {status === 'on' ? texts.off : common.cancel}
          </Button>
        )}
      </div>
      <p className="voice-word small" role="status">
        {wordOf(status, muted, near.length, texts, common)}
      </p>
      <ul className="hall-voices">
        {near.map((one) => (
          <NearVoice key={one.avatarId} one={one} name={nameOf(one.avatarId)} texts={texts} />
        ))}
        {blocked.map((avatarId) => (
          <li key={avatarId}>
            <strong>{nameOf(avatarId)}</strong> <span className="small muted">{texts.blocked}</span>{' '}
            <Button variant="quiet" onClick={() => blockOther(avatarId, false)}>
              {texts.unblock}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function wordOf(status: string, muted: boolean, near: number, texts: Texts, common: typeof voiceTexts.en): string {
  if (status === 'asking') return common.asking;
  if (status === 'joining') return common.joining;
  if (status === 'off') return '';
  return `${muted ? texts.muted : texts.live} ${near === 0 ? texts.alone : texts.near(near)}`;
}

function NearVoice({
  one,
  name,
  texts,
}: {
  readonly one: HallVoiceView;
  readonly name: string;
  readonly texts: Texts;
}) {
  const [isAsking, setIsAsking] = useState(false);
  const { avatarId, state, speaking, muted } = one;
  return (
    <li>
      <strong className="voice-peer" data-state={state} data-speaking={speaking || undefined}>
        {name}
      </strong>
      {isAsking ? (
        <fieldset className="hall-report">
          <legend className="small">{texts.reportQuestion(name)}</legend>
          {ReportReason.options.map((reason) => (
            <Button key={reason} variant="danger" onClick={() => reportOther(avatarId, reason)}>
              {texts.reasons[reason]}
            </Button>
          ))}
          <Button variant="quiet" onClick={() => setIsAsking(false)}>
            {texts.cancel}
          </Button>
        </fieldset>
      ) : (
        <span className="voice-row">
          <Button
            variant="quiet"
            aria-label={`${muted ? texts.unmuteOther : texts.muteOther}: ${name}`}
            onClick={() => muteOther(avatarId, !muted)}
          >
            {muted ? texts.unmuteOther : texts.muteOther}
          </Button>
          <Button variant="quiet" aria-label={`${texts.block}: ${name}`} onClick={() => blockOther(avatarId, true)}>
            {texts.block}
          </Button>
          <Button variant="danger" aria-label={`${texts.report}: ${name}`} onClick={() => setIsAsking(true)}>
            {texts.report}
          </Button>
        </span>
      )}
    </li>
  );
}
