import type { Conference, SupervisorMode } from '../../shared/consultation-members.ts';
import { type Result, refuse } from '../../shared/result.ts';
import type { Database } from '../lib/db.ts';
import type { StaffPrincipal } from '../lib/principal.ts';
import { UNLINKED_AFTER_MS } from './consultation-rules.ts';
import { createMemberSteps, type MemberStepDeps, type MustGo } from './member-steps.ts';
import { companyOf } from './member-store.ts';
import type { LeaveReason } from './phase-rules.ts';

type Nothing = Record<never, never>;
type Unknown = 'consultation-unknown';
type SuperviseRefusal = Unknown | 'supervisor-there' | 'already-in' | 'in-consultation';
type InviteRefusal = Unknown | 'colleague-not-there' | 'colleague-busy' | 'already-in' | 'conference-full';

/** Who comes into a consultation beside its two, and goes. Each step is in the trail; each is told to all who are in. */
export interface ConsultationMembers {
  /** A supervisor of the branch comes in, or changes how they are in. */
  supervise(
    staff: StaffPrincipal,
    consultationId: string,
    mode: SupervisorMode,
  ): Promise<Result<Nothing, SuperviseRefusal>>;
  endSupervision(staff: StaffPrincipal, consultationId: string): Promise<Result<Nothing, Unknown>>;
  /** The consultant asks a colleague in. */
  invite(
    staff: StaffPrincipal,
    consultationId: string,
    colleagueSubject: string,
  ): Promise<Result<Nothing, InviteRefusal>>;
  /** The consultant takes it back, or ends the colleague's part. */
  endConference(staff: StaffPrincipal, consultationId: string): Promise<Result<Nothing, Unknown>>;
  conferences(staff: StaffPrincipal): Promise<Conference[]>;
  joinConference(staff: StaffPrincipal, consultationId: string): Promise<Result<Nothing, Unknown | 'in-consultation'>>;
  /** Declines, or leaves. */
  leaveConference(staff: StaffPrincipal, consultationId: string): Promise<Result<Nothing, Unknown>>;
  /** A session has ended: who came in by it is out. */
  dropSession(sessionId: string, why: 'signed-out' | 'role-lost'): Promise<void>;
  /** Somebody is no longer on duty in a branch: they are asked into no talk there, and in none as a colleague. */
  dropOffDuty(branchId: string, subject: string): Promise<void>;
  /** These have a link to the talk now. */
  keepLinked(consultationId: string, subjects: readonly string[]): Promise<void>;
  /**
   * Whoever has been without a link for too long is out, of whichever talk: also of one that nobody is linked to. So is a colleague who
   * is off duty, should nobody have been told.
   */
  dropStale(): Promise<void>;
  /** Whether somebody has a talk of their own or is in another's; nobody else can change it before the transaction ends. */
  isBusy(transaction: Database, subject: string): Promise<boolean>;
}

export interface ConsultationMembersDeps extends MemberStepDeps {
  /** Whether a supervisor is one of this branch. */
  readonly mayManage: (staff: StaffPrincipal, branchId: string) => boolean;
  /** The name of a colleague who is on duty in a branch; null for nobody. */
  readonly onDuty: (branchId: string, subject: string) => Promise<string | null>;
  /** Whether they are on duty there; they cannot leave before the transaction ends. */
  readonly isOnDuty: (transaction: Database, branchId: string, subject: string) => Promise<boolean>;
}

