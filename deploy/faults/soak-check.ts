import type { LiveBranchView } from './live-branch-view.ts';

/** Pings go out every 3 s, and who has not answered two is cut off at the third: 9 s, and a little for a busy machine (`server/rooms.ts`). */
export const DETECTED_WITHIN_MS = 12_000;
/** A link that closes or opens in good order is seen to within this. */
export const SETTLED_WITHIN_MS = 3_000;
/** A seat nobody takes is free again after so long; `SEAT_TTL_SECONDS` and a little. */
export const SEAT_FREE_WITHIN_MS = 17_000;

/** What the one who drives the people knows of one of them. Times are of one clock, milliseconds. */
export interface Whereabouts {
  readonly name: string;
  readonly is: 'in' | 'out' | 'silent' | 'moving';
  readonly sinceMs: number;
}

/** Everything in the server that does not agree with who is truly there, in words; empty where all is well. */
export function disagreements(
  view: LiveBranchView,
  people: readonly Whereabouts[],
  /** When each seat was reserved that its person never took. */
  unusedSeatsAtMs: readonly number[],
  nowMs: number,
): string[] {
  const found: string[] = [];
  const bodies = new Map<string, number>();
  for (const { name } of view.people) bodies.set(name, (bodies.get(name) ?? 0) + 1);
  for (const { name, is, sinceMs } of people) {
    const forMs = nowMs - sinceMs;
    const has = bodies.get(name) ?? 0;
    if (has > 1) found.push(`${name} has ${has} bodies`);
    if (is === 'in' && has === 0 && forMs > SETTLED_WITHIN_MS) found.push(`${name} is missing`);
    if (is === 'out' && has > 0 && forMs > SETTLED_WITHIN_MS) found.push(`${name} is a ghost, gone for ${forMs} ms`);
    if (is === 'silent' && has > 0 && forMs > DETECTED_WITHIN_MS)
      found.push(`${name} is a ghost, silent for ${forMs} ms`);
  }
  const known = new Set(people.map(({ name }) => name));
  for (const name of bodies.keys()) if (!known.has(name)) found.push(`nobody is ${name}`);
  const slots = new Set(view.people.map(({ slot }) => slot));
  if (slots.size !== view.people.length) found.push('two bodies share a slot');
  const unused = unusedSeatsAtMs.filter((atMs) => nowMs - atMs < SEAT_FREE_WITHIN_MS).length;
  const moving = people.filter(({ is }) => is === 'moving').length;
  if (view.reserved > unused + moving)
    found.push(`${view.reserved} seats are reserved, of ${unused + moving} asked for`);
  // Who is being taken over has two links for a moment.
  const unsettled = people.filter(({ is, sinceMs }) => is === 'moving' || nowMs - sinceMs < SETTLED_WITHIN_MS).length;
  for (const [what, count, most] of [
    ['links', view.links, view.clients],
    ['bodies', view.people.length, view.clients],
    ['clients', view.clients, view.people.length + unsettled],
    ['sockets', view.sockets, view.clients + unsettled],
    ['seats counted', view.listed, view.clients + view.reserved + unsettled],
  ] as const)
    if (count > most) found.push(`${count} ${what}, where there should be no more than ${most}`);
  return found;
}
