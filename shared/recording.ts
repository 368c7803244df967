import { z } from 'zod';
import { Party } from './consultation-members.ts';

/**
 * A talk is recorded while everybody who is in has agreed: then the recorder is a member with keys, which all see among the members,
 * and what it opens becomes the transcript. Client to server, message {@link RECORDING}; how it stands is in the room's state.
 */
export const RECORDING = 'recording';
export const RecordingRequest = z.strictObject({
  /** False stops it for all, and takes every agreement back. */
  agree: z.boolean(),
});
export type RecordingRequest = z.infer<typeof RecordingRequest>;

/** Who has agreed, as the room's state has it: parties apart by a space. */
export function partiesAgreed(agreed: string): readonly Party[] {
  return agreed.split(' ').flatMap((party) => Party.safeParse(party).data ?? []);
}
