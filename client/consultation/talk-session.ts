import type { ChatLine } from '../../shared/consultation.ts';
import { type Party, SupervisorMode } from '../../shared/consultation-members.ts';
import type { Audience } from '../../shared/endpoint.ts';
import { KeptSheets } from '../../shared/proposal-sheet.ts';
import { partiesAgreed, RECORDING, type RecordingRequest } from '../../shared/recording.ts';
import type { ConsultationState } from '../../shared/room-state.ts';
import { CloseCode, NOTICE, REFUSED, Refused } from '../../shared/rooms.ts';
import type { TalkClient } from '../../shared/sealed/talk-client.ts';
import { sendInParts } from '../../shared/sealed/talk-parts.ts';
import type { TalkEntry, TalkView } from '../../shared/sealed/talk-view.ts';
import { TALK } from '../../shared/sealed-talk.ts';
import { KEPT_KINDS, type TalkMessage } from '../../shared/talk-message.ts';
import { callEndpoint } from '../net/api.ts';
import { openRoomLink, type RoomLink, type SeatAnswer } from '../net/room-link.ts';
import { forgetDraftsNamed, readDraft, talkDraft } from '../ui/kept-drafts.ts';
import { carryVoice } from '../voice/voice-room.ts';
import { leaveVoice } from '../voice/voice-session.ts';
import { createDeskWay } from './desk-way.ts';
import { createPartnerWay } from './partner-way.ts';
import { asideFor } from './talk-asides.ts';
import { createTalkCaptions } from './talk-captions.ts';
import { linesOf, type TalkLine, wordsOf } from './talk-lines.ts';
import { endpointsOf } from './use-consultation.ts';
import { createVoiceProof } from './voice-proof.ts';

export interface Talk {
  readonly status: 'connecting' | 'connected' | 'reconnecting' | 'closed' | 'refused';
  readonly lines: readonly TalkLine[];
  /** What this tab has said and the other has not got yet: it goes by itself. */
  readonly waiting: readonly { readonly ref: string; readonly text: string }[];
  /** What a supervisor has written to the consultant alone, in their two tabs. */
  readonly asides: readonly TalkLine[];
  readonly here: Readonly<Record<'customer' | 'consultant', boolean>>;
  /** How a supervisor is in, and whether a colleague of the consultant is. */
  readonly supervisor: SupervisorMode | null;
  readonly colleague: boolean;
  /** The customer waits, and neither hears nor is heard. */
  readonly isHeld: boolean;
  readonly ended: boolean;
  /** What cannot be sent as it is, so that nobody has to write it twice. */
  readonly unsent: { readonly text: string } | null;
  /** How the encrypted group stands; null while its code is loaded. */
  readonly group: TalkView | null;
  /** The browser cannot encrypt: nothing can be said. */
  readonly isUnable: boolean;
  /** What members have told of the keys of their voices, by member. */
  readonly voicePrints: Readonly<Record<string, readonly string[]>>;
  /** A voice is heard by keys that no member has told of: somebody may be between. */
  readonly isVoiceUnproven: boolean;
  /** The talk is being recorded; and who has agreed to it. */
  readonly recording: boolean;
  readonly agreed: readonly Party[];
  /** After the end: what this tab had opened, for the customer to keep. */
  readonly ownCopy: readonly ChatLine[];
  /** And what was proposed, as the consultant's tab sent it. */
  readonly ownSheets: KeptSheets;
}

export const QUIET: Talk = {
  status: 'connecting',
  lines: [],
  waiting: [],
  asides: [],
  here: { customer: false, consultant: false },
  supervisor: null,
  colleague: false,
  isHeld: false,
  ended: false,
  unsent: null,
  group: null,
  isUnable: false,
  voicePrints: {},
  isVoiceUnproven: false,
  recording: false,
  agreed: [],
  ownCopy: [],
  ownSheets: {},
};

export interface TalkKey {
  readonly audience: Audience;
  readonly consultationId: string;
  /** As what one is in. */
  readonly self: Party;
  /** Whose tab it is: what is kept of the talk is theirs. */
  readonly owner: string;
}

export interface TalkSession {
  read(): Talk;
  subscribe(listener: () => void): () => void;
  tell(message: TalkMessage): void;
  /** Of a supervisor, to the consultant alone. */
  whisper(text: string): void;
  /** Everything that is said from now on, also what is not kept among the lines. */
  onMessage(listener: (entry: TalkEntry) => void): () => void;
  agreeToRecording(agree: boolean): void;
  /** By which keys this tab's voice goes now, and by which the others' that it hears. */
  showVoice(prints: VoicePrints): void;
  /** Gives back what could not be sent. */
  giveBack(text: string): void;
  close(): void;
}

export interface VoicePrints {
  readonly own: readonly string[];
  readonly heard: readonly string[];
}

const TALKS = 'talk/';

