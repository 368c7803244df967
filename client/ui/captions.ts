import { create } from 'zustand';

/** Something that somebody said, to be read for a while. Untrusted text. */
export interface Caption {
  readonly id: number;
  readonly who: string;
  readonly text: string;
}

/** At most so many stand under each other: the eyes are to stay on the room. */
const LINES = 2;
const LONGEST_TEXT = 280;

/** What is being said, oldest first. The page and the scene show it where {@link Senses.captions} is on. */
export const useCaptions = create<{ readonly lines: readonly Caption[] }>(() => ({ lines: [] }));

let lastId = 0;

/**
 * Shows what somebody said for as long as it takes to read. A feature that hears people calls it with each line; a line that
 * is still being spoken is said again with the id that the first call answered, and replaces what stands there.
 */
export function showCaption(who: string, text: string, id = ++lastId): number {
  const caption: Caption = { id, who, text: shorten(text) };
  useCaptions.setState(({ lines }) => ({ lines: withCaption(lines, caption) }));
  clearTimeout(timers.get(id));
  timers.set(
    id,
    setTimeout(() => hideCaption(id), readingMs(caption.text)),
  );
  return id;
}

export function hideCaption(id: number): void {
  clearTimeout(timers.get(id));
  timers.delete(id);
  useCaptions.setState(({ lines }) => ({ lines: lines.filter((line) => line.id !== id) }));
}

const timers = new Map<number, ReturnType<typeof setTimeout>>();

/** The same id takes the place of its earlier words; the oldest goes where there are too many. */
export function withCaption(lines: readonly Caption[], caption: Caption): readonly Caption[] {
  const isKnown = lines.some(({ id }) => id === caption.id);
  const next = isKnown ? lines.map((line) => (line.id === caption.id ? caption : line)) : [...lines, caption];
  return next.slice(-LINES);
}

/** Two seconds, and a second more for fifteen letters, as subtitles are timed; ten at most. */
export function readingMs(text: string): number {
  return Math.min(2000 + (text.length / 15) * 1000, 10_000);
}

/** The end of what is long: it is the newest. */
function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= LONGEST_TEXT ? line : `… ${line.slice(-LONGEST_TEXT)}`;
}
