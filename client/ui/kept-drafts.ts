import { z } from 'zod';

/**
 * What was begun and not finished: it outlives a panel that is closed, a reload, and a browser that threw the tab away. Kept in
 * this tab alone (`sessionStorage`), for one person, for a stated time. Never for secrets: any script of the page can read it.
 */
export const DRAFT_KEPT_FOR_MS = 15 * 60_000;
/** What a tab keeps of a talk; none is so long. */
export const TALK_KEPT_FOR_MS = 12 * 60 * 60_000;
const PREFIX = 'atrium-draft:';

export interface DraftPlace {
  /** Who wrote it: nobody else is shown it. */
  readonly owner: string;
  readonly name: string;
}

const Kept = z.object({ owner: z.string(), untilMs: z.number(), value: z.unknown() });

/** Answers what is kept; undefined where nothing is, its time is over, it is somebody else's, or it no longer has the shape. */
export function readDraft<T>({ owner, name }: DraftPlace, schema: z.ZodType<T>): T | undefined {
  const kept = parse(storage()?.getItem(PREFIX + name));
  if (!kept) return undefined;
  const value = kept.owner === owner && kept.untilMs > Date.now() ? schema.safeParse(kept.value) : undefined;
  if (value?.success) return value.data;
  storage()?.removeItem(PREFIX + name);
  return undefined;
}

/** Keeps a value that JSON can hold, where the browser keeps anything for us. */
export function keepDraft({ owner, name }: DraftPlace, value: unknown, keptForMs = DRAFT_KEPT_FOR_MS): void {
  try {
    storage()?.setItem(PREFIX + name, JSON.stringify({ owner, untilMs: Date.now() + keptForMs, value }));
  } catch {
    // No room: the draft lasts as long as the page.
  }
}

export function forgetDraft({ name }: Pick<DraftPlace, 'name'>): void {
  storage()?.removeItem(PREFIX + name);
}

/** The name of what is kept of a talk beside what was said: it is forgotten with that. */
export const talkDraft = (consultationId: string, what: string) => `talk/${consultationId}/${what}`;

/** Takes away all drafts whose names begin so, but those whose names begin with `except`. */
export function forgetDraftsNamed(prefix: string, except?: string): void {
  const store = storage();
  if (!store) return;
  const names = Array.from({ length: store.length }, (_, index) => store.key(index) ?? '');
  for (const name of names)
    if (name.startsWith(PREFIX + prefix) && !(except && name.startsWith(PREFIX + except))) store.removeItem(name);
}

/** Takes away what is over, and what is not of one of these people: someone signed out, or another person is in their place. */
export function forgetDraftsOfOthers(owners: readonly string[]): void {
  const store = storage();
  if (!store) return;
  const names = Array.from({ length: store.length }, (_, index) => store.key(index) ?? '');
  for (const name of names) {
    if (!name.startsWith(PREFIX)) continue;
    const kept = parse(store.getItem(name));
    if (!kept || kept.untilMs <= Date.now() || !owners.includes(kept.owner)) store.removeItem(name);
  }
}

function parse(text: string | null | undefined): z.infer<typeof Kept> | undefined {
  try {
    return Kept.safeParse(JSON.parse(text ?? 'null')).data;
  } catch {
    return undefined;
  }
}

/** A browser that keeps nothing for us throws at the very name. */
function storage(): Storage | undefined {
  try {
    return globalThis.sessionStorage;
  } catch {
    return undefined;
  }
}
