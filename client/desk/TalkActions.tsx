import { useState } from 'react';
import type { QueueView } from '../../shared/queue.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { ColleagueInvite } from './supervision/ColleagueInvite.tsx';
import { TransferForm } from './TransferForm.tsx';
import { talkTexts } from './talk-texts.ts';
import { useDeskKeys } from './use-desk-keys.ts';
import { useTalkActions } from './use-talk-actions.ts';

interface TalkActionsProps {
  readonly consultationId: string;
  readonly colleagues: QueueView['colleagues'];
  readonly keysOn: boolean;
  readonly onRecall: () => void;
}

/** Where the talk stands, and what can be done with it now, each with its key. */
export function TalkActions({ consultationId, colleagues, keysOn, onRecall }: TalkActionsProps) {
  const texts = useTexts(talkTexts);
  const { phase, topic, transferNote, error, busy, act, passOn } = useTalkActions(consultationId);
  const [isPassing, setIsPassing] = useState(false);
  const isCalled = phase === 'called';
  const mayHold = phase === 'greeted' || phase === 'talk';
  const recall = isCalled ? onRecall : null;
  const miss = isCalled ? () => act('no-show') : null;
  const hold = mayHold ? () => act('hold') : phase === 'held' ? () => act('resume') : null;
  const startPassing = () => setIsPassing(true);
  useDeskKeys(keysOn && !busy ? { KeyR: recall, KeyX: miss, KeyH: hold, KeyT: startPassing } : {});
  if (!phase || phase === 'wrap-up' || phase === 'closed') return null;
  return (
    <section className="talk-actions" aria-label={texts.actions}>
      <p className="talk-phase" role="status" data-phase={phase}>
        {texts.phases[phase]}
      </p>
      {transferNote && (
        <aside className="talk-note">
          <p className="muted small">{texts.noteFrom}</p>
          <p>{transferNote}</p>
        </aside>
      )}
      {error && <Alert tone="danger">{texts.errors[error]}</Alert>}
      {isPassing && topic ? (
        <TransferForm
          topic={topic}
          colleagues={colleagues}
          busy={busy}
          onPass={passOn}
          onStay={() => setIsPassing(false)}
        />
      ) : (
        <div className="row">
          {recall && <KeyButton hint="R" label={texts.recall} busy={busy} onPress={recall} />}
          {miss && <KeyButton hint="X" label={texts.noShow} busy={busy} onPress={miss} />}
          {phase === 'greeted' && <KeyButton hint="B" label={texts.begin} busy={busy} onPress={() => act('begin')} />}
          {hold && (
            <KeyButton hint="H" label={phase === 'held' ? texts.resume : texts.hold} busy={busy} onPress={hold} />
          )}
          <KeyButton hint="T" label={texts.passOn} busy={busy} onPress={startPassing} />
          <ColleagueInvite consultationId={consultationId} colleagues={colleagues} />
        </div>
      )}
    </section>
  );
}

interface KeyButtonProps {
  readonly label: string;
  /** The key that does the same. */
  readonly hint?: string;
  readonly busy: boolean;
  readonly onPress: () => void;
}

function KeyButton({ label, hint, busy, onPress }: KeyButtonProps) {
  return (
    <Button variant="quiet" busy={busy} onClick={onPress} aria-keyshortcuts={hint?.toLowerCase()}>
      {label}{' '}
      {hint && (
        <span className="keycap" aria-hidden="true">
          {hint}
        </span>
      )}
    </Button>
  );
}
