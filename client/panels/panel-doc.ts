/**
 * What an in-world panel says, as data: a feature describes, `panel-layout.ts` places it, `panel-paint.ts` draws it on one
 * texture. Whatever can be pressed has an `id`, which is told to whoever owns the panel, and a label, which is its name.
 */

export interface PanelButton {
  readonly id: string;
  readonly label: string;
  /** A second, quieter line. */
  readonly note?: string;
  readonly tone?: 'primary' | 'quiet' | 'danger';
  /** `busy`: works on it, and takes no second press. */
  readonly state?: 'disabled' | 'busy';
  /** Of what may be one of several, or on and off. */
  readonly chosen?: boolean;
}

export interface PanelKey extends PanelButton {
  readonly wide?: number;
  /** A word among the keys, or a gap: not to be pressed. */
  readonly isWord?: boolean;
}

/** One line of a list: words at the left, a figure at the right. */
export interface PanelRow {
  readonly left: string;
  readonly leftNote?: string;
  readonly right: string;
  readonly rightNote?: string;
  readonly tone?: 'credit';
  /** What is wrong with it, in place of the quiet line at the left. */
  readonly problem?: string | undefined;
  /** Makes the line one that can be pressed. */
  readonly id?: string;
  readonly chosen?: boolean;
}

export interface PanelSaid {
  readonly who: string;
  readonly text: string;
  readonly isOwn: boolean;
}

/** A piece of a text that is read together: pressed to point at it. */
export interface PanelPassage {
  readonly id: string;
  readonly text: string;
  /** What the text is the value of. */
  readonly label?: string;
  readonly isHeading?: boolean;
  /** Somebody points here, and who that is, in a word. */
  readonly pointed?: string;
}

export type PanelBlock =
  | { readonly kind: 'text'; readonly text: string; readonly tone?: 'muted' | 'strong' }
  | { readonly kind: 'figure'; readonly text: string }
  | { readonly kind: 'alert'; readonly text: string; readonly tone: 'danger' | 'calm' }
  | { readonly kind: 'buttons'; readonly columns: number; readonly buttons: readonly PanelButton[] }
  /** One of several, side by side, under a word that says what of. */
  | { readonly kind: 'choice'; readonly label: string; readonly options: readonly PanelButton[] }
  | { readonly kind: 'row'; readonly row: PanelRow }
  | { readonly kind: 'said'; readonly said: PanelSaid }
  | { readonly kind: 'passage'; readonly passage: PanelPassage }
  | { readonly kind: 'field'; readonly text: string; readonly hint: string; readonly id: string }
  /** A keyboard: all keys as wide as the longest row lets them be, but for those that say how many they are wide. */
  | { readonly kind: 'keys'; readonly rows: readonly (readonly PanelKey[])[] }
  | { readonly kind: 'qr'; readonly text: string; readonly lines: readonly string[] };

export interface PanelDoc {
  readonly title: string;
  /** Names of the two buttons beside the title; the first is absent on the first panel. */
  readonly back?: string;
  readonly close: string;
  readonly blocks: readonly PanelBlock[];
  /** Stays at the bottom on every page. */
  readonly foot?: readonly PanelBlock[];
  /** A long panel opens where it ends: a talk. */
  readonly fromEnd?: boolean;
  /** The id of what is to be seen: the panel turns to its page whenever this becomes another. */
  readonly follow?: string | undefined;
  /** Names of the pager's two buttons. */
  readonly pager: { readonly previous: string; readonly next: string };
}

/** Ids of the panel's own buttons. */
export const BACK = 'panel-back';
export const CLOSE = 'panel-close';
export const PREVIOUS = 'panel-previous';
export const NEXT = 'panel-next';
