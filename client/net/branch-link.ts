import { writeAppearance } from '../../shared/appearance.ts';
import {
  APPEARANCE,
  CLOCK,
  DESK_SIGNS,
  enterBranch,
  enterBranchAsStaff,
  PARTNERS,
  Partners,
  PLACED,
  Placed,
  POSE,
  POSES,
  type Presence,
  RESYNC,
} from '../../shared/branch.ts';
import { type DeskSigns, writeDeskSigns } from '../../shared/desk-signs.ts';
import { HALL_VOICE, HallVoiceNews, type HallVoiceRequest } from '../../shared/hall-voice.ts';
import { readTime } from '../../shared/pose/pose-batch.ts';
import { POSE_BYTES } from '../../shared/pose/pose-packet.ts';
import type { BranchState } from '../../shared/room-state.ts';
import { CloseCode, NOTICE, Notice, REFUSED, Refused } from '../../shared/rooms.ts';
import { callEndpoint } from './api.ts';
import { type DeskStaffView, emptyBranchView, type PersonView, useBranch } from './branch-store.ts';
import { createLookSender } from './look-sender.ts';
import { meetingCode } from './meeting.ts';
import { createRepeatedMessage } from './repeated-message.ts';
import { type Moment, RoomClock } from './room-clock.ts';
import { openRoomLink, type RoomLinkOptions, type SeatAnswer } from './room-link.ts';
import { TickClock } from './tick-clock.ts';

/** This browser's link to the branch room. Slow values are in `useBranch`; what is fast goes through here. */
export interface BranchLink {
  /** The id that stands for this body, of the latest link; null before the first and after the last. */
  readonly avatarId: () => number | null;
  /** Sends bytes of `shared/pose.ts`; dropped while there is no link. The buffer may be reused at once. */
  sendPose(bytes: Uint8Array): void;
  /** The room's time at our time `nowMs`, milliseconds; null until it is known. */
  roomTime(nowMs: number): number | null;
  /** Writes what the room's clock shows at a moment of ours. */
  tellTime(moment: Moment): void;
  onPoses(listener: (bytes: Uint8Array) => void): () => void;
  /** What came could not be read: everyone's poses are to begin anew. */
  askForKeys(): void;
  /** Tells everyone what one looks like, a number of `shared/appearance.ts`; now, and at each later connection. */
  showAppearance(packed: number): void;
  onNotice(listener: (notice: Notice) => void): () => void;
  onRefused(listener: (refused: Refused) => void): () => void;
  /** Where this person's body stands already, told once to who comes in or takes it back. */
  onPlaced(listener: (place: Placed) => void): () => void;
  /** Called at the first connection and at each later one: ids are new, and notices may have been missed. */
  onConnected(listener: () => void): () => void;
  /** What everyone sees of who is at the console of a desk. */
  sendDeskSigns(signs: DeskSigns): void;
  /** Signals of the hall's voices. */
  sendVoice(request: HallVoiceRequest): void;
  onVoice(listener: (news: HallVoiceNews) => void): () => void;
  /** The hall one is in, for others to be brought to; undefined without a link. */
  roomId(): string | undefined;
  /** Goes on here after another tab or device has taken the body over: it is taken back. */
  returnHere(): void;
  close(): void;
}

export interface BranchLinkOptions {
  readonly branchId: string;
  readonly presence: Presence;
  readonly audience: 'visitor' | 'staff';
}

/** Exchanges of the time that follow each other quickly, so that one of them is not delayed. */
const FIRST_EXCHANGES = 5;
const CLOCK_EVERY_MS = 10_000;
const NOTHING = new Uint8Array(1);

class Listeners<T> extends Set<(value: T) => void> {
  listen(listener: (value: T) => void): () => void {
    this.add(listener);
    return () => this.delete(listener);
  }
  tell(value: T): void {
    for (const listener of this) listener(value);
  }
}

