import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { z } from 'zod';
import {
  CHAT,
  ChatLine,
  customerConsultation,
  type Speaker,
  staffConsultation,
  TRANSCRIPT,
} from '../../shared/consultation.ts';
import type { ConsultationState } from '../../shared/room-state.ts';
import { CloseCode, REFUSED } from '../../shared/rooms.ts';
import { callEndpoint } from '../net/api.ts';
import { openRoomLink, type RoomLink, type SeatAnswer } from '../net/room-link.ts';

type Audience = 'customer' | 'staff';
export const endpointsOf = (audience: Audience) => (audience === 'customer' ? customerConsultation : staffConsultation);

export interface Talk {
  readonly status: 'connecting' | 'connected' | 'reconnecting' | 'closed' | 'refused';
  readonly lines: readonly ChatLine[];
  readonly here: Readonly<Record<Speaker, boolean>>;
  readonly ended: boolean;
  /** The last message was refused by the server and not sent. */
  readonly refused: boolean;
}

const QUIET: Talk = {
  status: 'connecting',
  lines: [],
  here: { customer: false, consultant: false },
  ended: false,
  refused: false,
};

/** The private room: what is said, who is there, and saying something. It comes back by itself until the talk has ended. */
export function useTalk(audience: Audience, consultationId: string): Talk & { say(text: string): void } {
  const [talk, setTalk] = useState<Talk>(QUIET);
  const link = useRef<RoomLink | null>(null);

  useEffect(() => {
    const change = (next: Partial<Talk>) => setTalk((talk) => ({ ...talk, ...next }));
    async function reserve(): Promise<SeatAnswer> {
      const entered = await callEndpoint(endpointsOf(audience).enter, { params: { consultationId } });
      if (entered.ok) return { seat: entered.value.seat };
      if (entered.error === 'consultation-ended') change({ ended: true });
      const lasting = ['consultation-ended', 'consultation-unknown', 'sign-in-required', 'request-malformed'];
      return lasting.includes(entered.error) ? 'give-up' : 'retry';
    }
    setTalk(QUIET);
    link.current = openRoomLink({
      reserve,
      onStatus: (status) => change({ status }),
      shouldReturn: (code) => code !== CloseCode.consultationEnded && code !== CloseCode.sessionEnded,
      onJoin(room) {
        room.onMessage(TRANSCRIPT, (message: unknown) => {
          const lines = z.array(ChatLine).safeParse(message);
          if (lines.success) change({ lines: lines.data });
        });
        room.onMessage(CHAT, (message: unknown) => {
          const line = ChatLine.safeParse(message);
          if (line.success) setTalk((talk) => ({ ...talk, refused: false, lines: [...talk.lines, line.data] }));
        });
        room.onMessage(REFUSED, () => change({ refused: true }));
        room.onStateChange((state) => {
          const { customerHere, consultantHere, ended } = state as unknown as ConsultationState;
          change({ here: { customer: customerHere, consultant: consultantHere }, ended });
        });
        room.onLeave((code) => {
          if (code === CloseCode.consultationEnded) change({ ended: true });
        });
      },
    });
    return () => link.current?.close();
  }, [audience, consultationId]);

  return { ...talk, say: (text) => link.current?.room()?.send(CHAT, { text }) };
}

/** Who the two are; legal names come only by this, and only to them. */
export function useConsultation(audience: Audience, consultationId: string) {
  return useQuery({
    queryKey: ['consultation', audience, consultationId],
    queryFn: ({ signal }) => callEndpoint(endpointsOf(audience).read, { params: { consultationId }, signal }),
  }).data;
}
