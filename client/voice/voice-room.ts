import type { Room } from '@colyseus/sdk';
import { CloseCode } from '../../shared/rooms.ts';
import { VOICE, VOICES, VoiceNews, type VoiceRequest, Voices } from '../../shared/voice.ts';
import { attachVoice, hearVoiceNews, leaveVoice } from './voice-session.ts';
import { useVoice } from './voice-store.ts';

/** Lets the link of a consultation carry the signals of the voice, for as long as there is the link. */
export function carryVoice(room: Room, consultationId: string): void {
  useVoice.setState({ parties: [] });
  room.onMessage(VOICE, (message: unknown) => {
    const news = VoiceNews.safeParse(message);
    if (news.success) hearVoiceNews(news.data);
  });
  room.onMessage(VOICES, (message: unknown) => {
    const voices = Voices.safeParse(message);
    if (voices.success) useVoice.setState({ parties: voices.data.parties });
  });
  const detach = attachVoice({ consultationId, send: (request: VoiceRequest) => room.send(VOICE, request) });
  room.onLeave((code) => {
    detach();
    // The talk is over, or this person is no longer signed in: nobody is to be heard any more.
    if (code === CloseCode.consultationEnded || code === CloseCode.sessionEnded) leaveVoice();
  });
}
