import type { Room } from '@colyseus/sdk';
import type { Party } from '../../shared/consultation-members.ts';
import { CloseCode } from '../../shared/rooms.ts';
import { VOICE, VOICES, VoiceNews, type VoiceRequest, Voices } from '../../shared/voice.ts';
import { attachVoice, hearVoiceNews, leaveVoice } from './voice-session.ts';
import { useVoice } from './voice-store.ts';

const SPOKEN_LINES = 3;

/** Shows what somebody said by voice; the latest few stay to be read. */
export function showSpoken(from: Party, text: string): void {
  useVoice.setState(({ spoken, spokenCount }) => ({
    spoken: [...spoken, { id: spokenCount, from, text }].slice(-SPOKEN_LINES),
    spokenCount: spokenCount + 1,
  }));
}

/**
 * Lets the link of a consultation carry the signals of the voice, for as long as there is the link. `caption` is given what one says,
 * where one has it written down.
 */
export function carryVoice(room: Room, consultationId: string, caption: (text: string) => void): void {
  useVoice.setState({ parties: [] });
  room.onMessage(VOICE, (message: unknown) => {
    const news = VoiceNews.safeParse(message);
    if (news.success) hearVoiceNews(news.data);
  });
  room.onMessage(VOICES, (message: unknown) => {
    const voices = Voices.safeParse(message);
    if (voices.success) useVoice.setState({ parties: voices.data.parties });
  });
  const detach = attachVoice({
    consultationId,
    send: (request: VoiceRequest) => room.send(VOICE, request),
    caption,
  });
  room.onLeave((code) => {
    detach();
    // The talk is over, or this person is no longer signed in: nobody is to be heard any more.
    if (code === CloseCode.consultationEnded || code === CloseCode.sessionEnded) leaveVoice();
  });
}
