import { useEffect, useRef, useState } from 'react';
import { z } from 'zod';
import { CHAT, ChatLine, TRANSCRIPT } from '../../shared/consultation.ts';
import { type Party, SupervisorMode } from '../../shared/consultation-members.ts';
import { POINTING } from '../../shared/documents.ts';
import type { Audience } from '../../shared/endpoint.ts';
import type { ConsultationState } from '../../shared/room-state.ts';
import { CloseCode, NOTICE, REFUSED, Refused, type RoomRefusal } from '../../shared/rooms.ts';
import { callEndpoint } from '../net/api.ts';
import { openRoomLink, type RoomLink, type SeatAnswer } from '../net/room-link.ts';
import { showTalkRoom } from '../net/talk-room.ts';
import { carryVoice } from '../voice/voice-room.ts';
import { leaveVoice } from '../voice/voice-session.ts';
import { readDraft, type Said, unheardOf } from './chat-rules.ts';
import { endpointsOf } from './use-consultation.ts';

/** A message that was not sent, so that nobody has to write it twice. */
export interface Unsent {
  readonly text: string;
  readonly reason: RoomRefusal | 'link-lost';
}

export interface Talk {
  readonly status: 'connecting' | 'connected' | 'reconnecting' | 'closed' | 'refused';
  readonly lines: readonly ChatLine[];
  readonly here: Readonly<Record<'customer' | 'consultant', boolean>>;
  /** How a supervisor is in, and whether a colleague of the consultant is. */
  readonly supervisor: SupervisorMode | null;
  readonly colleague: boolean;
  readonly ended: boolean;
  readonly unsent: Unsent | null;
}

const QUIET: Talk = {
  status: 'connecting',
  lines: [],
  here: { customer: false, consultant: false },
  supervisor: null,
  colleague: false,
  ended: false,
  unsent: null,
};
/** Nothing of what was said stays behind: the customer's copy is read over HTTP, and the consultant has none. */
const ENDED: Partial<Talk> = { ended: true, lines: [] };

/** The private room: what is said, who is there, and saying something. It comes back by itself until the talk has ended. */
export function useTalk(
  audience: Audience,
  consultationId: string,
  self: Party = audience === 'customer' ? 'customer' : 'consultant',
): Talk & { say(text: string): void } {
  const [talk, setTalk] = useState<Talk>(QUIET);
  const link = useRef<RoomLink | null>(null);
  const said = useRef<readonly Said[]>([]);
  const lines = useRef<readonly ChatLine[]>([]);

  useEffect(() => {
    const change = (next: Partial<Talk>) => setTalk((talk) => ({ ...talk, ...next }));
    async function reserve(): Promise<SeatAnswer> {
      const entered = await callEndpoint(endpointsOf(audience).enter, { params: { consultationId } });
      if (entered.ok) return { seat: entered.value.seat };
      if (entered.error === 'consultation-ended') change(ENDED);
      const lasting = ['consultation-ended', 'consultation-unknown', 'sign-in-required', 'request-malformed'];
      if (!lasting.includes(entered.error)) return 'retry';
      leaveVoice();
      return 'give-up';
    }
    const hear = (heard: readonly ChatLine[]) => {
      lines.current = heard;
      said.current = unheardOf(said.current, heard, self);
      change({ lines: heard });
    };
    setTalk(QUIET);
    said.current = [];
    lines.current = [];
    const opened = openRoomLink({
      reserve,
      onStatus: (status) => change({ status }),
      shouldReturn: (code) => code !== CloseCode.consultationEnded && code !== CloseCode.sessionEnded,
      onJoin(room) {
        showTalkRoom(consultationId, room);
        // Every link is told of changes; the branch's link, which every page has open, is the one that listens.
        room.onMessage(NOTICE, () => {});
        // Where documents are shown, they listen too.
        room.onMessage(POINTING, () => {});
        room.onMessage(TRANSCRIPT, (message: unknown) => {
          const whole = z.array(ChatLine).safeParse(message);
          if (!whole.success) return;
          hear(whole.data);
          // A new link knows all that the last one heard: the rest comes back to whoever wrote it.
          const unheard = said.current.map(({ text }) => text).join('\n');
          said.current = [];
          if (unheard !== '') change({ unsent: { text: unheard, reason: 'link-lost' } });
        });
        room.onMessage(CHAT, (message: unknown) => {
          const line = ChatLine.safeParse(message);
          if (line.success) hear([...lines.current, line.data]);
        });
        room.onMessage(REFUSED, (message: unknown) => {
          const refused = Refused.safeParse(message);
          // Signals of the voice that came late are nobody's line.
          if (!refused.success || refused.data.code.startsWith('voice-')) return;
          const text = said.current.at(-1)?.text ?? '';
          said.current = said.current.slice(0, -1);
          change({ unsent: { text, reason: refused.data.code } });
        });
        carryVoice(room, consultationId);
        room.onStateChange((state) => {
          const { customerHere, consultantHere, supervisor, colleague, ended } = state as unknown as ConsultationState;
          const mode = SupervisorMode.safeParse(supervisor);
          change({
            here: { customer: customerHere, consultant: consultantHere },
            supervisor: mode.success ? mode.data : null,
            colleague,
            ...(ended ? ENDED : {}),
          });
        });
        room.onLeave((code) => {
          if (code === CloseCode.consultationEnded) change(ENDED);
        });
      },
    });
    link.current = opened;
    return () => {
      showTalkRoom(consultationId, null);
      opened.close();
    };
  }, [audience, consultationId, self]);

  return {
    ...talk,
    say(text) {
      const draft = readDraft(text);
      setTalk((talk) => ({ ...talk, unsent: draft === null ? { text, reason: 'message-malformed' } : null }));
      if (draft === null) return;
      const ownBefore = lines.current.filter(({ from }) => from === self).length;
      said.current = [...said.current, { text: draft, ownBefore }];
      link.current?.room()?.send(CHAT, { text: draft });
    },
  };
}
