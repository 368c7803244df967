import type { Party } from '../../shared/consultation-members.ts';
import type { PersonKey, Principal } from '../lib/principal.ts';
import type { RecordingEvent } from './phase-rules.ts';
import { mayRecord, type Participant } from './recording-rules.ts';
import { type RecorderDeps, startRecorder, type TalkRecorder } from './talk-recorder.ts';

export interface RecordingSeat {
  readonly principal: Principal;
  readonly person: PersonKey;
  readonly party: Party;
}

export interface RecordingDeps extends Pick<RecorderDeps, 'consultationId' | 'delivery' | 'keep'> {
  /** Everybody who is in: by a link, or with keys. */
  readonly participants: () => readonly Participant[];
  /** Puts it into the trail; false where the talk is over. */
  readonly note: (principal: Principal, event: RecordingEvent) => Promise<boolean>;
  readonly show: (state: { readonly recording: boolean; readonly agreed: readonly Party[] }) => void;
  readonly onError: (error: unknown) => void;
}

/** Who has agreed to a recording, and the recorder while all have. */
export interface TalkRecording {
  ask(seat: RecordingSeat, agree: boolean): Promise<void>;
  /** Somebody has come or gone. */
  look(by: RecordingSeat): Promise<void>;
  close(): void;
}

export function createTalkRecording(deps: RecordingDeps): TalkRecording {
  const { participants, note, show, onError } = deps;
  const agreed = new Map<PersonKey, RecordingSeat>();
  let recorder: TalkRecorder | null = null;
  let isOver = false;
  let turn: Promise<void> = Promise.resolve();

  function tell(): void {
    show({ recording: recorder !== null, agreed: [...agreed.values()].map(({ party }) => party) });
  }

  function stop(): void {
    recorder?.stop();
    recorder = null;
  }

  async function consider(by: RecordingSeat): Promise<void> {
    const isWanted = !isOver && mayRecord(participants(), new Set(agreed.keys()));
    if (isWanted && !recorder) {
      // The trail has it before the recorder opens anything.
      if (!(await note(by.principal, { kind: 'recording-begun' }))) return;
      // Somebody may have come, or thought better of it, meanwhile.
      if (isOver || !mayRecord(participants(), new Set(agreed.keys()))) return;
      recorder = startRecorder({ ...deps, onStopped: (error) => void giveUp(by, error) });
    } else if (!isWanted && recorder) {
      stop();
      await note(by.principal, { kind: 'recording-stopped', why: 'not-all-agree' });
    }
  }

  async function giveUp(by: RecordingSeat, error: unknown): Promise<void> {
    recorder = null;
    agreed.clear();
    tell();
    if (error) onError(error);
    await note(by.principal, { kind: 'recording-stopped', why: error ? 'failed' : 'full' }).catch(onError);
  }

  async function ask(seat: RecordingSeat, agree: boolean): Promise<void> {
    if (agree === agreed.has(seat.person)) return;
    if (!agree) {
      // At once: what is said from now on is not kept, whatever the database takes.
      agreed.clear();
      stop();
      tell();
      await note(seat.principal, { kind: 'recording-refused' });
      return;
    }
    if (!(await note(seat.principal, { kind: 'recording-agreed' }))) return;
    agreed.set(seat.person, seat);
    await consider(seat);
    tell();
  }

  /** One after another. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    const done = turn.then(work);
    turn = done.catch(() => {});
    return done;
  }

  return {
    ask(seat, agree) {
      if (!agree && agreed.has(seat.person)) return ask(seat, false);
      return inTurn(() => ask(seat, agree));
    },
    look(by) {
      // Who has not agreed is never recorded, not for a moment.
      if (recorder && !mayRecord(participants(), new Set(agreed.keys()))) {
        stop();
        tell();
        return inTurn(async () => {
          await note(by.principal, { kind: 'recording-stopped', why: 'not-all-agree' });
        });
      }
      return inTurn(async () => {
        await consider(by);
        tell();
      });
    },
    close() {
      isOver = true;
      stop();
    },
  };
}
