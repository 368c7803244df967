import { useEffect } from 'react';
import { fingerprintsOf } from '../voice/session-description.ts';
import { voiceConnection } from '../voice/voice-session.ts';
import { useVoice } from '../voice/voice-store.ts';
import type { TalkSession } from './talk-session.ts';

/** Prints are there once a connection is; they change only with another. */
const LOOK_EVERY_MS = 1500;

/** Tells the talk's members, encrypted, by which keys this tab's voice goes, and looks whether others' voices go by theirs. */
export function useVoicePrints(session: TalkSession | null): void {
  const isOn = useVoice(({ status }) => status === 'on');
  useEffect(() => {
    if (!session) return;
    const look = () => {
      const all = isOn
        ? useVoice.getState().peers.flatMap(({ call }) => {
            const connection = voiceConnection(call);
            return (connection && fingerprintsOf(connection)) ?? [];
          })
        : [];
      const once = (prints: readonly string[]) => [...new Set(prints)].sort();
      session.showVoice({
        own: once(all.flatMap(({ local }) => local)),
        heard: once(all.flatMap(({ remote }) => remote)),
      });
    };
    look();
    if (!isOn) return;
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [session, isOn]);
}
