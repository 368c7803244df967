import type { CustomerPrincipal, StaffPrincipal } from '../../server/lib/principal.ts';
import { cancelTicket, readTicket, takeTicket } from '../../shared/queue.ts';
import type { Result } from '../../shared/result.ts';
import { followTicket } from '../../shared/ticket-follow.ts';
import type { DayClock } from './day-clock.ts';
import { DAY_BRANCH, type DayHouse } from './day-house.ts';
import type { DayConsultant, DayCustomer, Random } from './day-people.ts';

/** What became of a customer, as they saw it themselves. */
export type Fate = 'served' | 'gave-up' | 'never-came' | 'turned-away';

interface Visit {
  readonly customer: DayCustomer;
  principal: CustomerPrincipal;
  ticketId: string;
  number: string;
  followToken: string;
  state: 'waiting' | 'called' | 'over';
  fate: Fate | null;
  missed: boolean;
  passedOn: boolean;
}

interface Desk {
  readonly consultant: DayConsultant;
  readonly principal: StaffPrincipal;
  isIdle: boolean;
  isPaused: boolean;
  pauseWanted: { readonly minutes: number; readonly reason: 'break' | 'lunch' } | null;
}

export interface DayResult {
  readonly fates: ReadonlyMap<string, { readonly ticketId: string; readonly fate: Fate | null }>;
  /** What should not have been; empty. */
  readonly surprises: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
}

const customerOf = (subject: string, session = 1): CustomerPrincipal => ({
  kind: 'customer',
  sessionId: `${subject}-${session}`,
  subject,
  legalName: `Name of ${subject}`,
  pseudonym: 'heron-1',
});
const staffOf = (subject: string): StaffPrincipal => ({
  kind: 'staff',
  sessionId: `${subject}-1`,
  subject,
  legalName: `Name of ${subject}`,
  pseudonym: 'owl-1',
  roles: ['consultant'],
});

