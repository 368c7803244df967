import { useEffect } from 'react';
import type { BranchLink } from '../net/branch-link.ts';
import { useBranch } from '../net/branch-store.ts';
import { attachHall, hearHallNews } from './hall-session.ts';

/** Lets the link to the branch carry the signals of the hall's voices. */
export function useHallVoiceLink(link: BranchLink | null): void {
  useEffect(() => {
    if (!link) return;
    const channel = { avatarId: link.avatarId, send: link.sendVoice };
    // What carries the voices may come later than the link.
    let detach = useBranch.getState().status === 'connected' ? attachHall(channel) : () => {};
    const stops = [
      link.onConnected(() => {
        detach = attachHall(channel);
      }),
      link.onVoice(hearHallNews),
    ];
    return () => {
      for (const stop of stops) stop();
      detach();
    };
  }, [link]);
}
