import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { PersonKey } from '../lib/principal.ts';
import type { ProcessChannel } from '../lib/process-channel.ts';
import type { StaffLink } from './desk-body-rules.ts';

/** What a room changes of a link of its own. */
export interface OwnStaffLink {
  change(change: Partial<Pick<StaffLink, 'appearance' | 'signs'>>): void;
  /** The link is gone. A console that comes back at once has not been away. */
  drop(): void;
}

/** The links of all staff in all rooms and processes: who is at the console, and who has a body of their own. */
export interface DeskPresence {
  add(person: PersonKey, link: StaffLink): OwnStaffLink;
  /** Of one person, the latest last. */
  linksOf(person: PersonKey): readonly StaffLink[];
  /** Told of each change, after it. Answers how to unsubscribe. */
  subscribe(listener: () => void): () => void;
  /** To be called every few seconds where there are other processes: tells them again, and forgets what they no longer tell. */
  renew(): void;
}

const TOPIC = 'desk';
const Told = z.strictObject({
  id: z.uuid(),
  person: z.templateLiteral(['staff:', z.string().max(300)]),
  /** Null: it is gone. */
  link: z
    .strictObject({
      branchId: z.string().max(64),
      embodied: z.boolean(),
      role: z.enum(['consultant', 'supervisor']),
      pseudonym: z.string().max(40),
      appearance: z.int().min(0),
      signs: z.strictObject({ speaking: z.boolean(), typing: z.boolean() }),
    })
    .nullable(),
});

/** A link that was lost comes back within this, or is not coming. */
const COMES_BACK_MS = 10_000;
/** Three times what is between two renewals. */
const FORGET_AFTER_MS = 15_000;

interface Known {
  readonly person: PersonKey;
  readonly link: StaffLink;
  /** When another process told of it last; null for a link of this one. */
  readonly toldAtMs: number | null;
}

export function createDeskPresence(
  channel?: ProcessChannel,
  now: () => number = Date.now,
  comesBackMs = COMES_BACK_MS,
): DeskPresence {
  const known = new Map<string, Known>();
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of listeners) listener();
  };
  const tell = (id: string, person: PersonKey, link: StaffLink | null) => channel?.tell(TOPIC, { id, person, link });

  channel?.hear(TOPIC, Told, ({ id, person, link }) => {
    const before = known.get(id);
    // Nobody else has a word in what a link of this process is.
    if (before?.toldAtMs === null) return;
    if (link) known.set(id, { person, link, toldAtMs: now() });
    else known.delete(id);
    if (JSON.stringify(before?.link) !== JSON.stringify(link ?? undefined)) changed();
  });

  return {
    add(person, added) {
      const id = randomUUID();
      const show = (link: StaffLink) => {
        known.set(id, { person, link, toldAtMs: null });
        tell(id, person, link);
        changed();
      };
      show(added);
      return {
        change(change) {
          const before = known.get(id);
          if (before) show({ ...before.link, ...change });
        },
        drop() {
          const gone = known.get(id);
          if (!gone) return;
          if (gone.link.signs.speaking || gone.link.signs.typing)
            show({ ...gone.link, signs: { speaking: false, typing: false } });
          setTimeout(() => {
            known.delete(id);
            tell(id, person, null);
            changed();
          }, comesBackMs).unref();
        },
      };
    },
    linksOf: (person) => [...known.values()].filter((one) => one.person === person).map(({ link }) => link),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    renew() {
      const before = known.size;
      for (const [id, { person, link, toldAtMs }] of [...known]) {
        if (toldAtMs === null) tell(id, person, link);
        else if (now() - toldAtMs > FORGET_AFTER_MS) known.delete(id);
      }
      if (known.size !== before) changed();
    },
  };
}
