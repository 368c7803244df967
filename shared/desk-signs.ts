/** What the branch sees a consultant at the console do. That they speak or type, never what. */
export interface DeskSigns {
  readonly speaking: boolean;
  readonly typing: boolean;
}

export const NO_SIGNS: DeskSigns = { speaking: false, typing: false };

/** They go to everyone in the branch: a console tells them no more often than so. */
export const DESK_SIGNS_EVERY_MS = 300;

const SPEAKING = 1;
const TYPING = 2;

export function writeDeskSigns({ speaking, typing }: DeskSigns): Uint8Array {
  return Uint8Array.of((speaking ? SPEAKING : 0) | (typing ? TYPING : 0));
}

/** Answers null for bytes that say nothing of the kind. */
export function readDeskSigns(bytes: Uint8Array): DeskSigns | null {
  const [flags] = bytes;
  if (bytes.byteLength !== 1 || flags === undefined || flags > (SPEAKING | TYPING)) return null;
  return { speaking: (flags & SPEAKING) !== 0, typing: (flags & TYPING) !== 0 };
}
