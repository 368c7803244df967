import type { ChatLine } from '../../shared/consultation.ts';
import { Party } from '../../shared/consultation-members.ts';
import type { TalkEntry } from '../../shared/sealed/talk-view.ts';
import type { FileLetter } from '../../shared/talk-file.ts';
import { KEPT_KINDS, type TalkMessage } from '../../shared/talk-message.ts';

/** A line with the file that it hands over. */
export type TalkLine = ChatLine & { readonly file?: FileLetter };

/** A message as a line of text: of a file its name. */
export function wordsOf(message: TalkMessage): string {
  if (message.kind === 'file') return `[${message.file.name}]`;
  return message.kind === 'text' ? message.text : '';
}

/** What people have written; the same array while nothing is added. */
export function linesOf(entries: readonly TalkEntry[], before: readonly TalkLine[]): readonly TalkLine[] {
  const lines = entries.flatMap(({ id, at, from, message }) => {
    const speaker = Party.safeParse(from.party);
    if (!speaker.success || !KEPT_KINDS.has(message.kind)) return [];
    const line = { id, at, from: speaker.data, text: wordsOf(message) };
    return [message.kind === 'file' ? { ...line, file: message.file } : line];
  });
  return lines.length === before.length && lines.at(-1)?.id === before.at(-1)?.id ? before : lines;
}
