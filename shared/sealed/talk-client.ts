import type { PrivateMessage } from '../private-message.ts';
import { type GroupParty, isPerson, type Place, type TalkFrame, TalkNews, type TalkRequest } from '../sealed-talk.ts';
import { KEPT_KINDS, type TalkMessage } from '../talk-message.ts';
import {
  createSignatureKeys,
  FrameRefused,
  foundGroup,
  type GroupMember,
  joinGroup,
  type Proposed,
  restoreMember,
  type SignatureKeys,
} from './group-member.ts';
import { readInfo } from './mls-frames.ts';
import { sameBytes } from './mls-suite.ts';
import { entryOf, privateEntryOf, readFrame, type SentCounts, sealLetter } from './talk-letter.ts';
import { createTalkOutgoing } from './talk-outgoing.ts';
import type { PrivateEntry, TalkEntry, TalkVault, TalkView } from './talk-view.ts';

export interface TalkClientOptions {
  /** Groups are of one consultation: another's `GroupInfo` is not entered. */
  readonly consultationId: string;
  readonly party: GroupParty;
  /** This tab's own name in the group, a UUID; what is kept of another is not used. */
  readonly member: string;
  readonly send: (request: TalkRequest, carried: Uint8Array) => void;
  readonly vault: TalkVault;
  readonly onChange: (view: TalkView) => void;
  /** Everything that is opened, also what is not kept. */
  readonly onMessage?: (entry: TalkEntry) => void;
  readonly onPrivate?: (entry: PrivateEntry) => void;
}

export interface TalkClient {
  /** There is a link, maybe again. */
  connect(): void;
  /** The link is gone. */
  disconnect(): void;
  hear(news: unknown): void;
  say(message: TalkMessage): void;
  /** A private letter to one member. It is lost where they leave before it has gone, and in a reload; false: it is too long. */
  sayTo(member: string, message: PrivateMessage): boolean;
  /** The room has refused something for being too much at once, maybe ours: it is sent again a little later. */
  sendAgainSoon(): void;
  close(): void;
}

/** Joining again and again helps nobody. */
const MAX_JOININGS_IN_A_ROW = 5;
/** Longer than a slow phone takes to come in. */
const UNANSWERED_MS = 6000;
const TOO_MUCH_MS = 1100;

/**
 * A member of a consultation's group: enters, follows it, says and opens. It is the same in a browser and in a service of the
 * server; it knows no socket and no storage.
 */