/** One day of a branch: everyone does what they were drawn to do, by the same services as people use. */
export async function runDay(
  house: DayHouse,
  clock: DayClock,
  people: { readonly customers: readonly DayCustomer[]; readonly consultants: readonly DayConsultant[] },
  random: Random,
): Promise<DayResult> {
  const { queue, consultations, doors } = house;
  const params = { branchId: DAY_BRANCH };
  const take = (who: CustomerPrincipal, { topic, language, needsHelp }: DayCustomer) =>
    doors.call(takeTicket, who, { params, body: { topic, language, needsHelp } });
  const visits = new Map<string, Visit>();
  const surprises: string[] = [];
  const counts: Record<string, number> = {};
  const count = (what: string) => {
    counts[what] = (counts[what] ?? 0) + 1;
  };
  const must = <T>(what: string, result: Result<T, string>): T | null => {
    if (result.ok) return result.value;
    surprises.push(`${what}: ${result.error}`);
    return null;
  };
  const desks: Desk[] = people.consultants.map((consultant) => ({
    consultant,
    principal: staffOf(consultant.subject),
    isIdle: false,
    isPaused: false,
    pauseWanted: null,
  }));
  /** Everyone who sits idle looks up at once: that is when two reach for one ticket. */
  const wakeDesks = () => {
    for (const desk of desks) if (desk.isIdle && !desk.isPaused) clock.after(1, () => callNext(desk));
  };

  async function arrive(customer: DayCustomer): Promise<void> {
    const principal = customerOf(customer.subject);
    const nothing = { ticketId: '', number: '', followToken: '', fate: null, missed: false, passedOn: false };
    // Known before the answer is here: a desk may call at the same moment.
    const visit: Visit = { customer, principal, ...nothing, state: 'waiting' };
    visits.set(customer.subject, visit);
    const taken = await take(principal, customer);
    if (taken.ok) {
      const { id: ticketId, number, followPath } = taken.value.ticket;
      Object.assign(visit, { ticketId, number, followToken: followPath.split('/').at(-1) ?? '' });
    } else {
      Object.assign(visit, { state: 'over', fate: 'turned-away' });
      if (taken.error !== 'closing-soon') surprises.push(`take: ${taken.error}`);
      return count(taken.error);
    }
    clock.after(customer.patienceMinutes * 60, () => giveUp(visit));
    if (customer.losesHeadset === 'waiting') clock.after(100, () => putOnAgain(visit));
    if (customer.followsByPhone) clock.after(150, () => follow(visit));
    wakeDesks();
  }

  async function giveUp(visit: Visit): Promise<void> {
    if (visit.state !== 'waiting' || visit.passedOn) return;
    const cancelled = await doors.call(cancelTicket, visit.principal, { params });
    if (cancelled.ok) {
      Object.assign(visit, { state: 'over', fate: visit.missed ? 'never-came' : 'gave-up' });
      count('gave up');
    }
    // Called at this very moment: then they come after all.
    else if (cancelled.error !== 'ticket-already-called') surprises.push(`cancel: ${cancelled.error}`);
  }

  /** A lost headset: another session of the same person finds the same ticket. */
  async function putOnAgain(visit: Visit): Promise<void> {
    visit.principal = customerOf(visit.customer.subject, 2);
    if (visit.state === 'over' || visit.missed) return;
    const found = must('after a lost headset', await doors.call(readTicket, visit.principal, { params }))?.ticket;
    if (found?.id !== visit.ticketId) surprises.push(`a lost headset lost ${visit.number}`);
    else count('headsets lost and found');
  }

  async function follow(visit: Visit): Promise<void> {
    const glance = must('follow', await doors.call(followTicket, null, { params: { token: visit.followToken } }));
    if (glance?.number !== visit.number) surprises.push(`the phone page of ${visit.number} shows another`);
    if (JSON.stringify(glance).includes('Name of')) surprises.push('the phone page names somebody');
    count('glances at the phone');
  }

  async function callNext(desk: Desk): Promise<void> {
    if (desk.pauseWanted) return beginPause(desk);
    if (desk.isPaused) return;
    desk.isIdle = false;
    const called = await queue.call(desk.principal, DAY_BRANCH);
    if (!called.ok) {
      // Two wake-ups of one desk meet here: the first has called.
      if (called.error === 'in-consultation') return;
      desk.isIdle = true;
      if (called.error !== 'queue-empty') surprises.push(`call: ${called.error}`);
      return;
    }
    const { consultationId } = called.value;
    const view = must('read', await consultations.read(desk.principal, consultationId));
    const visit = view && visits.get(view.customerName.slice('Name of '.length));
    if (!visit) return void surprises.push('a call without a customer');
    if (visit.state !== 'waiting') surprises.push(`${visit.number} was called while ${visit.state}`);
    visit.state = 'called';
    count('calls');
    const { whenCalled, walkSeconds } = visit.customer;
    if (whenCalled === 'comes' || visit.missed || visit.passedOn)
      clock.after(walkSeconds, () => begin(desk, visit, consultationId));
    else clock.after(60, () => recall(desk, visit, consultationId));
  }

  async function recall(desk: Desk, visit: Visit, consultationId: string): Promise<void> {
    must('recall', await queue.recall(desk.principal, DAY_BRANCH));
    clock.after(30, async () => {
      must('no-show', await consultations.act(desk.principal, consultationId, 'no-show'));
      count('no-shows');
      visit.missed = true;
      if (visit.customer.whenCalled === 'comes-back-late') {
        clock.after(300, async () => {
          const back = must('return', await take(visit.principal, visit.customer))?.ticket;
          if (back?.id !== visit.ticketId) surprises.push(`${visit.number} came back to another ticket`);
          visit.state = 'waiting';
          count('came back');
          clock.after(3600, () => giveUp(visit));
          wakeDesks();
        });
      } else Object.assign(visit, { state: 'over', fate: 'never-came' });
      await callNext(desk);
    });
  }

  async function begin(desk: Desk, visit: Visit, consultationId: string): Promise<void> {
    must('admit', await consultations.admit(visit.principal, consultationId));
    await consultations.arrive(visit.principal, consultationId);
    await consultations.spoken(consultationId, 'consultant');
    const { talkSeconds, isHeld, isPassedOn, losesHeadset } = visit.customer;
    if (losesHeadset === 'talking') clock.after(talkSeconds / 3, () => putOnAgain(visit));
    if (isHeld) {
      clock.after(
        talkSeconds * 0.4,
        async () => void must('hold', await consultations.act(desk.principal, consultationId, 'hold')),
      );
      clock.after(
        talkSeconds * 0.6,
        async () => void must('resume', await consultations.act(desk.principal, consultationId, 'resume')),
      );
      count('holds');
    }
    const isToPass = isPassedOn !== 'no' && !visit.passedOn;
    clock.after(talkSeconds * (isToPass ? 0.7 : 1), () => (isToPass ? passOn : end)(desk, visit, consultationId));
  }

  async function passOn(desk: Desk, visit: Visit, consultationId: string): Promise<void> {
    const colleague = desks.find(
      (other) => other !== desk && other.consultant.topics.includes(visit.customer.topic) && !other.isPaused,
    );
    const toColleague = visit.customer.isPassedOn === 'to-colleague' && colleague;
    visit.passedOn = true;
    const to = toColleague ? { consultantSubject: colleague.principal.subject } : { topic: 'other' as const };
    let passed = await consultations.transfer(desk.principal, consultationId, to, 'Needs a second look');
    // Whom one meant has gone, or does not speak the language: then whoever is free.
    if (!passed.ok && 'consultantSubject' in to)
      passed = await consultations.transfer(desk.principal, consultationId, { topic: 'other' }, 'Needs a second look');
    must('transfer', passed);
    visit.state = 'waiting';
    count('passed on');
    wakeDesks();
    wrapUp(desk, visit, consultationId);
  }

  async function end(desk: Desk, visit: Visit, consultationId: string): Promise<void> {
    const by = visit.customer.endsIt === 'customer' ? visit.principal : desk.principal;
    must('end', await consultations.end(by, consultationId));
    Object.assign(visit, { state: 'over', fate: 'served' });
    wrapUp(desk, visit, consultationId);
  }

  function wrapUp(desk: Desk, visit: Visit, consultationId: string): void {
    clock.after(visit.customer.wrapUpSeconds, async () => {
      must('close', await consultations.close(desk.principal, consultationId, 'solved', ''));
      await callNext(desk);
    });
  }

  async function beginPause(desk: Desk): Promise<void> {
    const { minutes, reason } = desk.pauseWanted ?? { minutes: 0, reason: 'break' };
    desk.pauseWanted = null;
    desk.isPaused = true;
    desk.isIdle = false;
    must('pause', await queue.pause(desk.principal, DAY_BRANCH, reason));
    count('pauses');
    clock.after(minutes * 60 * (0.8 + 0.4 * random()), async () => {
      must('resume', await queue.pause(desk.principal, DAY_BRANCH, null));
      desk.isPaused = false;
      await callNext(desk);
    });
  }

  for (const desk of desks) {
    clock.after(desk.consultant.startsAtMinute * 60, async () => {
      must('on duty', await queue.goOnDuty(desk.principal, DAY_BRANCH, desk.consultant.deskId));
      await callNext(desk);
    });
    for (const { atMinute, minutes, reason } of desk.consultant.breaks)
      clock.after(atMinute * 60, async () => {
        desk.pauseWanted = { minutes, reason };
        if (desk.isIdle) await beginPause(desk);
      });
  }
  for (const customer of people.customers) clock.after(customer.arrivesAtMinute * 60, () => arrive(customer));
  await clock.runAll();
  // Some forget to, and are found at their desks in the morning.
  for (const [index, desk] of desks.entries())
    if (index % 4 > 0) must('off duty', await queue.goOffDuty(desk.principal, DAY_BRANCH));
  surprises.push(...house.errors.map(String));
  const fates = new Map([...visits].map(([subject, { ticketId, fate }]) => [subject, { ticketId, fate }]));
  return { fates, surprises, counts };
}