/** The private room of a talk and this tab's membership in it. It comes back by itself until the talk has ended. */
export function openTalkSession({ audience, consultationId, self, owner }: TalkKey): TalkSession {
  const place = { owner, name: TALKS + consultationId };
  // A tab is in one talk: who opens another has left the one before.
  forgetDraftsNamed(TALKS, place.name);
  const listeners = new Set<() => void>();
  const hearers = new Set<(entry: TalkEntry) => void>();
  const voice = createVoiceProof({
    tell: (prints) => client?.say({ kind: 'voice', prints: [...prints] }),
    onChange: (proof) => change(proof),
  });
  const captions = createTalkCaptions({ self, client: () => client });
  const way = createPartnerWay({ consultationId, self, client: () => client });
  const desk = createDeskWay({ audience, consultationId, self, client: () => client, room: () => link?.room() });
  let talk = QUIET;
  let client: TalkClient | null = null;
  let early: TalkMessage[] = [];
  let link: RoomLink | null = null;
  let isClosed = false;

  function change(next: Partial<Talk>): void {
    talk = { ...talk, ...next };
    for (const listener of listeners) listener();
  }

  /** Nothing of what was said stays behind but what the customer sees and may save. */
  function end(): void {
    if (talk.ended) return;
    desk.look(null);
    way.close();
    client?.close();
    const own = self === 'customer' && {
      ownCopy: talk.lines,
      ownSheets: readDraft({ owner, name: talkDraft(consultationId, 'proposals') }, KeptSheets) ?? {},
    };
    forgetDraftsNamed(place.name);
    change({ ended: true, lines: [], waiting: [], asides: [], ...own });
  }

  function show(group: TalkView): void {
    if (talk.ended) return;
    const waiting = group.waiting.flatMap(({ ref, message }) =>
      KEPT_KINDS.has(message.kind) ? { ref, text: wordsOf(message) } : [],
    );
    voice.lookAt(group.members);
    desk.look(group);
    change({ group, waiting, lines: linesOf(group.entries, talk.lines) });
    way.look(talk);
  }

  async function reserve(): Promise<SeatAnswer> {
    const entered = await callEndpoint(endpointsOf(audience).enter, { params: { consultationId } });
    if (entered.ok) return { seat: entered.value.seat };
    // Unknown to staff, and to who was in beside the two, is also what is over.
    if (entered.error === 'consultation-ended' || entered.error === 'consultation-unknown') end();
    const lasting = ['consultation-ended', 'consultation-unknown', 'sign-in-required', 'request-malformed'];
    if (!lasting.includes(entered.error)) return 'retry';
    leaveVoice();
    return 'give-up';
  }

  /** The talk may have ended while this tab had no link, or none knew of it: then its keys are of no use but to others. */
  async function forgetIfOver(): Promise<void> {
    const read = await callEndpoint(endpointsOf(audience).read, { params: { consultationId } });
    if (read.ok ? read.value.state === 'ended' : read.error === 'consultation-unknown') forgetDraftsNamed(place.name);
  }

  async function open(): Promise<void> {
    const { openSealedTalk } = await import('./sealed-part.ts');
    const opened = await openSealedTalk({
      consultationId,
      party: self,
      place,
      send: (request, carried) => {
        const room = link?.room();
        if (room) sendInParts(room, request, carried);
      },
      onChange: show,
      onMessage: (entry) => {
        if (entry.message.kind === 'voice') voice.hear(entry.from.member, entry.message.prints);
        captions.hear(entry, talk);
        way.hear(entry);
        for (const hear of hearers) hear(entry);
      },
      onPrivate: (entry) => {
        desk.hear(entry);
        captions.hear(entry, talk);
        way.hearLetter(entry);
        const aside = asideFor(self, entry, talk);
        if (aside) change({ asides: [...talk.asides, aside] });
      },
    });
    if (isClosed) return opened?.close();
    client = opened;
    if (!opened) change({ isUnable: true });
    for (const message of early) opened?.say(message);
    early = [];
    connect();
  }

  /** Comes in by the room: whoever cannot encrypt is there all the same, and can speak. */
  function connect(): void {
    link = openRoomLink({
      reserve,
      onStatus: (status) => {
        if (status !== 'connected') client?.disconnect();
        change({ status });
      },
      // Whoever signs in once more, in this tab or in another, comes back; whoever is signed out is refused a seat.
      shouldReturn: (code) => code !== CloseCode.consultationEnded,
      onJoin(room) {
        // Every link is told of changes; the branch's link, which every page has open, is the one that listens.
        room.onMessage(NOTICE, () => {});
        room.onMessage(TALK, (news: unknown) => client?.hear(news));
        room.onMessage(REFUSED, (message: unknown) => {
          if (Refused.safeParse(message).data?.code === 'message-too-frequent') client?.sendAgainSoon();
        });
        carryVoice(room, consultationId, (text) => captions.tell(text, talk));
        room.onStateChange((state) => {
          const { customerHere, consultantHere, supervisor, colleague, held, ended, recording, agreed } =
            state as unknown as ConsultationState;
          change({
            recording,
            agreed: partiesAgreed(agreed),
            here: { customer: customerHere, consultant: consultantHere },
            supervisor: SupervisorMode.safeParse(supervisor).data ?? null,
            colleague,
            isHeld: held,
          });
          way.look(talk);
          if (ended) end();
        });
        room.onLeave((code) => {
          if (code === CloseCode.consultationEnded) end();
        });
        // The room is the link's only once this returns.
        queueMicrotask(() => client?.connect());
      },
    });
  }

  open().catch(() => {
    change({ isUnable: true });
    connect();
  });

  return {
    read: () => talk,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell(message) {
      change({ unsent: null });
      if (client) client.say(message);
      else early = [...early, message];
    },
    onMessage(listener) {
      hearers.add(listener);
      return () => hearers.delete(listener);
    },
    whisper(text) {
      const to = talk.group?.members.filter(({ party }) => party === 'consultant') ?? [];
      for (const { member } of to) client?.sayTo(member, { kind: 'whisper', text });
      const aside = { id: crypto.randomUUID(), at: new Date().toISOString(), from: self, text };
      change({ unsent: null, asides: [...talk.asides, aside] });
    },
    agreeToRecording: (agree) => link?.room()?.send(RECORDING, { agree } satisfies RecordingRequest),
    showVoice: voice.show,
    giveBack: (text) => change({ unsent: { text } }),
    close() {
      isClosed = true;
      desk.look(null);
      way.close();
      client?.close();
      link?.close();
      if (!talk.ended) void forgetIfOver();
    },
  };
}
