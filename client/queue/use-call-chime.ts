import { useEffect, useRef } from 'react';
import { useBranch } from '../net/branch-store.ts';
import { soundChime } from './call-chime.ts';

/** Sounds when one's own number is called: at the change, not for a page that opens on a called ticket. */
export function useCallChime(isCalled: boolean): void {
  const was = useRef<boolean | null>(null);
  useEffect(() => {
    if (was.current === false && isCalled) soundChime();
    was.current = isCalled;
  }, [isCalled]);
}

/** Sounds in the branch at each call that the board shows, and at each time it is repeated. */
export function useBoardChime(): void {
  useEffect(
    () =>
      useBranch.subscribe(({ desks }, before) => {
        if (desks === before.desks || before.desks.length === 0) return;
        const earlier = new Map(
          before.desks.map(({ deskId, ticketNumber, calls }) => [deskId, { ticketNumber, calls }]),
        );
        const isCall = desks.some(({ deskId, ticketNumber, calls }) => {
          const then = earlier.get(deskId);
          return ticketNumber !== '' && then && (then.ticketNumber !== ticketNumber || calls > then.calls);
        });
        if (isCall) soundChime();
      }),
    [],
  );
}
