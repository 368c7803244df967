import { randomUUID } from 'node:crypto';
import type { ChatLine } from '../../shared/consultation.ts';
import { Party } from '../../shared/consultation-members.ts';
import { createTalkClient } from '../../shared/sealed/talk-client.ts';
import type { TalkEntry } from '../../shared/sealed/talk-view.ts';
import type { TalkDelivery, TalkLink } from './talk-delivery.ts';

export interface RecorderDeps {
  readonly consultationId: string;
  readonly delivery: Pick<TalkDelivery, 'handle' | 'drop'>;
  /** Answers false where no more can be kept. */
  readonly keep: (line: ChatLine) => Promise<boolean>;
  /** It can go on no longer; what it has not kept is lost. */
  readonly onStopped: (error: unknown) => void;
}

/** A member of the talk with keys on the server, the only one: what it opens is the transcript. */
export interface TalkRecorder {
  /** Leaves the group; what was not opened by now is not kept. */
  stop(): void;
}

const SEAT = { party: 'recorder', person: 'service:recorder' } as const;

export function startRecorder({ consultationId, delivery, keep, onStopped }: RecorderDeps): TalkRecorder {
  let isOn = true;
  let turn: Promise<unknown> = Promise.resolve();
  const link: TalkLink = { send: (_type, news) => client.hear(news) };
  const client = createTalkClient({
    consultationId,
    party: SEAT.party,
    member: randomUUID(),
    // Its keys are in memory alone: after a restart there is no recorder until all agree again.
    vault: { read: () => null, write: () => {} },
    send: (request, carried) => {
      // Not within the call that it answers.
      setImmediate(() => {
        if (isOn) delivery.handle(link, SEAT, request, carried).catch(end);
      });
    },
    onChange: () => {},
    onMessage: (entry) => {
      const line = lineOf(entry);
      if (!isOn || !line) return;
      turn = turn
        .then(async () => {
          if (!(await keep(line))) end(null);
        })
        .catch(end);
    },
  });

  function end(error: unknown): void {
    if (!isOn) return;
    stop();
    onStopped(error);
  }

  function stop(): void {
    isOn = false;
    client.close();
    delivery.drop(link, true);
  }

  client.connect();
  return { stop };
}

/** What people have written is kept, and which files they handed over; marks and signs are not. */
function lineOf({ id, at, from, message }: TalkEntry): ChatLine | null {
  const party = Party.safeParse(from.party);
  const text = message.kind === 'text' ? message.text : message.kind === 'file' ? `[${message.file.name}]` : null;
  return party.success && text !== null ? { id, at, from: party.data, text } : null;
}
