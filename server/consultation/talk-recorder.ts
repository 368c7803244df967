import type { ChatLine } from '../../shared/consultation.ts';
import { Party } from '../../shared/consultation-members.ts';
import type { TalkEntry } from '../../shared/sealed/talk-view.ts';
import { enterAsService } from './service-member.ts';
import type { TalkDelivery } from './talk-delivery.ts';

export interface RecorderDeps {
  readonly consultationId: string;
  readonly delivery: Pick<TalkDelivery, 'handle' | 'drop'>;
  /** Answers false where no more can be kept. */
  readonly keep: (line: ChatLine) => Promise<boolean>;
  /** It can go on no longer; what it has not kept is lost. */
  readonly onStopped: (error: unknown) => void;
}

/** A member of the talk with keys on the server: what it opens is the transcript. After a restart there is none until all agree again. */
export interface TalkRecorder {
  /** Leaves the group; what was not opened by now is not kept. */
  stop(): void;
}

export function startRecorder({ consultationId, delivery, keep, onStopped }: RecorderDeps): TalkRecorder {
  let isOn = true;
  let turn: Promise<unknown> = Promise.resolve();
  const member = enterAsService({
    consultationId,
    party: 'recorder',
    delivery,
    onMessage: (entry) => {
      const line = lineOf(entry);
      if (!isOn || !line) return;
      turn = turn
        .then(async () => {
          if (!(await keep(line))) end(null);
        })
        .catch(end);
    },
    onFailed: end,
  });

  function end(error: unknown): void {
    if (!isOn) return;
    stop();
    onStopped(error);
  }

  function stop(): void {
    isOn = false;
    member.stop();
  }

  return { stop };
}

/** What people have written is kept, and which files they handed over; marks and signs are not. */
function lineOf({ id, at, from, message }: TalkEntry): ChatLine | null {
  const party = Party.safeParse(from.party);
  const text = message.kind === 'text' ? message.text : message.kind === 'file' ? `[${message.file.name}]` : null;
  return party.success && text !== null ? { id, at, from: party.data, text } : null;
}
