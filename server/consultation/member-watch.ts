import type { Client } from '@colyseus/core';
import { isHeard, type Party, type TalkStanding } from '../../shared/consultation-members.ts';
import type { ConsultationState } from '../../shared/room-state.ts';
import { type PersonKey, type Principal, personKey } from '../lib/principal.ts';
import type { ConsultationService, TalkCompany } from './consultation-service.ts';

/** How often the room looks again by itself, should an event have been lost or a reading have failed. */
export const LOOK_AGAIN_MS = 5000;

/** Who is in beside the two, as the database has it: shown in the room's state, and held against its links. */
export interface MemberWatch {
  /** Reads it again; links of who is out are closed, and the others told. */
  refresh(): Promise<void>;
  /** Keeps who has a link, and reads again; what fails is told to `onError`, for there is a next time. */
  look(): Promise<void>;
  mayEnter(principal: Principal, party: Party): boolean;
  isHeard(speaker: Party, listener: Party): boolean;
  standing(): TalkStanding;
}

export interface MemberWatchDeps {
  readonly consultationId: string;
  readonly consultations: Pick<ConsultationService, 'company' | 'keepLinked'>;
  readonly seats: ReadonlyMap<Client, { readonly party: Party; readonly person: PersonKey }>;
  readonly state: ConsultationState;
  /** Somebody is out, whether they had a link or not. */
  readonly onGone: (person: PersonKey) => void;
  /** Closes the link of who is out. */
  readonly sendAway: (link: Client) => void;
  /** All are to be shown it; and who hears whom may be otherwise than before. */
  readonly onChange: (isHearingChanged: boolean) => void;
  /** The talk is over, which nobody had told. */
  readonly onEnded: () => void;
  readonly onError: (error: unknown) => void;
}

export function createMemberWatch(deps: MemberWatchDeps): MemberWatch {
  const { consultationId, consultations, seats, state, onGone, sendAway, onChange, onEnded, onError } = deps;
  let company: TalkCompany = { isOpen: true, isHeld: false, supervisor: null, members: [] };
  let turn: Promise<void> = Promise.resolve();
  let isLooking = false;

  const isMember = (person: PersonKey, party: Party) =>
    company.members.some((member) => member.party === party && `staff:${member.subject}` === person);
  const isLinked = (subject: string) => [...seats.values()].some(({ person }) => person === `staff:${subject}`);

  async function read(): Promise<void> {
    const before = company;
    company = await consultations.company(consultationId);
    state.supervisor = company.supervisor ?? '';
    state.colleague = company.members.some(({ party }) => party === 'colleague');
    state.held = company.isHeld;
    for (const { party, subject } of before.members)
      if (!isMember(`staff:${subject}`, party)) onGone(`staff:${subject}`);
    for (const [link, { party, person }] of [...seats])
      if ((party === 'colleague' || party === 'supervisor') && !isMember(person, party)) sendAway(link);
    if (!company.isOpen && !state.ended) onEnded();
    onChange(before.supervisor !== company.supervisor || before.isHeld !== company.isHeld);
  }

  function refresh(): Promise<void> {
    // One after another: who has waited knows what was so when they asked, or later.
    const done = turn.then(read);
    turn = done.catch(() => {});
    return done;
  }

  return {
    refresh,
    async look() {
      // A database that is slow is not asked more and more.
      if (isLooking || state.ended) return;
      isLooking = true;
      try {
        const linked = company.members.map(({ subject }) => subject).filter(isLinked);
        if (linked.length > 0) await consultations.keepLinked(consultationId, linked);
        await refresh();
      } catch (error) {
        onError(error);
      } finally {
        isLooking = false;
      }
    },
    mayEnter: (principal, party) =>
      party === 'customer' || party === 'consultant' || isMember(personKey(principal), party),
    isHeard: (speaker, listener) => isHeard(speaker, listener, company),
    standing: () => company,
  };
}
