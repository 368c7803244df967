import { create } from 'zustand';
import type { Audience } from '../../shared/endpoint.ts';
import type { PrivateMessage } from '../../shared/private-message.ts';
import type { PrivateEntry } from '../../shared/sealed/talk-view.ts';

/** The way to the document service of a talk: private letters of this tab, which is a member of it. */
export interface DeskLine {
  readonly audience: Audience;
  /** The service's name in the group; null while it is not in. */
  readonly service: string | null;
  /** Answers false where the letter is too long. */
  sayTo(member: string, message: PrivateMessage): boolean;
  /** Told of every letter to this tab, by whomever. */
  onPrivate(listener: (entry: PrivateEntry) => void): () => void;
  /** Brings the service in: the consultant's alone. */
  open(): void;
}

interface Shown {
  readonly consultationId: string | null;
  readonly line: DeskLine | null;
}

const useStore = create<Shown>(() => ({ consultationId: null, line: null }));

/** Told by whoever holds the talk: another line with each service and each return, null while this tab is not in the group. */
export function showDeskLine(consultationId: string, line: DeskLine | null): void {
  if (line === null && useStore.getState().consultationId !== consultationId) return;
  useStore.setState({ consultationId, line });
}

/** Tells `listener` now, and at each change. */
export function watchDeskLine(consultationId: string, listener: (line: DeskLine | null) => void): () => void {
  let told: DeskLine | null | undefined;
  const tell = ({ consultationId: shown, line }: Shown) => {
    const own = shown === consultationId ? line : null;
    if (own === told) return;
    told = own;
    listener(own);
  };
  const stop = useStore.subscribe(tell);
  tell(useStore.getState());
  return stop;
}
