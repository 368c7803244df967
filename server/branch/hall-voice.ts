import { randomUUID } from 'node:crypto';
import {
  HALL_VOICE,
  type HallVoiceNews,
  type HallVoiceRequest,
  keepsAddressSecret,
  type ReportReason,
} from '../../shared/hall-voice.ts';
import type { PersonKey } from '../lib/principal.ts';
import type { IceService } from '../voice/ice-service.ts';
import type { VoiceReport } from '../voice/voice-report-store.ts';
import type { BranchService } from './branch-service.ts';
import { pairsOf, type Voiced } from './hall-voice-rules.ts';

/** The part of a Colyseus client that voice needs. */
export interface HallLink {
  send(type: string, message: unknown): void;
}
export interface HallSeat {
  readonly avatarId: number;
  readonly person: PersonKey;
  /** Null for who has no body, and so no place to be heard from. */
  readonly slot: number | null;
}

export type HallVoiceRefusal =
  | 'voice-no-relay'
  | 'voice-not-joined'
  | 'voice-peer-unknown'
  | 'voice-address-told'
  | 'voice-too-many-reports';

export interface HallVoiceDeps {
  readonly branchId: string;
  readonly seats: ReadonlyMap<HallLink, HallSeat>;
  readonly branch: Pick<BranchService, 'placeOf'>;
  /** Who is in consultation speaks there, and is not heard in the hall. */
  readonly isTalking: (person: PersonKey) => boolean;
  readonly ice: IceService;
  readonly report: (report: VoiceReport) => void;
}

/** Voices in one hall: who has theirs on, and who is near enough to whom. It knows no socket. */
export interface HallVoice {
  /** Tells who has come in that there is voice here, where there is. */
  greet(link: HallLink): void;
  /** Answers why nothing was done, or null. */
  handle(link: HallLink, request: HallVoiceRequest): HallVoiceRefusal | null;
  drop(link: HallLink): void;
  /** Looks who is near whom now; about once a second. */
  look(): void;
}

const NOBODY: ReadonlySet<number> = new Set();
/** Of one person during the life of a hall: enough for a bad day, and no flood of the bank's inbox. */
const REPORTS_MAX = 20;

export function createHallVoice({ branchId, seats, branch, isTalking, ice, report }: HallVoiceDeps): HallVoice {
  const voiced = new Map<HallLink, { readonly met: Set<PersonKey> }>();
  let pairs: ReadonlyMap<number, ReadonlySet<number>> = new Map();
  /** By person, so that it outlasts a lost link. */
  const blocked = new Map<PersonKey, Set<PersonKey>>();
  const reported = new Map<PersonKey, Set<PersonKey>>();

  const tell = (link: HallLink, news: HallVoiceNews) => link.send(HALL_VOICE, news);
  const linkOf = (avatarId: number) => [...seats].find(([, seat]) => seat.avatarId === avatarId)?.[0];
  const personOf = (avatarId: number) => [...seats.values()].find((seat) => seat.avatarId === avatarId)?.person;
  const isBlocked = (a: PersonKey | undefined, b: PersonKey | undefined) =>
    !a || !b || Boolean(blocked.get(a)?.has(b) || blocked.get(b)?.has(a));

  function placed(): Voiced[] {
    return [...voiced.keys()].flatMap((link) => {
      const seat = seats.get(link);
      const place = seat?.slot == null || isTalking(seat.person) ? undefined : branch.placeOf(seat.slot);
      return seat && place ? [{ id: seat.avatarId, ...place }] : [];
    });
  }

  function look(): void {
    if (voiced.size === 0 && pairs.size === 0) return;
    const before = pairs;
    const people = new Map([...seats.values()].map(({ avatarId, person }) => [avatarId, person]));
    pairs = pairsOf(
      placed(),
      (one, other) => before.get(one)?.has(other) ?? false,
      (one, other) => isBlocked(people.get(one), people.get(other)),
    );
    for (const [link, { met }] of voiced) {
      const avatarId = seats.get(link)?.avatarId;
      if (avatarId === undefined) continue;
      const near = pairs.get(avatarId) ?? NOBODY;
      for (const other of near) {
        const person = people.get(other);
        if (person) met.add(person);
      }
      if (!isSame(before.get(avatarId) ?? NOBODY, near)) tell(link, { kind: 'near', avatarIds: [...near] });
    }
  }

  function block(self: PersonKey, other: PersonKey, isOn: boolean): void {
    const known = blocked.get(self) ?? new Set();
    if (isOn) known.add(other);
    else known.delete(other);
    blocked.set(self, known);
    look();
  }

  /** Only of who has been heard: nobody is reported unheard. */
  function takeReport(self: PersonKey, other: PersonKey, reason: ReportReason): HallVoiceRefusal | null {
    const known = reported.get(self) ?? new Set();
    if (!known.has(other)) {
      if (known.size >= REPORTS_MAX) return 'voice-too-many-reports';
      reported.set(self, known.add(other));
      report({ id: randomUUID(), branchId, reporter: self, reported: other, reason, at: new Date() });
    }
    block(self, other, true);
    return null;
  }

  function switchOn(link: HallLink, seat: HallSeat): HallVoiceRefusal | null {
    const config = ice.forHall();
    if (!config) return 'voice-no-relay';
    if (seat.slot === null) return 'voice-not-joined';
    if (!voiced.has(link)) voiced.set(link, { met: new Set() });
    tell(link, { kind: 'on', ice: config });
    look();
    return null;
  }

  return {
    greet(link) {
      if (ice.forHall()) tell(link, { kind: 'offered' });
    },
    handle(link, request) {
      const seat = seats.get(link);
      if (!seat) return 'voice-not-joined';
      if (request.kind === 'on') return switchOn(link, seat);
      const own = voiced.get(link);
      if (!own) return 'voice-not-joined';
      switch (request.kind) {
        case 'off':
          voiced.delete(link);
          look();
          return null;
        case 'renew': {
          const config = ice.forHall();
          if (config) tell(link, { kind: 'ice', ice: config });
          return null;
        }
        case 'signal': {
          const to = pairs.get(seat.avatarId)?.has(request.to) ? linkOf(request.to) : undefined;
          if (!to) return 'voice-peer-unknown';
          if (!keepsAddressSecret(request.signal)) return 'voice-address-told';
          tell(to, { kind: 'signal', from: seat.avatarId, signal: request.signal });
          return null;
        }
        case 'block':
        case 'report': {
          const other = personOf(request.avatarId);
          if (!other || !own.met.has(other) || other === seat.person) return 'voice-peer-unknown';
          if (request.kind === 'block') {
            block(seat.person, other, request.blocked);
            return null;
          }
          const refusal = takeReport(seat.person, other, request.reason);
          if (!refusal) tell(link, { kind: 'reported', avatarId: request.avatarId });
          return refusal;
        }
      }
    },
    drop(link) {
      if (voiced.delete(link)) look();
    },
    look,
  };
}

function isSame(one: ReadonlySet<number>, other: ReadonlySet<number>): boolean {
  return one.size === other.size && [...one].every((id) => other.has(id));
}