export function createTalkClient(options: TalkClientOptions): TalkClient {
  const { consultationId, party, member, send, vault } = options;
  const stored = vault.read();
  const kept = stored?.member === member ? stored : null;
  const groupPrefix = new TextEncoder().encode(`${consultationId}:`);
  let keys = kept?.keys ?? null;
  let group = kept?.group ? restoreMember(kept.group) : null;
  let place = group ? (kept?.place ?? null) : null;
  /** Begun by this member, and not yet the talk's. */
  let founding: GroupMember | null = null;
  let run = place?.run ?? null;
  let counts: SentCounts = kept?.counts ?? {};
  let pending: { readonly proposed: Proposed; readonly isJoining: boolean; readonly place: Place | null } | null = null;
  const outgoing = createTalkOutgoing(party, kept, (ref) => inTurn(() => dispatch(ref)));
  let joinings = 0;
  let isLinked = false;
  let isClosed = false;
  let helloTimer: ReturnType<typeof setTimeout> | undefined;
  /** Has been a member here, so that coming in anew is coming back. */
  let wasIn = place !== null || (kept?.entries.length ?? 0) > 0;
  let view: TalkView = {
    standing: 'joining',
    self: member,
    members: [],
    entries: kept?.entries ?? [],
    waiting: outgoing.waiting(),
    cameLate: false,
    hasMissed: false,
    refusedFrames: 0,
  };
  /** One at a time: what is opened and sent uses keys up. */
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = (work: () => Promise<void> | void) => {
    turn = turn.then(work).catch(fail);
  };

  function change(next: Partial<TalkView>): void {
    view = { ...view, waiting: outgoing.waiting(), ...next };
    options.onChange(view);
    outgoing.offer(isLinked && view.standing === 'in' ? view.members : []);
  }

  function keep(): void {
    if (!keys || isClosed) return;
    const { entries } = view;
    vault.write({ member, keys, group: group?.encode() ?? null, place, counts, entries, ...outgoing.kept() });
  }

  function fail() {
    pending = null;
    joinings += 1;
    if (joinings > MAX_JOININGS_IN_A_ROW) return change({ standing: 'failed' });
    group = null;
    place = null;
    change({ standing: 'joining' });
    sayHello();
  }

  function sayHello(): void {
    if (!isLinked) return;
    send({ kind: 'hello', member, seen: group ? place : null }, new Uint8Array());
    helloAgainIn(UNANSWERED_MS);
  }

  /** What was refused for being too much at once, or got lost, is begun anew, until one is in. */
  function helloAgainIn(waitMs: number): void {
    clearTimeout(helloTimer);
    helloTimer = setTimeout(() => {
      if (isLinked && view.standing === 'joining') inTurn(sayHello);
    }, waitMs);
  }

  function enter(now: GroupMember, at: Place): void {
    if (now !== group) counts = {};
    group = now;
    founding = null;
    place = at;
    run = at.run;
    wasIn = true;
    outgoing.dropOthers(now.leaves);
    keep();
    change({ standing: 'in', members: now.leaves });
  }

  async function hearGroup(news: Extract<TalkNews, { kind: 'group' }>): Promise<void> {
    if (group && news.since) {
      enter(group, place ?? news.place);
      for (const frame of news.since) await hearFrame(frame);
      return;
    }
    pending = null;
    keys ??= await createSignatureKeys();
    // A server that has begun anew cannot tell what it had taken and not yet handed on.
    const hasBegun = news.hasBegun || (run !== null && run !== news.place.run && view.entries.length > 0);
    change({ hasMissed: wasIn && hasBegun, cameLate: !wasIn && hasBegun });
    if (!news.info) return found(keys);
    const info = readInfo(news.info);
    if (!info || !sameBytes(info.groupId.slice(0, groupPrefix.length), groupPrefix)) return fail();
    const own = [founding, group].find((one) => one?.isAt(info));
    if (own) return enter(own, news.place);
    const proposed = await joinGroup(info, { party, member }, keys);
    pending = { proposed, isJoining: true, place: news.place };
    change({ standing: 'joining' });
    sendCommit(proposed);
  }

  async function found(keys: SignatureKeys): Promise<void> {
    const salt = crypto.getRandomValues(new Uint8Array(16));
    // Of members from before it nobody but a member could tell whether they were.
    founding ??= await foundGroup(Uint8Array.of(...groupPrefix, ...salt), { party, member }, keys);
    send({ kind: 'found' }, await founding.info());
  }

  const sendCommit = ({ commit, info }: Proposed) =>
    send({ kind: 'commit', commitBytes: commit.length }, new Uint8Array([...commit, ...info]));

  async function hearFrame(frame: TalkFrame): Promise<void> {
    const isJoining = pending?.isJoining ?? false;
    const isOwn = pending !== null && frame.ref === null && sameBytes(frame.bytes, pending.proposed.commit);
    const before = isJoining ? pending?.place : place;
    if (!before || (isJoining && !isOwn)) return;
    if (frame.seq <= before.seq) return change({ refusedFrames: view.refusedFrames + 1 });
    const at = { run: before.run, seq: frame.seq };
    if (!isJoining && frame.seq > before.seq + 1) return sayHello();
    if (frame.ref === null) return followCommit(frame, at, isOwn);
    await openMessage(frame, frame.ref, at);
  }

  async function followCommit(frame: TalkFrame, at: Place, isOwn: boolean): Promise<void> {
    const proposed = isOwn ? pending?.proposed : undefined;
    pending = null;
    if (proposed) {
      joinings = 0;
      return enter(proposed.next, at);
    }
    const next = await group?.follow(frame.bytes);
    if (!next) throw new FrameRefused('taken out of the group');
    enter(next, at);
  }

  async function openMessage(frame: TalkFrame, ref: string, at: Place): Promise<void> {
    if (!group) return;
    place = at;
    const own = frame.by === member ? outgoing.take(ref) : undefined;
    const read = await readFrame(group, frame, own, counts);
    if (read) counts = read.counts;
    const [entry, letter] = [entryOf(frame, read), privateEntryOf(frame, read)];
    // A service holds nothing of what people say to each other.
    const isKept = entry !== null && KEPT_KINDS.has(entry.message.kind) && isPerson(party);
    view = {
      ...view,
      entries: entry && isKept ? [...view.entries, entry] : view.entries,
      refusedFrames: view.refusedFrames + (read && !read.skipped ? 0 : 1),
    };
    keep();
    if (entry) options.onMessage?.(entry);
    if (letter) options.onPrivate?.(letter);
    change({});
  }

  async function dispatch(ref: string): Promise<void> {
    const message = group && isLinked ? await outgoing.begin(ref, group) : null;
    if (!group || !message) return;
    const sealed = await sealLetter(group, message, counts[member] ?? 0);
    keep();
    send({ kind: 'message', ref, said: KEPT_KINDS.has(message.kind) }, sealed);
  }

  async function remove(members: readonly string[]): Promise<void> {
    if (!group || view.standing !== 'in') return;
    // Asked again: it has not arrived.
    if (pending) return pending.isJoining ? undefined : sendCommit(pending.proposed);
    if (!group.leaves.some((leaf) => members.includes(leaf.member))) return;
    const proposed = await group.remove(members);
    pending = { proposed, isJoining: false, place: null };
    sendCommit(proposed);
  }

  function hear(news: TalkNews): Promise<void> | void {
    switch (news.kind) {
      case 'group':
        return hearGroup(news);
      case 'founded':
        joinings = 0;
        return founding ? enter(founding, news.place) : undefined;
      case 'frame':
        return hearFrame(news.frame);
      case 'remove':
        return remove(news.members);
      case 'refused':
        if (news.code === 'member-taken' || news.code === 'not-a-member' || pending?.isJoining) return fail();
        if (news.ref === null) pending = null;
        // A removal of our own is under way: what was said goes after it.
        if (news.code === 'epoch-stale' && pending) outgoing.retry();
        else outgoing.refused(news.ref, news.code === 'talk-malformed');
        return change({});
    }
  }

  return {
    connect: () =>
      inTurn(() => {
        isLinked = true;
        // A removal of ours may have been taken meanwhile, and nobody can follow their own commit without it.
        if (pending?.isJoining) pending = null;
        outgoing.renew();
        change({ standing: 'joining', members: group?.leaves ?? [] });
        sayHello();
      }),
    disconnect: () =>
      inTurn(() => {
        isLinked = false;
        outgoing.renew();
        change({ standing: view.standing === 'failed' ? 'failed' : 'joining' });
      }),
    hear: (said) => {
      const news = TalkNews.safeParse(said);
      if (news.success) inTurn(() => hear(news.data));
    },
    say: (message) =>
      inTurn(() => {
        outgoing.say(message);
        keep();
        change({});
      }),
    sayTo(to, message) {
      const isTaken = outgoing.sayTo(to, message);
      inTurn(() => change({}));
      return isTaken;
    },
    sendAgainSoon: () => {
      outgoing.retry();
      helloAgainIn(TOO_MUCH_MS);
    },
    close: () => {
      isClosed = true;
      isLinked = false;
      clearTimeout(helloTimer);
      outgoing.close();
    },
  };
}
