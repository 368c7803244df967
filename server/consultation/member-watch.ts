import type { Client } from '@colyseus/core';
import type { Party } from '../../shared/consultation-members.ts';
import type { ConsultationState } from '../../shared/room-state.ts';
import { type PersonKey, type Principal, personKey } from '../lib/principal.ts';
import { UNLINKED_AFTER_MS } from './consultation-rules.ts';
import type { ConsultationService, TalkCompany } from './consultation-service.ts';
import { isHeard, type TalkStanding } from './member-rules.ts';

/** Who is in beside the two, as the database has it: shown in the room's state, and held against its links. */
export interface MemberWatch {
  /** Reads it again; links of who is out are closed, and the others told. */
  refresh(): Promise<void>;
  mayEnter(principal: Principal, party: Party): boolean;
  isHeard(speaker: Party, listener: Party): boolean;
  standing(): TalkStanding;
  /** A link is gone. */
  watchUnlinked(): void;
  stop(): void;
}

export interface MemberWatchDeps {
  readonly consultationId: string;
  readonly consultations: Pick<ConsultationService, 'company' | 'dropUnlinked'>;
  readonly seats: ReadonlyMap<Client, { readonly party: Party; readonly person: PersonKey }>;
  readonly state: ConsultationState;
  /** Somebody is out, whether they had a link or not. */
  readonly onGone: (person: PersonKey) => void;
  /** Closes the link of who is out. */
  readonly sendAway: (link: Client) => void;
  /** All are to be shown it; and who hears whom may be otherwise than before. */
  readonly onChange: (isHearingChanged: boolean) => void;
  readonly onError: (error: unknown) => void;
}

export function createMemberWatch(deps: MemberWatchDeps): MemberWatch {
  const { consultationId, consultations, seats, state, onGone, sendAway, onChange, onError } = deps;
  let company: TalkCompany = { isHeld: false, supervisor: null, members: [] };
  let turn: Promise<void> = Promise.resolve();
  const timers = new Map<string, NodeJS.Timeout>();

  const isMember = (person: PersonKey, party: Party) =>
    company.members.some((member) => member.party === party && `staff:${member.subject}` === person);
  const isLinked = (subject: string) => [...seats.values()].some(({ person }) => person === `staff:${subject}`);

  function watchUnlinked(): void {
    for (const [subject, timer] of timers)
      if (isLinked(subject) || !company.members.some((member) => member.subject === subject)) {
        clearTimeout(timer);
        timers.delete(subject);
      }
    for (const { subject } of company.members) {
      if (isLinked(subject) || timers.has(subject)) continue;
      const drop = () => {
        timers.delete(subject);
        if (!isLinked(subject)) consultations.dropUnlinked(consultationId, subject).catch(onError);
      };
      timers.set(subject, setTimeout(drop, UNLINKED_AFTER_MS));
    }
  }

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
    watchUnlinked();
    onChange(before.supervisor !== company.supervisor || before.isHeld !== company.isHeld);
  }

  return {
    refresh() {
      // One after another: who has waited knows what was so when they asked, or later.
      const done = turn.then(read);
      turn = done.catch(() => {});
      return done;
    },
    mayEnter: (principal, party) =>
      party === 'customer' || party === 'consultant' || isMember(personKey(principal), party),
    isHeard: (speaker, listener) => isHeard(speaker, listener, company),
    standing: () => company,
    watchUnlinked,
    stop() {
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}
