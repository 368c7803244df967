import { useId } from 'react';
import type { Party } from '../../shared/consultation-members.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { CaptionChoice } from './CaptionChoice.tsx';
import { LevelBar } from './LevelBar.tsx';
import { VoiceDeviceChoice } from './VoiceDeviceChoice.tsx';
import './voice.css';
import { joinVoice, leaveVoice, muteVoice } from './voice-session.ts';
import { type PeerView, useVoice } from './voice-store.ts';
import { voiceTexts } from './voice-texts.ts';

type Texts = typeof voiceTexts.en;

interface VoiceBarProps {
  readonly self: Party;
  /** How to call the other. */
  readonly otherName: string;
}

/** Speaking in a consultation: joining, muting, who is heard, and by which devices. */
export function VoiceBar({ self, otherName }: VoiceBarProps) {
  const texts = useTexts(voiceTexts);
  const id = useId();
  const { status, problem, muted, parties } = useVoice();
  const keyOf = (key: string) => (self === 'consultant' ? key : undefined);
  const isOtherThere = parties.some((party) => party !== self);
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
            onClick={() => void joinVoice()}
            aria-describedby={`${id}-hint`}
            aria-keyshortcuts={keyOf('v')}
          >
            <MicrophoneSign />
            {texts.join}
          </Button>
          <p id={`${id}-hint`} className="voice-word muted small" role="status">
            {isOtherThere && <strong>{texts.waiting(otherName)} </strong>}
            {texts.joinHint}
          </p>
        </div>
      ) : (
        <>
          <div className="voice-row">
            {status === 'on' ? (
              <Button
                variant={muted ? 'danger' : 'quiet'}
                onClick={() => muteVoice(!muted)}
                aria-keyshortcuts={keyOf('m')}
              >
                <MicrophoneSign isMuted={muted} />
                {muted ? texts.unmute : texts.mute}
              </Button>
            ) : null}
            {status === 'on' && <LevelBar label={texts.ownLevel} call={null} />}
            <Button variant="quiet" onClick={() => leaveVoice()} aria-keyshortcuts={keyOf('v')}>
              {status === 'on' ? texts.leave : texts.cancel}
            </Button>
          </div>
          <div className="voice-words">
            <VoiceWords texts={texts} otherName={otherName} />
            {status === 'on' && <VoiceDeviceChoice texts={texts} />}
          </div>
          {status === 'on' && <CaptionChoice texts={texts} />}
        </>
      )}
      <Spoken name={otherName} />
    </section>
  );
}

/** What the other says, as their browser writes it down; hidden while there is nothing. */
function Spoken({ name }: { readonly name: string }) {
  const spoken = useVoice((voice) => voice.spoken);
  if (spoken.length === 0) return null;
  return (
    <div className="voice-spoken" role="log">
      {spoken.map(({ id, text }) => (
        <p key={id} className="voice-word">
          <strong>{name}:</strong> {text}
        </p>
      ))}
    </div>
  );
}

/** What is the case now, in words that are announced; who speaks at this moment is shown, and not read out at each word. */
function VoiceWords({ texts, otherName }: { readonly texts: Texts; readonly otherName: string }) {
  const { status, muted, peers } = useVoice();
  if (status !== 'on')
    return (
      <p className="voice-word small" role="status">
        {status === 'asking' ? texts.asking : texts.joining}
      </p>
    );
  return (
    <>
      <p className="voice-word small" role="status" data-muted={muted || undefined}>
        {muted ? texts.muted : texts.live}
      </p>
      <p className="voice-word small" role="status">
        {peers.length === 0 && texts.alone(otherName)}
        {peers.map((peer) => (
          <span
            key={peer.call}
            className="voice-peer"
            data-state={peer.state}
            data-speaking={peer.speaking || undefined}
          >
            {peerWord(peer, texts, otherName)}
          </span>
        ))}
      </p>
    </>
  );
}

function peerWord({ state, muted }: PeerView, texts: Texts, name: string): string {
  if (state !== 'connected') return texts.states[state](name);
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
