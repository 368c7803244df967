import { randomUUID } from 'node:crypto';
import { isBeginning, isNextOf } from '../../shared/sealed/mls-checks.ts';
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
import { createCommitBudget } from './commit-budget.ts';
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
  /** What they are signed in by; a service has none. */
  readonly sessionId?: string;
  /** It is not for all to read: of what it sends members read letters alone, and by which keys its voice goes. */
  readonly lettersOnly?: boolean;
}

type MessageRequest = Extract<TalkRequest, { kind: 'message' }>;

interface Member extends TalkSeat {
  link: TalkLink | null;
  lostAtMs: number;
  /** Sent away with keys of the group: nothing goes to these or comes from them until they are out, or come in anew. */
  isOut: boolean;
  /** When it was asked to take out who is in its way. */
  askedAtMs: number;
}

export interface TalkDeliveryDeps {
  readonly consultationId: string;
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
/** Who is asked for a removal and does not do it: another is asked. */
const ASK_NEXT_MS = 3000;

/**
 * The delivery service of one consultation: orders what its members send and hands it on. It sees who is a member and when
 * something is said; it has no keys. All is in memory: after a restart the members begin a group anew, by the keys that they had.
 */
export interface TalkDelivery {
  /** Requests of links that are gone are not heard. */
  handle(link: TalkLink, seat: TalkSeat, request: TalkRequest, carried: Uint8Array): Promise<void>;
  /** The link is gone; `forGood` where the person may not come back as this member. */
  drop(link: TalkLink, forGood: boolean): void;
  /** Takes a person's members out of the group, and hears their links no more. */
  expel(person: string): void;
  /** The same of who was in by a session that is over: who signs in once more has left the page, and comes back with other keys. */
  endSession(sessionId: string): void;
  /** To be called now and then: asks for the removal of who stays away. */
  tidy(): void;
  /** The leaves of the group, and whose they are. */
  members(): readonly { readonly member: string; readonly party: GroupParty; readonly person: string | null }[];
}

export function createTalkDelivery({ consultationId, clock, onSaid, onMembers }: TalkDeliveryDeps): TalkDelivery {
  const run = randomUUID();
  const log = createFrameLog({ keptForMs: ABSENCE_MS });
  /** Those of the group, and of the links that have said who they are. */
  const known = new Map<string, Member>();
  let info: { readonly read: ReadInfo; readonly bytes: Uint8Array } | null = null;
  let hasBegun = false;
  const goneLinks = new WeakSet<TalkLink>();
  const budget = createCommitBudget();
  let asked = { epoch: -1n, atMs: 0, turn: 0 };

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

  function order(by: string, ref: string | null, bytes: Uint8Array, lettersOnly = false): TalkFrame {
    const at = clock();
    return log.add({ id: randomUUID(), at: at.toISOString(), by, ref, lettersOnly, bytes }, at.getTime());
  }

  function broadcast(frame: TalkFrame): void {
    for (const [member, { link, isOut }] of known)
      if (link && !isOut && inGroup(member)) tell(link, { kind: 'frame', frame });
  }

  function hello(link: TalkLink, seat: TalkSeat, member: string, seen: Place | null) {
    const before = known.get(member);
    const leaf = inGroup(member);
    const isOther = (before?.person ?? seat.person) !== seat.person || (leaf?.party ?? seat.party) !== seat.party;
    // One link is one member, so that a tab cannot fill the group.
    const own = memberOf(link);
    if (isOther || (own !== undefined && own !== member)) return refuse(link, 'member-taken');
    let isOut = leaf !== undefined && before?.isOut === true;
    // Where nobody is left to take them out, the group is over.
    if (isOut && info?.read.leaves.every((one) => isGone(one.member))) {
      info = null;
      for (const [absent, { link }] of known) if (!link) known.delete(absent);
      isOut = false;
    }
    known.set(member, { ...seat, link, lostAtMs: 0, isOut, askedAtMs: 0 });
    // Told once these keys are out of the group: then they may come in anew.
    if (isOut) return;
    log.purge(clock().getTime());
    const canFollow = inGroup(member) !== undefined && seen?.run === run;
    tellGroup(link, canFollow ? log.since(seen.seq) : null);
  }

  async function found(link: TalkLink, seat: TalkSeat, carried: Uint8Array) {
    const founder = memberOf(link);
    if (!founder) return refuse(link, 'not-a-member');
    if (info) return tellGroup(link, null);
    const read = readInfo(carried);
    const [leaf] = read?.leaves ?? [];
    const isOurs = read && Buffer.from(read.groupId).toString('latin1').startsWith(`${consultationId}:`);
    if (!isOurs || leaf?.member !== founder || leaf.party !== seat.party) return refuse(link, 'talk-malformed');
    if (!budget.take(seat.person, clock().getTime())) return;
    if (!(await isBeginning(read))) return refuse(link, 'talk-malformed');
    if (memberOf(link) !== founder) return;
    if (info) return tellGroup(link, null);
    info = { read, bytes: carried };
    onMembers();
    // Whoever was told to found one as well is answered when they try.
    tell(link, { kind: 'founded', place: place() });
  }

  async function commit(link: TalkLink, seat: TalkSeat, carried: Uint8Array, commitBytes: number) {
    const bytes = carried.slice(0, commitBytes);
    const [change, next] = [readCommit(bytes), readInfo(carried.slice(commitBytes))];
    const current = info;
    /** Asked again after the checks, for which others do not wait. */
    const refusal = (): TalkRefusal | null => {
      const member = memberOf(link);
      const self = member && known.get(member);
      if (!member || !self) return 'not-a-member';
      if (!info || !current || !change || !next || self.isOut) return 'talk-malformed';
      const by = { member, party: self.party };
      const outcome = commitOutcome({ current: info.read, change, next, by, mayRemove: isGone });
      return outcome === 'accepted' ? null : outcome;
    };
    const refuseFor = (code: TalkRefusal) =>
      code === 'epoch-stale' && change?.by === 'newcomer' ? tellGroup(link, null) : refuse(link, code);
    const early = refusal();
    if (early || !current || !change || !next) return refuseFor(early ?? 'talk-malformed');
    // Not answered: who has something to commit tries again.
    if (!budget.take(seat.person, clock().getTime(), change.by === 'newcomer')) return;
    if (!(await isNextOf(current.read, change, next))) return refuse(link, 'talk-malformed');
    if (goneLinks.has(link)) return;
    const late = refusal();
    if (late) return refuseFor(late);
    if (change.by === 'newcomer') budget.countJoining(seat.person, clock().getTime());
    accept(memberOf(link) ?? '', bytes, current.read, { read: next, bytes: carried.slice(commitBytes) });
  }

  function accept(by: string, bytes: Uint8Array, before: ReadInfo, next: NonNullable<typeof info>): void {
    info = next;
    const frame = order(by, null, bytes);
    for (const [member, { link }] of known) if (!link && !inGroup(member)) known.delete(member);
    onMembers();
    // Who is taken out is not told what follows, nor that it did.
    broadcast(frame);
    for (const { member } of before.leaves) {
      const back = inGroup(member) ? undefined : known.get(member);
      if (!back?.link) continue;
      back.isOut = false;
      tellGroup(back.link, null);
    }
    askForRemoval();
  }

  function message(link: TalkLink, seat: TalkSeat, { ref, said }: MessageRequest, carried: Uint8Array) {
    const member = memberOf(link);
    if (!member || !info || !inGroup(member) || known.get(member)?.isOut) return refuse(link, 'not-a-member', ref);
    const sealed = carried.length <= MAX_SEALED_BYTES ? readSealed(carried) : null;
    if (!sealed || !Buffer.from(sealed.groupId).equals(info.read.groupId)) return refuse(link, 'talk-malformed', ref);
    if (log.has(ref)) return;
    if (sealed.epoch !== info.read.epoch) return refuse(link, 'epoch-stale', ref);
    const out = info.read.leaves.filter((leaf) => known.get(leaf.member)?.isOut).map((leaf) => leaf.member);
    if (out.length > 0) {
      // Who was sent away would read it: who wishes to be read takes them out, and says it again by the new keys.
      const self = known.get(member);
      const nowMs = clock().getTime();
      if (self && nowMs - self.askedAtMs >= ASK_NEXT_MS) {
        self.askedAtMs = nowMs;
        tell(link, { kind: 'remove', members: out });
      }
      return refuse(link, 'epoch-stale', ref);
    }
    hasBegun ||= said;
    const frame = order(member, ref, carried, seat.lettersOnly);
    broadcast(frame);
    if (said) onSaid(seat.party, new Date(frame.at));
  }

  function isGone(member: string): boolean {
    const { link, lostAtMs, isOut } = known.get(member) ?? { link: null, lostAtMs: 0, isOut: false };
    return isOut || (link === null && clock().getTime() - lostAtMs >= ABSENCE_MS);
  }

  /** The oldest of who is there is asked; where nothing follows, the next one. */
  function askForRemoval(): void {
    if (!info) return;
    const { leaves, epoch } = info.read;
    const gone = leaves.filter(({ member }) => isGone(member)).map(({ member }) => member);
    const there = leaves.flatMap(({ member }) => (isGone(member) ? [] : (known.get(member)?.link ?? [])));
    if (gone.length === 0 || there.length === 0) return;
    const nowMs = clock().getTime();
    if (asked.epoch !== epoch) asked = { epoch, atMs: nowMs, turn: 0 };
    else if (nowMs - asked.atMs >= ASK_NEXT_MS) asked = { epoch, atMs: nowMs, turn: asked.turn + 1 };
    const link = there[asked.turn % there.length];
    if (link) tell(link, { kind: 'remove', members: gone });
  }

  /** More than one that reloads: the longest away goes first. */
  function boundAbsent(person: string): void {
    const absent = [...known].filter(([, member]) => member.person === person && !member.link);
    absent.sort(([, a], [, b]) => b.lostAtMs - a.lostAtMs);
    for (const [, member] of absent.slice(ABSENT_EACH)) member.lostAtMs = Number.NEGATIVE_INFINITY;
    askForRemoval();
  }

  function sendAway(isTheirs: (one: Member) => boolean): void {
    for (const [member, one] of [...known]) {
      if (!isTheirs(one)) continue;
      if (one.link) goneLinks.add(one.link);
      if (inGroup(member)) Object.assign(one, { link: null, isOut: true });
      else known.delete(member);
    }
    askForRemoval();
  }

  return {
    async handle(link, seat, request, carried) {
      if (goneLinks.has(link)) return;
      switch (request.kind) {
        case 'hello':
          hello(link, seat, request.member, request.seen);
          return boundAbsent(seat.person);
        case 'found':
          return found(link, seat, carried);
        case 'commit':
          return commit(link, seat, carried, request.commitBytes);
        case 'message':
          return message(link, seat, request, carried);
      }
    },
    drop(link, forGood) {
      goneLinks.add(link);
      const member = memberOf(link);
      const left = member && known.get(member);
      if (!member || !left) return;
      if (!inGroup(member)) known.delete(member);
      else Object.assign(left, { link: null, lostAtMs: clock().getTime(), isOut: left.isOut || forGood });
      boundAbsent(left.person);
    },
    expel: (person) => sendAway((one) => one.person === person),
    endSession: (sessionId) => sendAway((one) => one.sessionId === sessionId),
    tidy() {
      log.purge(clock().getTime());
      askForRemoval();
    },
    members: () =>
      info?.read.leaves.map(({ member, party }) => ({ member, party, person: known.get(member)?.person ?? null })) ??
      [],
  };
}
