import type { Party } from '../../shared/consultation-members.ts';
import { VOICE, VOICES, type VoiceNews, type VoicePeer, type VoiceRequest, type Voices } from '../../shared/voice.ts';
import type { PersonKey } from '../lib/principal.ts';
import type { IceService } from '../voice/ice-service.ts';

/** The part of a Colyseus client that voice needs. */
export interface VoiceLink {
  send(type: string, message: unknown): void;
}

/** A link that the room has let in. */
export interface VoiceSeat {
  readonly party: Party;
  readonly person: PersonKey;
}

export type VoiceRefusal = 'voice-not-joined' | 'voice-peer-unknown' | 'voice-call-taken';

/** Whose voices are in one consultation, and what they tell each other to be connected. It is asked for links that are in the room alone. */
export interface ConsultationVoice {
  /** Tells someone who has come in whose voices are there, if any. */
  greet(link: VoiceLink): void;
  /** Answers why nothing was done, or null. */
  handle(link: VoiceLink, request: VoiceRequest): VoiceRefusal | null;
  /** Who is for whom to hear has changed. */
  refresh(): void;
  /** The link is gone; its voice may come back by another. */
  drop(link: VoiceLink): void;
}

/** What is known of a voice, whoever asks. */
type Voice = Omit<VoicePeer, 'isHeard' | 'hears'>;

export function createConsultationVoice(
  seats: ReadonlyMap<VoiceLink, VoiceSeat>,
  ice: IceService,
  /** Whether what one says is for the other to hear: browsers send and play by it. */
  isHeard: (speaker: Party, listener: Party) => boolean,
): ConsultationVoice {
  const peers = new Map<VoiceLink, Voice>();

  const tell = (link: VoiceLink, news: VoiceNews) => link.send(VOICE, news);
  const seenBy = (self: Voice, peer: Voice): VoicePeer => ({
    ...peer,
    isHeard: isHeard(peer.party, self.party),
    hears: isHeard(self.party, peer.party),
  });
  const tellOfPeer = (self: VoiceLink, peer: Voice) => {
    for (const [link, other] of peers) if (link !== self) tell(link, { kind: 'peer', peer: seenBy(other, peer) });
  };
  const tellOthers = (self: VoiceLink, news: VoiceNews) => {
    for (const link of peers.keys()) if (link !== self) tell(link, news);
  };
  const tellWhoIsThere = () => {
    for (const link of seats.keys()) link.send(VOICES, parties());
  };
  const parties = (): Voices => ({ parties: [...new Set([...peers.values()].map(({ party }) => party))] });

  function join(link: VoiceLink, seat: VoiceSeat, call: string, muted: boolean): VoiceRefusal | null {
    for (const [other, known] of [...peers]) {
      const isSamePerson = seats.get(other)?.person === seat.person;
      if (known.call === call && !isSamePerson) return 'voice-call-taken';
      if (!isSamePerson || other === link) continue;
      // One person has one voice. The same call by a new link goes on; another call ends the earlier.
      peers.delete(other);
      tell(other, { kind: 'elsewhere' });
      if (known.call !== call) tellOthers(link, { kind: 'gone', call: known.call, left: true });
    }
    const before = peers.get(link);
    if (before && before.call !== call) tellOthers(link, { kind: 'gone', call: before.call, left: true });
    const peer: Voice = { call, party: seat.party, muted };
    const others = [...peers].flatMap(([other, known]) => (other === link ? [] : [seenBy(peer, known)]));
    peers.set(link, peer);
    tell(link, { kind: 'joined', peers: others, ice: ice.forConsultation() });
    tellOfPeer(link, peer);
    tellWhoIsThere();
    return null;
  }

  function remove(link: VoiceLink, left: boolean): void {
    const peer = peers.get(link);
    if (!peer) return;
    peers.delete(link);
    tellOthers(link, { kind: 'gone', call: peer.call, left });
    tellWhoIsThere();
  }

  return {
    greet(link) {
      if (peers.size > 0) link.send(VOICES, parties());
    },
    handle(link, request) {
      const seat = seats.get(link);
      if (!seat) return 'voice-not-joined';
      if (request.kind === 'join') return join(link, seat, request.call, request.muted);
      const self = peers.get(link);
      if (!self) return 'voice-not-joined';
      switch (request.kind) {
        case 'leave':
          remove(link, true);
          return null;
        case 'muted': {
          const peer = { ...self, muted: request.muted };
          peers.set(link, peer);
          tellOfPeer(link, peer);
          return null;
        }
        case 'renew':
          tell(link, { kind: 'ice', ice: ice.forConsultation() });
          return null;
        case 'signal': {
          const [to] = [...peers].find(([other, { call }]) => call === request.to && other !== link) ?? [];
          if (!to) return 'voice-peer-unknown';
          tell(to, { kind: 'signal', from: self.call, signal: request.signal });
          return null;
        }
      }
    },
    refresh() {
      for (const [link, peer] of peers) tellOfPeer(link, peer);
    },
    drop: (link) => remove(link, false),
  };
}
