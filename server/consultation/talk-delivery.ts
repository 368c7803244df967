import { randomUUID } from 'node:crypto';
import { Party } from '../../shared/consultation-members.ts';
import { type ReadInfo, readCommit, readInfo, readSealed } from '../../shared/sealed/mls-frames.ts';
import {
  type GroupParty,
  MAX_SEALED_BYTES,
  type Place,
  TALK,
  type TalkFrame,
  type TalkNews,
  type TalkRefusal,
  type TalkRequest,
} from '../../shared/sealed-talk.ts';
import type { Clock } from '../lib/clock.ts';
import { commitOutcome } from './commit-rules.ts';
import { createFrameLog } from './frame-log.ts';

/** The part of a link that delivery needs. */
export interface TalkLink {
  send(type: string, message: unknown): void;
}

/** Whose link it is, as the room has admitted it. */
export interface TalkSeat {
  readonly party: GroupParty;
  /** One person, however many tabs; a service has a name of its own. */
  readonly person: string;
}

type MessageRequest = Extract<TalkRequest, { kind: 'message' }>;

interface Member {
  readonly party: GroupParty;
  /** Null for who was in the group before this server knew of it, until they come. */
  person: string | null;
  link: TalkLink | null;
  lostAtMs: number;
}

export interface TalkDeliveryDeps {
  readonly clock: Clock;
  /** Somebody has said something; what, is theirs. */
  readonly onSaid: (party: GroupParty, at: Date) => void;
  /** Somebody has come into the group, or is out of it. */
  readonly onMembers: () => void;
}

/** How long a tab that has lost its link keeps its place, and what is said meanwhile is kept for it. */
export const ABSENCE_MS = 5 * 60_000;
/** Leaves of one person without a link that may stay: one that reloads. */
const ABSENT_EACH = 1;

/**
 * The delivery service of one consultation: orders what its members send and hands it on. It sees who is a member and when
 * something is said; it has no keys. All is in memory: after a restart the members bring the group back.
 */
export interface TalkDelivery {
  handle(link: TalkLink, seat: TalkSeat, request: TalkRequest, carried: Uint8Array): void;
  /** The link is gone; `forGood` where the person may not come back by it. */
  drop(link: TalkLink, forGood: boolean): void;
  /** Takes a person's members out of the group, whatever links they have. */
  expel(person: string): void;
  /** To be called now and then: asks for the removal of who stays away. */
  tidy(): void;
  /** The leaves of the group, and whose they are; null for somebody who has not come since this server began. */
  members(): readonly { readonly member: string; readonly party: GroupParty; readonly person: string | null }[];
}

