import { create } from 'zustand';
import type { PrivateMessage } from '../../shared/private-message.ts';
import type { GroupLeaf } from '../../shared/sealed/mls-frames.ts';
import type { PrivateEntry, TalkEntry } from '../../shared/sealed/talk-view.ts';
import type { TalkMessage } from '../../shared/talk-message.ts';

/** What the two of a consultation show each other beside what they say: messages of their encrypted talk. */
export interface PartnerLine {
  readonly partner: 'customer' | 'consultant';
  tell(message: TalkMessage): void;
  /** Told of all that is opened from now on, by whomever. */
  onMessage(listener: (entry: TalkEntry) => void): () => void;
  /** Who else has keys now. */
  others(): readonly GroupLeaf[];
  /** To one of them alone, by private letter; false where it is too long. */
  write(member: string, message: PrivateMessage): boolean;
  /** Told of all letters to this tab. */
  onLetter(listener: (entry: PrivateEntry) => void): () => void;
}

interface Shown {
  readonly consultationId: string | null;
  readonly line: PartnerLine | null;
}

const useStore = create<Shown>(() => ({ consultationId: null, line: null }));

/** Told by whoever holds the talk: the line while the partner has keys, null while they could open nothing. */
export function showPartnerLine(consultationId: string, line: PartnerLine | null): void {
  const shown = useStore.getState();
  if (line === null ? shown.consultationId === consultationId : shown.line !== line)
    useStore.setState({ consultationId, line });
}

/** Null while the partner could open nothing. */
export function usePartnerLine(consultationId: string): PartnerLine | null {
  return useStore((shown) => (shown.consultationId === consultationId ? shown.line : null));
}

/** As {@link usePartnerLine}, for what outlives a panel: told of the line now, and of each change. Answers how to stop it. */
export function watchPartnerLine(consultationId: string, listener: (line: PartnerLine | null) => void): () => void {
  const lineIn = (shown: Shown) => (shown.consultationId === consultationId ? shown.line : null);
  listener(lineIn(useStore.getState()));
  return useStore.subscribe((now, before) => {
    if (lineIn(now) !== lineIn(before)) listener(lineIn(now));
  });
}
