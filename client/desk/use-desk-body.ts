import { useEffect, useMemo, useState } from 'react';
import { useAppearance } from '../avatars/kept-appearance.ts';
import type { BranchLink } from '../net/branch-link.ts';
import { useVoice } from '../voice/voice-store.ts';
import { createDeskSignSender } from './desk-sign-sender.ts';

/** Whoever has not pressed a key for so long has stopped typing. */
const TYPING_LASTS_MS = 1500;

/**
 * Who is on duty here sits at that desk in the branch: everyone there sees that they speak and that they type, and nothing of what.
 *
 * @param deskId null while off duty: then nothing is told
 */
export function useDeskBody(link: BranchLink | null, deskId: string | null): void {
  const appearance = useAppearance((state) => state.packed);
  useEffect(() => link?.showAppearance(appearance), [link, appearance]);
  const speaking = useVoice((voice) => voice.speaking && !voice.muted);
  const typing = useTyping();
  const sender = useMemo(() => (link ? createDeskSignSender((signs) => link.sendDeskSigns(signs)) : null), [link]);
  useEffect(() => () => sender?.close(), [sender]);
  useEffect(() => sender?.setOn(deskId !== null), [sender, deskId]);
  useEffect(() => sender?.show({ speaking, typing }), [sender, speaking, typing]);
  // The room of a new link knows of no signs yet.
  useEffect(() => link?.onConnected(() => queueMicrotask(() => sender?.again())), [link, sender]);
}

/** Whether something is being typed on this page: only that keys change a text, never which. */
function useTyping(): boolean {
  const [isTyping, setIsTyping] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = () => setIsTyping(false);
    const note = ({ target }: Event) => {
      if (!(target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement)) return;
      setIsTyping(true);
      clearTimeout(timer);
      timer = setTimeout(stop, TYPING_LASTS_MS);
    };
    document.addEventListener('input', note);
    return () => {
      document.removeEventListener('input', note);
      clearTimeout(timer);
    };
  }, []);
  return isTyping;
}