export function createTalkDelivery({ clock, onSaid, onMembers }: TalkDeliveryDeps): TalkDelivery {
  const run = randomUUID();
  const log = createFrameLog({ keptForMs: ABSENCE_MS });
  /** Those of the group, and of the links that have said who they are. */
  const known = new Map<string, Member>();
  let info: { readonly read: ReadInfo; readonly bytes: Uint8Array } | null = null;
  let hasBegun = false;

  const place = (): Place => ({ run, seq: log.last() });
  const tell = (link: TalkLink, news: TalkNews) => link.send(TALK, news);
  const refuse = (link: TalkLink, code: TalkRefusal, ref: string | null = null) =>
    tell(link, { kind: 'refused', code, ref });
  const inGroup = (member: string) => info?.read.leaves.find((leaf) => leaf.member === member);
  const memberOf = (link: TalkLink) => [...known].find(([, known]) => known.link === link)?.[0];

  function tellGroup(link: TalkLink, since: readonly TalkFrame[] | null): void {
    tell(link, {
      kind: 'group',
      place: place(),
      info: info?.bytes ?? null,
      since: since ? [...since] : null,
      hasBegun,
    });
  }

  function order(ref: string | null, bytes: Uint8Array): TalkFrame {
    const at = clock();
    const frame = log.add({ id: randomUUID(), at: at.toISOString(), ref, bytes }, at.getTime());
    return frame;
  }

  function broadcast(frame: TalkFrame): void {
    for (const [member, { link }] of known) if (link && inGroup(member)) tell(link, { kind: 'frame', frame });
  }

  function hello(link: TalkLink, seat: TalkSeat, member: string, seen: Place | null) {
    const before = known.get(member);
    const leaf = inGroup(member);
    const isOther = (before?.person ?? seat.person) !== seat.person || (leaf?.party ?? seat.party) !== seat.party;
    // One link is one member, so that a tab cannot fill the group.
    const own = memberOf(link);
    if (isOther || (own !== undefined && own !== member)) return refuse(link, 'member-taken');
    known.set(member, { party: seat.party, person: seat.person, link, lostAtMs: 0 });
    const canFollow = leaf !== undefined && seen?.run === run;
    tellGroup(link, canFollow ? log.since(seen.seq) : null);
  }

  function found(link: TalkLink, seat: TalkSeat, carried: Uint8Array) {
    const founder = memberOf(link);
    if (!founder) return refuse(link, 'not-a-member');
    if (info) return tellGroup(link, null);
    const read = readInfo(carried);
    const leaf = read?.leaves.find(({ member }) => member === founder);
    if (!read || leaf?.party !== seat.party) return refuse(link, 'talk-malformed');
    info = { read, bytes: carried };
    adopt(read);
    // Whoever was told to found one as well is answered when they try.
    tell(link, { kind: 'founded', place: place() });
  }

  /** Knows the leaves of a group, also of one that is older than this server. */
  function adopt(read: ReadInfo): void {
    const nowMs = clock().getTime();
    for (const { member, party } of read.leaves) {
      // A service that this server does not know was another's, which is no more.
      const lostAtMs = Party.safeParse(party).success ? nowMs : Number.NEGATIVE_INFINITY;
      if (!known.has(member)) known.set(member, { party, person: null, link: null, lostAtMs });
    }
    for (const [member, { link }] of known) if (!link && !inGroup(member)) known.delete(member);
    onMembers();
  }

  function commit(link: TalkLink, carried: Uint8Array, commitBytes: number) {
    const member = memberOf(link);
    const self = member && known.get(member);
    if (!member || !self) return refuse(link, 'not-a-member');
    const bytes = carried.slice(0, commitBytes);
    const [change, next] = [readCommit(bytes), readInfo(carried.slice(commitBytes))];
    if (!info || !change || !next) return refuse(link, 'talk-malformed');
    const outcome = commitOutcome({
      current: info.read,
      change,
      next,
      by: { member, party: self.party },
      mayRemove: (gone) => isGone(gone),
    });
    if (outcome === 'epoch-stale' && !inGroup(member)) return tellGroup(link, null);
    if (outcome !== 'accepted') return refuse(link, outcome);
    const before = info;
    info = { read: next, bytes: carried.slice(commitBytes) };
    const frame = order(null, bytes);
    // Who is taken out is not told what follows, nor that it did.
    for (const leaf of before.read.leaves) if (!inGroup(leaf.member)) known.delete(leaf.member);
    adopt(next);
    broadcast(frame);
  }

  function message(link: TalkLink, seat: TalkSeat, { ref, said }: MessageRequest, carried: Uint8Array) {
    const member = memberOf(link);
    if (!member || !info || !inGroup(member)) return refuse(link, 'not-a-member', ref);
    const sealed = carried.length <= MAX_SEALED_BYTES ? readSealed(carried) : null;
    if (!sealed || !Buffer.from(sealed.groupId).equals(info.read.groupId)) return refuse(link, 'talk-malformed', ref);
    if (log.has(ref)) return;
    if (sealed.epoch !== info.read.epoch) return refuse(link, 'epoch-stale', ref);
    hasBegun ||= said;
    const frame = order(ref, carried);
    broadcast(frame);
    if (said) onSaid(seat.party, new Date(frame.at));
  }

  function isGone(member: string): boolean {
    const { link, lostAtMs } = known.get(member) ?? { link: null, lostAtMs: 0 };
    return link === null && clock().getTime() - lostAtMs >= ABSENCE_MS;
  }

  function askForRemoval(): void {
    const leaves = info?.read.leaves ?? [];
    const gone = leaves.filter(({ member }) => isGone(member)).map(({ member }) => member);
    const lowest = leaves.find(({ member }) => known.get(member)?.link);
    const link = lowest && known.get(lowest.member)?.link;
    if (gone.length > 0 && link) tell(link, { kind: 'remove', members: gone });
  }

  /** More than one that reloads: the longest away goes first. */
  function boundAbsent(person: string): void {
    const absent = [...known].filter(([, member]) => member.person === person && !member.link);
    absent.sort(([, a], [, b]) => b.lostAtMs - a.lostAtMs);
    for (const [, member] of absent.slice(ABSENT_EACH)) member.lostAtMs = Number.NEGATIVE_INFINITY;
  }

  return {
    handle(link, seat, request, carried) {
      switch (request.kind) {
        case 'hello':
          hello(link, seat, request.member, request.seen);
          boundAbsent(seat.person);
          return askForRemoval();
        case 'found':
          return found(link, seat, carried);
        case 'commit':
          return commit(link, carried, request.commitBytes);
        case 'message':
          return message(link, seat, request, carried);
      }
    },
    drop(link, forGood) {
      const member = memberOf(link);
      const left = member && known.get(member);
      if (!member || !left) return;
      if (!inGroup(member)) known.delete(member);
      else Object.assign(left, { link: null, lostAtMs: forGood ? Number.NEGATIVE_INFINITY : clock().getTime() });
      boundAbsent(left.person ?? '');
      askForRemoval();
    },
    expel(person) {
      for (const member of known.values())
        if (member.person === person) Object.assign(member, { link: null, lostAtMs: Number.NEGATIVE_INFINITY });
      askForRemoval();
    },
    tidy: askForRemoval,
    members: () =>
      info?.read.leaves.map(({ member, party }) => ({ member, party, person: known.get(member)?.person ?? null })) ??
      [],
  };
}
