import { useCallback, useEffect, useRef, useState } from 'react';
import { POINTING, POINTINGS_PER_SECOND, Pointing } from '../../shared/documents.ts';
import { useTalkRoom } from '../net/talk-room.ts';
import { createThrottle } from './throttle.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where both look in a document: the page is one for both, each has a pointer of their own. */
export interface SharedView {
  readonly page: number;
  /** Where the partner points on this page; null where they do not. */
  readonly partner: Point | null;
  /** The page was turned by the partner. */
  readonly isLed: boolean;
  turn(page: number): void;
  point(at: Point | null): void;
}

/** A pointer that came to rest is taken away after this: its owner's browser may be gone. */
const PARTNER_RESTS_MS = 15_000;

export function useSharedView(consultationId: string, documentId: string): SharedView {
  const room = useTalkRoom(consultationId);
  const [view, setView] = useState({ page: 1, partner: null as Point | null, isLed: false });
  const shown = useRef(1);
  shown.current = view.page;
  const send = useRef<(pointing: Pointing) => void>(() => {});

  useEffect(() => {
    const throttle = createThrottle(
      (pointing: Pointing) => room?.send(POINTING, pointing),
      1000 / POINTINGS_PER_SECOND,
    );
    send.current = throttle.send;
    let resting: ReturnType<typeof setTimeout> | undefined;
    const stop = room?.onMessage(POINTING, (message: unknown) => {
      const pointing = Pointing.safeParse(message);
      if (!pointing.success || pointing.data.documentId !== documentId) return;
      const { page, at } = pointing.data;
      clearTimeout(resting);
      resting = setTimeout(() => setView((now) => ({ ...now, partner: null })), PARTNER_RESTS_MS);
      setView((now) => ({ page, partner: at, isLed: page !== now.page || now.isLed }));
    });
    return () => {
      clearTimeout(resting);
      throttle.stop();
      stop?.();
    };
  }, [room, documentId]);

  const turn = useCallback(
    (page: number) => {
      setView({ page, partner: null, isLed: false });
      send.current({ documentId, page, at: null });
    },
    [documentId],
  );
  const point = useCallback((at: Point | null) => send.current({ documentId, page: shown.current, at }), [documentId]);
  return { ...view, turn, point };
}
