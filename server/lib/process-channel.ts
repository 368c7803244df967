import { randomUUID } from 'node:crypto';
import type { Presence } from '@colyseus/core';
import { z } from 'zod';

/** How the processes of one branch tell each other of what happened. Best effort: what must not be lost is in the database. */
export interface ProcessChannel {
  /** Stands for this process, until it ends. */
  readonly self: string;
  /** To every other process; never to this one. */
  tell(topic: string, message: unknown): void;
  /** Calls `listener` with what another process told, where it is as the schema says; else it changes nothing. */
  hear<S extends z.ZodType>(topic: string, schema: S, listener: (message: z.output<S>, from: string) => void): void;
}

const Envelope = z.strictObject({ from: z.uuid(), message: z.unknown() });

export function createProcessChannel(
  presence: Pick<Presence, 'publish' | 'subscribe'>,
  onMalformed: (topic: string) => void,
): ProcessChannel {
  const self = randomUUID();
  const nameOf = (topic: string) => `atrium:${topic}`;
  return {
    self,
    tell(topic, message) {
      // What is told while the process closes its connection is told to nobody.
      Promise.resolve(presence.publish(nameOf(topic), { from: self, message })).catch(() => {});
    },
    hear(topic, schema, listener) {
      void presence.subscribe(nameOf(topic), (told: unknown) => {
        const envelope = Envelope.safeParse(told);
        if (envelope.data?.from === self) return;
        const message = envelope.success ? schema.safeParse(envelope.data.message) : envelope;
        if (envelope.success && message.success) listener(message.data as z.output<typeof schema>, envelope.data.from);
        else onMalformed(topic);
      });
    },
  };
}
