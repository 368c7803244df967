import { create } from 'zustand';

/** The field that one writes in now, for whoever has words for it. */
export interface OpenComposer {
  /** Where help with writing may stand: right above the field. */
  readonly place: HTMLElement;
  /** Puts text at the caret, for the person to change and send: nothing is ever sent by it. */
  insert(text: string): void;
  focus(): void;
}

interface ComposerPort {
  readonly composer: OpenComposer | null;
  /** Called where a slash is typed at the beginning of a word; without one a slash is a slash. */
  readonly onSlash: (() => void) | null;
}

/** Joins the field of a talk with the page's help for it; neither knows the other. */
export const useComposerPort = create<ComposerPort>(() => ({ composer: null, onSlash: null }));

/** Puts text into the field that is open; false where there is none. */
export function insertIntoComposer(text: string): boolean {
  const { composer } = useComposerPort.getState();
  composer?.insert(text);
  return composer !== null;
}

/** `text` with `words` at the caret, apart from what stands before by a space, and where the caret is then. */
export function withInserted(
  text: string,
  from: number,
  to: number,
  words: string,
): { readonly text: string; readonly caret: number } {
  const before = text.slice(0, from);
  const gap = before === '' || /\s$/.test(before) ? '' : ' ';
  const head = before + gap + words;
  return { text: head + text.slice(to), caret: head.length };
}

/** Whether a slash typed here begins a word. */
export function beginsWord(text: string, caret: number): boolean {
  return caret === 0 || /\s/.test(text[caret - 1] ?? '');
}
