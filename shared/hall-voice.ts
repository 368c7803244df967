import { z } from 'zod';
import { IceConfig, Signal } from './voice.ts';

/**
 * Speaking with those who stand near in the hall: off until switched on, by the relay alone (an address is a secret between
 * strangers). Who is near, the server says; peers go by their avatar ids. Messages of the branch room, both ways: {@link HALL_VOICE}.
 */
export const HALL_VOICE = 'hall-voice';

/** Voices that one is connected to at most. */
export const HALL_VOICES_MAX = 8;

const AvatarId = z.number().int().min(0).max(65_535);

export const ReportReason = z.enum(['abuse', 'fraud', 'noise', 'other']);
export type ReportReason = z.infer<typeof ReportReason>;

export const HallVoiceRequest = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('on') }),
  z.strictObject({ kind: z.literal('off') }),
  /** Asks for fresh credentials. */
  z.strictObject({ kind: z.literal('renew') }),
  z.strictObject({ kind: z.literal('signal'), to: AvatarId, signal: Signal }),
  /** Neither is to hear the other any more, until it is taken back or the room closes. */
  z.strictObject({ kind: z.literal('block'), avatarId: AvatarId, blocked: z.boolean() }),
  /** Kept for the bank's people, with who reported whom; blocks as well. */
  z.strictObject({ kind: z.literal('report'), avatarId: AvatarId, reason: ReportReason }),
]);
export type HallVoiceRequest = z.infer<typeof HallVoiceRequest>;

export const HallVoiceNews = z.discriminatedUnion('kind', [
  /** Sent at coming in where the bank runs a relay; without one there is no voice in the hall. */
  z.object({ kind: z.literal('offered') }),
  z.object({ kind: z.literal('on'), ice: IceConfig }),
  z.object({ kind: z.literal('ice'), ice: IceConfig }),
  /** All whose voices one is to be connected to from now on. */
  z.object({ kind: z.literal('near'), avatarIds: z.array(AvatarId).max(HALL_VOICES_MAX) }),
  z.object({ kind: z.literal('signal'), from: AvatarId, signal: Signal }),
  z.object({ kind: z.literal('reported'), avatarId: AvatarId }),
]);
export type HallVoiceNews = z.infer<typeof HallVoiceNews>;

/**
 * Whether a signal tells no address of its sender's: every candidate is the relay's, and names no address behind it. The server
 * passes on no other in the hall, whatever a browser does.
 */
export function keepsAddressSecret({ candidates = [] }: Signal): boolean {
  return candidates.every(({ candidate }) => {
    const words = candidate.split(' ');
    const behind = words[words.indexOf('raddr') + 1];
    return words[6] === 'typ' && words[7] === 'relay' && (!words.includes('raddr') || behind === '0.0.0.0');
  });
}

/** The same signal as the hall takes it; null where nothing of it is left. */
export function withoutAddresses(signal: Signal): Signal | null {
  const candidates = (signal.candidates ?? [])
    .map((candidate) => ({
      ...candidate,
      candidate: candidate.candidate.replace(/ raddr \S+ rport \d+/, ' raddr 0.0.0.0 rport 0'),
    }))
    .filter((candidate) => keepsAddressSecret({ candidates: [candidate] }));
  const { description } = signal;
  if (!description && candidates.length === 0) return null;
  return { ...(description && { description }), ...(candidates.length > 0 && { candidates }) };
}