export function openBranchLink({ branchId, presence, audience }: BranchLinkOptions): BranchLink {
  const poses = new Listeners<Uint8Array>();
  const notices = new Listeners<Notice>();
  const refusals = new Listeners<Refused>();
  const places = new Listeners<Placed>();
  const voices = new Listeners<HallVoiceNews>();
  const connections = new Listeners<void>();
  /** Only who comes in is put where the body is; who comes back after a lost link has gone on by themselves. */
  let isComingIn = true;
  const clock = new RoomClock();
  const looks = createLookSender((packed) => link.room()?.sendBytes(APPEARANCE, writeAppearance(packed)));
  const ticks = new TickClock();
  const poseMessage = createRepeatedMessage(POSE, POSE_BYTES);
  let avatarId: number | null = null;
  let clockTimer: ReturnType<typeof setTimeout> | undefined;

  /** Asks for the time: a few times at once after joining, then now and then. */
  function askTime(asked = 0): void {
    clearTimeout(clockTimer);
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setFloat64(0, performance.now(), true);
    link.room()?.sendBytes(CLOCK, bytes);
    clockTimer = setTimeout(() => askTime(asked + 1), asked < FIRST_EXCHANGES ? 200 : CLOCK_EVERY_MS);
  }

  async function reserve(): Promise<SeatAnswer> {
    const endpoint = audience === 'staff' ? enterBranchAsStaff : enterBranch;
    const meeting = meetingCode();
    const body = { presence, ...(meeting !== undefined && { meeting }) };
    const entered = await callEndpoint(endpoint, { params: { branchId }, body });
    if (!entered.ok)
      return entered.error === 'sign-in-required' || entered.error === 'branch-unknown' ? 'give-up' : 'retry';
    avatarId = entered.value.avatarId;
    return { seat: entered.value.seat };
  }

  useBranch.setState(emptyBranchView);
  const options: RoomLinkOptions = {
    reserve,
    onStatus(status, closeCode) {
      if (status === 'connected') useBranch.setState({ status, avatarId });
      // Nobody vanishes for a moment without a link: all stand still until there is word of them again.
      else if (status === 'reconnecting' || status === 'connecting') useBranch.setState({ status });
      else {
        const isTakenOver = closeCode === CloseCode.takenOver;
        useBranch.setState({ status: isTakenOver ? 'taken-over' : status, avatarId: null, people: new Map() });
      }
    },
    // A session that ended leaves a visitor in the hall as a guest; a console has nothing to come back as.
    shouldReturn: (code) => code !== CloseCode.takenOver && (code !== CloseCode.sessionEnded || audience === 'visitor'),
    onJoin(room) {
      room.onMessage(POSES, (bytes: Uint8Array) => {
        link.heard();
        ticks.learn(readTime(bytes));
        poses.tell(bytes);
      });
      room.onMessage(CLOCK, (bytes: Uint8Array) => {
        if (bytes.byteLength !== 16) return;
        const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
        clock.learn(view.getFloat64(0, true), view.getFloat64(8, true), performance.now());
      });
      room.onMessage(NOTICE, (message: unknown) => {
        const notice = Notice.safeParse(message);
        if (notice.success) notices.tell(notice.data);
      });
      useBranch.setState({ partners: [], isHallVoiceOffered: false });
      const comesIn = isComingIn;
      isComingIn = false;
      room.onMessage(PLACED, (message: unknown) => {
        const place = Placed.safeParse(message);
        if (place.success && comesIn) places.tell(place.data);
      });
      room.onMessage(HALL_VOICE, (message: unknown) => {
        const news = HallVoiceNews.safeParse(message);
        if (!news.success) return;
        if (news.data.kind === 'offered') useBranch.setState({ isHallVoiceOffered: true });
        voices.tell(news.data);
      });
      room.onMessage(PARTNERS, (message: unknown) => {
        const partners = Partners.safeParse(message);
        if (partners.success) useBranch.setState({ partners: partners.data.avatarIds });
      });
      room.onMessage(REFUSED, (message: unknown) => {
        const refused = Refused.safeParse(message);
        if (refused.success) refusals.tell(refused.data);
      });
      room.onStateChange((state) => showState(state as unknown as BranchState));
      clock.reset();
      ticks.reset();
      connections.tell();
      looks.joined();
      queueMicrotask(askTime);
    },
  };
  let link = openRoomLink(options);

  return {
    avatarId: () => useBranch.getState().avatarId,
    sendPose(bytes) {
      // A network that stands still would bring them all at once, which the room takes for a flood.
      const room = link.room();
      if (room && !link.isStalled()) poseMessage.send(room, bytes);
    },
    roomTime: (nowMs) => clock.roomTime(nowMs),
    tellTime(moment) {
      clock.tell(moment);
      ticks.tell(moment);
    },
    onPoses: (listener) => poses.listen(listener),
    showAppearance: (packed) => looks.show(packed),
    askForKeys: () => link.room()?.sendBytes(RESYNC, NOTHING),
    onNotice: (listener) => notices.listen(listener),
    onRefused: (listener) => refusals.listen(listener),
    onPlaced: (listener) => places.listen(listener),
    onConnected: (listener) => connections.listen(listener),
    sendDeskSigns: (signs) => link.room()?.sendBytes(DESK_SIGNS, writeDeskSigns(signs)),
    sendVoice: (request) => link.room()?.send(HALL_VOICE, request),
    onVoice: (listener) => voices.listen(listener),
    roomId: () => link.room()?.roomId,
    returnHere() {
      if (useBranch.getState().status !== 'taken-over') return;
      isComingIn = true;
      link = openRoomLink(options);
    },
    close() {
      clearTimeout(clockTimer);
      looks.close();
      link.close();
    },
  };
}

/** Copies what changed out of the room's state; values that did not change keep their identity, so that React rests. */
function showState(state: BranchState): void {
  const before = useBranch.getState();
  const people = new Map<number, PersonView>();
  let changed = before.people.size !== state.people.size;
  for (const person of state.people.values()) {
    const known = before.people.get(person.avatarId);
    const { avatarId, slot, role, pseudonym, embodied, zone, appearance } = person;
    const same =
      known &&
      known.slot === slot &&
      known.role === role &&
      known.pseudonym === pseudonym &&
      known.embodied === embodied &&
      known.zone === zone &&
      known.appearance === appearance;
    if (!same) changed = true;
    people.set(avatarId, same ? known : { avatarId, slot, role, pseudonym, embodied, zone, appearance });
  }
  const desks = [...state.desks.values()].map(({ deskId, ticketNumber, calls }) => ({ deskId, ticketNumber, calls }));
  const staff = [...state.staff.values()].map((one) => one.toJSON() as DeskStaffView);
  const desksChanged = JSON.stringify(desks) !== JSON.stringify(before.desks);
  const staffChanged = JSON.stringify(staff) !== JSON.stringify(before.staff);
  if (!changed && !desksChanged && !staffChanged && before.waiting === state.waiting) return;
  useBranch.setState({
    ...(changed ? { people } : {}),
    ...(desksChanged ? { desks } : {}),
    ...(staffChanged ? { staff } : {}),
    waiting: state.waiting,
  });
}
