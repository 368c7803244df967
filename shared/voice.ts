import { z } from 'zod';
import { Party } from './consultation-members.ts';
import { Id } from './text.ts';

/**
 * Voice goes from browser to browser (WebRTC, DTLS-SRTP); what crosses the server is only how the two find each other. Messages of
 * the consultation room and, with avatar ids in place of calls, of the branch room (`hall-voice.ts`).
 */
export const VOICE = 'voice';

/** Longest session description, UTF-16 units: one audio line without candidates is about 1500. */
export const DESCRIPTION_MAX_LENGTH = 3000;
const CANDIDATE_MAX_LENGTH = 400;
/** Candidates in one message; with their mail of ids they stay under `MAX_MESSAGE_BYTES`. */
export const CANDIDATES_MAX = 8;

/** Addresses travel as candidates alone, where they can be judged: a description names none. */
const NAMES_AN_ADDRESS =
  /^a=(candidate|remote-candidates):|^c=IN (?!IP4 0\.0\.0\.0\r?$)|^a=rtcp:\d+ (?!IN IP4 0\.0\.0\.0\r?$)/m;

function hasOneAudioLine(sdp: string): boolean {
  const lines = sdp.match(/^m=.*/gm);
  return lines?.length === 1 && lines.every((line) => line.startsWith('m=audio '));
}

export const Description = z.strictObject({
  type: z.enum(['offer', 'answer']),
  sdp: z
    .string()
    .max(DESCRIPTION_MAX_LENGTH)
    .regex(/^v=0\r\n[\x20-\x7e\r\n]*$/)
    .refine(hasOneAudioLine, 'not-one-audio-line')
    .refine((sdp) => !NAMES_AN_ADDRESS.test(sdp), 'names-an-address'),
});
export type Description = z.infer<typeof Description>;

/** As `RTCIceCandidate.toJSON()` has it. */
export const Candidate = z.object({
  candidate: z
    .string()
    .max(CANDIDATE_MAX_LENGTH)
    .regex(/^candidate:[\x21-\x7e]+( [\x21-\x7e]+){7,40}$/),
  sdpMid: z.string().max(16).nullish(),
  sdpMLineIndex: z.number().int().min(0).max(8).nullish(),
  usernameFragment: z.string().max(256).nullish(),
});
export type Candidate = z.infer<typeof Candidate>;

/** What one browser tells the other to find it: a description, candidates, or both. */
export const Signal = z
  .strictObject({
    description: Description.optional(),
    candidates: z.array(Candidate).max(CANDIDATES_MAX).optional(),
  })
  .refine(({ description, candidates }) => description !== undefined || (candidates?.length ?? 0) > 0, 'empty');
export type Signal = z.infer<typeof Signal>;

/**
 * How to reach each other. `relayOnly`: by the relay alone, so that nobody learns the other's address. Credentials are good for some
 * time; who needs them after it asks for new ones.
 */
export const IceConfig = z.object({
  servers: z.array(
    z.object({ urls: z.array(z.string()), username: z.string().optional(), credential: z.string().optional() }),
  ),
  relayOnly: z.boolean(),
});
export type IceConfig = z.infer<typeof IceConfig>;

/**
 * One person's voice in a consultation, as one of the others is told of it; `call` is made by their browser and outlives a lost link.
 * What is not to be heard is neither sent nor played: `isHeard`, what they say is for you; `hears`, what you say is for them.
 */
export const VoicePeer = z.object({
  call: Id,
  party: Party,
  muted: z.boolean(),
  isHeard: z.boolean(),
  hears: z.boolean(),
});
export type VoicePeer = z.infer<typeof VoicePeer>;

/** Client to server, message {@link VOICE}. */
export const VoiceRequest = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('join'), call: Id, muted: z.boolean() }),
  z.strictObject({ kind: z.literal('leave') }),
  z.strictObject({ kind: z.literal('muted'), muted: z.boolean() }),
  /** Asks for fresh credentials. */
  z.strictObject({ kind: z.literal('renew') }),
  z.strictObject({ kind: z.literal('signal'), to: Id, signal: Signal }),
]);
export type VoiceRequest = z.infer<typeof VoiceRequest>;

/** Server to client, message {@link VOICE}; only to who has joined by voice. */
export const VoiceNews = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('joined'), peers: z.array(VoicePeer), ice: IceConfig }),
  z.object({ kind: z.literal('ice'), ice: IceConfig }),
  /** Someone has joined, has muted or unmuted themselves, or is heard by others than before. */
  z.object({ kind: z.literal('peer'), peer: VoicePeer }),
  /** `left`: by their own will; otherwise their link was lost, and they may come back with the same call. */
  z.object({ kind: z.literal('gone'), call: Id, left: z.boolean() }),
  z.object({ kind: z.literal('signal'), from: Id, signal: Signal }),
  /** The same person speaks by another tab or device now. */
  z.object({ kind: z.literal('elsewhere') }),
]);
export type VoiceNews = z.infer<typeof VoiceNews>;

/** To who is connected to the consultation, whether with voice or not: whose voices are there. Message {@link VOICES}. */
export const VOICES = 'voices';
export const Voices = z.object({ parties: z.array(Party) });
export type Voices = z.infer<typeof Voices>;

/** Of a caption, a message of the encrypted talk (`talk-message.ts`). */
export const CAPTION_MAX_LENGTH = 300;