export function createConsultationMembers(deps: ConsultationMembersDeps): ConsultationMembers {
  const { members, clock, mayManage, onDuty, isOnDuty } = deps;
  const { openRow, step, leave, drop } = createMemberSteps(deps);

  const presentOf = async (consultationId: string) =>
    (await members.of(consultationId)).filter(({ left_at }) => !left_at);

  async function supervise(
    staff: StaffPrincipal,
    consultationId: string,
    mode: SupervisorMode,
  ): Promise<Result<Nothing, SuperviseRefusal>> {
    const row = staff.roles.includes('supervisor') ? await openRow(consultationId) : null;
    if (!row || !mayManage(staff, row.branch_id)) return refuse('consultation-unknown');
    if (row.consultant_subject === staff.subject) return refuse('already-in');
    const { subject } = staff;
    const event = { kind: 'supervised', supervisor: subject, mode } as const;
    return step(row, subject, event, async (transaction, present, at) => {
      const there = present.find(({ party }) => party === 'supervisor');
      if (there && there.subject !== subject) return refuse('supervisor-there');
      if (present.some((member) => member.party === 'colleague' && member.subject === subject))
        return refuse('already-in');
      if (there) return void (await members.change(transaction, there.id, { standing: mode }));
      if (await members.isBusy(transaction, subject)) return refuse('in-consultation');
      const place = { consultation_id: row.id, party: 'supervisor' } as const;
      await members.invite(transaction, { ...place, subject, name: staff.legalName, invited_at: at });
      await members.join(transaction, place, { standing: mode, session_id: staff.sessionId, joined_at: at });
    });
  }

  async function invite(
    staff: StaffPrincipal,
    consultationId: string,
    colleague: string,
  ): Promise<Result<Nothing, InviteRefusal>> {
    const row = await openRow(consultationId);
    if (row?.consultant_subject !== staff.subject) return refuse('consultation-unknown');
    if (colleague === staff.subject) return refuse('already-in');
    const name = await onDuty(row.branch_id, colleague);
    if (name === null) return refuse('colleague-not-there');
    return step(row, staff.subject, { kind: 'colleague-invited', colleague }, async (transaction, present, at) => {
      if (present.some(({ party }) => party === 'colleague')) return refuse('conference-full');
      if (present.some(({ subject }) => subject === colleague)) return refuse('already-in');
      if (await members.isBusy(transaction, colleague)) return refuse('colleague-busy');
      const place = { consultation_id: row.id, party: 'colleague' } as const;
      await members.invite(transaction, { ...place, subject: colleague, name, invited_at: at });
    });
  }

  async function joinConference(
    staff: StaffPrincipal,
    consultationId: string,
  ): Promise<Result<Nothing, Unknown | 'in-consultation'>> {
    const row = await openRow(consultationId);
    if (!row) return refuse('consultation-unknown');
    const { subject: colleague } = staff;
    return step(row, colleague, { kind: 'colleague-joined', colleague }, async (transaction, present, joined_at) => {
      const asked = present.find(({ party, subject }) => party === 'colleague' && subject === colleague);
      if (asked?.standing !== 'invited') return refuse('consultation-unknown');
      if (!(await isOnDuty(transaction, row.branch_id, colleague))) return refuse('consultation-unknown');
      if (await members.isBusy(transaction, colleague)) return refuse('in-consultation');
      await members.join(transaction, asked, { standing: 'joined', session_id: staff.sessionId, joined_at });
    });
  }

  async function leaveConference(
    by: string,
    consultationId: string,
    colleague: string,
    reasons: readonly [whileAsked: LeaveReason, whileIn: LeaveReason],
  ): Promise<Result<Nothing, Unknown>> {
    const row = await openRow(consultationId);
    const there = row && companyOf(await presentOf(row.id)).colleague;
    if (!row || there?.subject !== colleague) return refuse('consultation-unknown');
    return leave(row, by, { kind: 'colleague-left', colleague, why: reasons[there.isJoined ? 1 : 0] });
  }

  const isOffDuty =
    (branchId: string): MustGo =>
    async ({ subject }, transaction) =>
      !(await isOnDuty(transaction, branchId, subject));

  return {
    supervise,
    async endSupervision({ subject: supervisor }, consultationId) {
      const row = await openRow(consultationId);
      if (!row) return refuse('consultation-unknown');
      return leave(row, supervisor, { kind: 'supervision-ended', supervisor, why: 'left' });
    },
    invite,
    async endConference(staff, consultationId) {
      const row = await openRow(consultationId);
      const colleague = row && companyOf(await presentOf(row.id)).colleague;
      if (row?.consultant_subject !== staff.subject || !colleague) return refuse('consultation-unknown');
      return leaveConference(staff.subject, row.id, colleague.subject, ['sent-away', 'sent-away']);
    },
    async conferences({ subject }) {
      const rows = await members.conferencesOf(subject);
      return rows.map(({ id, ticket_number, topic, consultant_name, standing }) => ({
        consultationId: id,
        ticketNumber: ticket_number,
        topic,
        consultantName: consultant_name,
        isJoined: standing !== 'invited',
      }));
    },
    joinConference,
    leaveConference: ({ subject }, consultationId) =>
      leaveConference(subject, consultationId, subject, ['declined', 'left']),
    async dropSession(sessionId, why) {
      for (const member of await members.bySession(sessionId)) await drop(member, why);
    },
    async dropOffDuty(branchId, subject) {
      for (const { id, branch_id } of await members.conferencesOf(subject))
        if (branch_id === branchId)
          await drop({ consultation_id: id, party: 'colleague', subject }, 'off-duty', isOffDuty(branchId));
    },
    keepLinked: (consultationId, subjects) => members.see(consultationId, subjects, clock()),
    async dropStale() {
      for (const { branch_id, ...member } of await members.colleagues())
        if ((await onDuty(branch_id, member.subject)) === null) await drop(member, 'off-duty', isOffDuty(branch_id));
      const since = new Date(clock().getTime() - UNLINKED_AFTER_MS);
      for (const member of await members.unlinkedSince(since))
        await drop(member, 'link-lost', ({ seen_at, joined_at }) => (seen_at ?? joined_at ?? since) < since);
    },
    isBusy: members.isBusy,
  };
}
