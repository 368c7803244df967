import { z } from 'zod';
import { Party } from './consultation-members.ts';
import { Id, Instant } from './text.ts';

/**
 * How the members of a consultation reach each other through a server that cannot read them: MLS (RFC 9420). The server orders
 * frames, keeps the newest `GroupInfo` for who comes in, and relays. See docs/encryption.md.
 */

/** Who may have keys in a consultation. */
export const GroupParty = z.enum([...Party.options, 'recorder', 'documents', 'assistant']);
export type GroupParty = z.infer<typeof GroupParty>;

/** The others are services of the bank. */
export const isPerson = (party: GroupParty) => Party.safeParse(party).success;

/** A member: a tab of a person, or a service. It is the MLS credential, as JSON; `member` is made by the tab. */
export const GroupMemberId = z.strictObject({ party: GroupParty, member: Id });
export type GroupMemberId = z.infer<typeof GroupMemberId>;

/** Both ways: a {@link TalkRequest} and {@link TalkNews}. */
export const TALK = 'talk';
/** Client to server, bytes: parts of what the next request carries, in order. A message of the room is 4096 bytes at most. */
export const TALK_PART = 7;
export const TALK_PART_BYTES = 3800;
/** Largest message and largest commit with its `GroupInfo`, bytes; a commit among eight members is about 25 kB. */
export const MAX_SEALED_BYTES = 16_384;
export const MAX_COMMIT_BYTES = 98_304;

/** Where a member stands in the server's order; `run` changes when the server has lost what came before. */
export const Place = z.strictObject({ run: Id, seq: z.int().min(0) });
export type Place = z.infer<typeof Place>;

export const TalkRequest = z.discriminatedUnion('kind', [
  /** First of a link: who one is, and what one has seen. */
  z.strictObject({ kind: z.literal('hello'), member: Id, seen: Place.nullable() }),
  /** There was no group: this is the `GroupInfo` of a new one, in which is nobody else yet. */
  z.strictObject({ kind: z.literal('found') }),
  /** A commit of `commitBytes` bytes, and after it the `GroupInfo` that follows. */
  z.strictObject({ kind: z.literal('commit'), commitBytes: z.int().min(1).max(MAX_COMMIT_BYTES) }),
  /**
   * A private message; `ref` is the sender's name for it: the same one twice is ordered once. `said`: it is words, and no mark or sign;
   * the server is told that much, because the consultant's first word begins the talk.
   */
  z.strictObject({ kind: z.literal('message'), ref: Id, said: z.boolean() }),
]);
export type TalkRequest = z.infer<typeof TalkRequest>;

const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

export const TalkFrame = z.object({
  seq: z.int(),
  id: Id,
  at: Instant,
  /** Whose link it came by: what another leaf has signed is not read. */
  by: Id,
  /** The sender's name for a message; null for a commit. */
  ref: Id.nullable(),
  /** Its sender was not to be read by all, when it was sent: a letter in it is read, and by which keys their voice goes, and nothing else. */
  lettersOnly: z.boolean(),
  bytes: Bytes,
});
export type TalkFrame = z.infer<typeof TalkFrame>;

export const TalkRefusal = z.enum(['epoch-stale', 'talk-malformed', 'member-taken', 'not-a-member']);
export type TalkRefusal = z.infer<typeof TalkRefusal>;

export const TalkNews = z.discriminatedUnion('kind', [
  /** How the group stands: in answer to `hello`, and to a `found` or a joining that came too late. */
  z.object({
    kind: z.literal('group'),
    place: Place,
    /** Null: found one. */
    info: Bytes.nullable(),
    /** All since `seen`; null where the server cannot tell all of it. */
    since: z.array(TalkFrame).nullable(),
    /** Something has been said here. */
    hasBegun: z.boolean(),
  }),
  z.object({ kind: z.literal('founded'), place: Place }),
  z.object({ kind: z.literal('frame'), frame: TalkFrame }),
  z.object({ kind: z.literal('refused'), code: TalkRefusal, ref: Id.nullable() }),
  /** These have gone: take them out of the group. */
  z.object({ kind: z.literal('remove'), members: z.array(Id) }),
]);
export type TalkNews = z.infer<typeof TalkNews>;
