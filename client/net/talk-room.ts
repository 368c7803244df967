import type { Room } from '@colyseus/sdk';
import { create } from 'zustand';

interface TalkRoom {
  readonly consultationId: string | null;
  readonly room: Room | null;
}

const useStore = create<TalkRoom>(() => ({ consultationId: null, room: null }));

/** Told by whoever holds the link to the consultation, at each connection; null at its end. */
export function showTalkRoom(consultationId: string, room: Room | null): void {
  if (room === null && useStore.getState().consultationId !== consultationId) return;
  useStore.setState({ consultationId, room });
}

/** The room of a consultation, for what the two show each other beside what they say; null while there is no link. */
export function useTalkRoom(consultationId: string): Room | null {
  return useStore((state) => (state.consultationId === consultationId ? state.room : null));
}
