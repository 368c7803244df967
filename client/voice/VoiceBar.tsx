import { useId } from 'react';
import type { Party } from '../../shared/consultation-members.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { CaptionChoice } from './CaptionChoice.tsx';
import { LevelBar } from './LevelBar.tsx';
import { VoiceDeviceChoice } from './VoiceDeviceChoice.tsx';
import './voice.css';
import { joinVoice, leaveVoice, listenIn, muteVoice } from './voice-session.ts';
import { type PeerView, useVoice } from './voice-store.ts';
import { voiceTexts } from './voice-texts.ts';

type Texts = typeof voiceTexts.en;

interface VoiceBarProps {
  readonly self: Party;
  /** Whom one came to talk with. */
  readonly other: Party;
  readonly names: (party: Party) => string;
  /** Here one only hears, by one's part in the talk. */
  readonly listensOnly?: boolean;
  /** Without the room's link a press would be lost. */
  readonly isLinked: boolean;
}

/** Speaking in a consultation: joining, muting, who is heard, and by which devices. */
export function VoiceBar({ self, other, names, isLinked, listensOnly = false }: VoiceBarProps) {
  const texts = useTexts(voiceTexts);
  const id = useId();
  const { status, problem, muted, parties } = useVoice();
  const keyOf = (key: string) => (self === 'customer' ? undefined : key);
  const isOtherThere = parties.includes(other);
  const heardOnly = useVoice((voice) => voice.listensOnly);
  const join = () => void (listensOnly ? listenIn() : joinVoice());
  return (
    <section className="voice" aria-labelledby={id}>
      <h4 id={id} className="visually-hidden">
        {texts.label}
      </h4>
      {problem && <Alert tone={problem === 'elsewhere' ? 'info' : 'danger'}>{texts.problems[problem]}</Alert>}
      {status === 'off' ? (
        <div className="voice-row">
          <Button
            variant="quiet"
            onClick={join}
            disabled={!isLinked}
            aria-describedby={`${id}-hint`}
            aria-keyshortcuts={keyOf('v')}
          >
            {!listensOnly && <MicrophoneSign />}
            {listensOnly ? texts.listenIn : texts.join}
          </Button>
          <p id={`${id}-hint`} className="voice-word muted small" role="status">
            {isOtherThere && <strong>{texts.waiting(names(other))} </strong>}
            <span className="voice-hint">{listensOnly ? texts.listenHint : texts.joinHint}</span>
          </p>
        </div>
      ) : (
        <>
          <div className="voice-row">
            {status === 'on' && !heardOnly ? (
              <Button
                variant={muted ? 'danger' : 'quiet'}
                onClick={() => muteVoice(!muted)}
                aria-keyshortcuts={keyOf('m')}
              >
                <MicrophoneSign isMuted={muted} />
                {muted ? texts.unmute : texts.mute}
              </Button>
            ) : null}
            {status === 'on' && !heardOnly && <LevelBar label={texts.ownLevel} call={null} />}
            <Button variant="quiet" onClick={() => leaveVoice()} aria-keyshortcuts={keyOf('v')}>
              {status === 'on' ? texts.leave : texts.cancel}
            </Button>
          </div>
          <div className="voice-words">
            <VoiceWords texts={texts} other={other} names={names} />
            {status === 'on' && <VoiceDeviceChoice texts={texts} />}
          </div>
          {status === 'on' && !heardOnly && <CaptionChoice texts={texts} />}
        </>
      )}
      <Spoken names={names} />
    </section>
  );
}

/** What others say, as their browsers write it down; hidden while there is nothing. */
function Spoken({ names }: Pick<VoiceBarProps, 'names'>) {
  const spoken = useVoice((voice) => voice.spoken);
  if (spoken.length === 0) return null;
  return (
    <div className="voice-spoken" role="log">
      {spoken.map(({ id, from, text }) => (
        <p key={id} className="voice-word">
          <strong>{names(from)}:</strong> {text}
        </p>
      ))}
    </div>
  );
}

/** What is the case now, in words that are announced; who speaks at this moment is shown, and not read out at each word. */
interface VoiceWordsProps extends Pick<VoiceBarProps, 'other' | 'names'> {
  readonly texts: Texts;
}

function VoiceWords({ texts, other, names }: VoiceWordsProps) {
  const { status, muted, peers, listensOnly } = useVoice();
  if (status !== 'on')
    return (
      <p className="voice-word small" role="status">
        {status === 'asking' ? texts.asking : texts.joining}
      </p>
    );
  return (
    <>
      <p className="voice-word small" role="status" data-muted={(muted && !listensOnly) || undefined}>
        {ownWord(texts, { muted, listensOnly, isHeld: peers.length > 0 && peers.every(isCut) })}
      </p>
      <p className="voice-word small" role="status">
        {peers.every(({ party }) => party !== other) && texts.alone(names(other))}
        {peers.map((peer) => (
          <span
            key={peer.call}
            className="voice-peer"
            data-state={peer.state}
            data-speaking={peer.speaking || undefined}
          >
            {peerWord(peer, texts, names(peer.party))}
          </span>
        ))}
      </p>
    </>
  );
}

/** Neither hears the other: one of them is on hold. */
const isCut = ({ isHeard, hears }: PeerView) => !isHeard && !hears;

interface OwnStanding {
  readonly muted: boolean;
  readonly listensOnly: boolean;
  readonly isHeld: boolean;
}

function ownWord(texts: Texts, { muted, listensOnly, isHeld }: OwnStanding): string {
  if (isHeld) return texts.held;
  if (listensOnly) return texts.listensOnly;
  return muted ? texts.muted : texts.live;
}

function peerWord({ state, muted, isHeard, hears }: PeerView, texts: Texts, name: string): string {
  if (state !== 'connected') return texts.states[state](name);
  if (!isHeard) return hears ? texts.states.listening(name) : texts.states.held(name);
  return muted ? texts.states.muted(name) : texts.states.present(name);
}

function MicrophoneSign({ isMuted = false }: { readonly isMuted?: boolean }) {
  return (
    <svg className="voice-sign" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
      <rect x="9" y="3" width="6" height="11" rx="3" />
      <path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3" />
      {isMuted && <path d="M4 4l16 16" />}
    </svg>
  );
}
