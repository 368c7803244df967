import { ok, type Result, refuse } from '../../shared/result.ts';
import type { Events } from '../events.ts';
import type { Clock } from '../lib/clock.ts';
import type { Database } from '../lib/db.ts';
import type { ConsultationRow, ConsultationStore } from './consultation-store.ts';
import { companyAfter } from './member-rules.ts';
import { companyOf, type MemberRow, type MemberStore } from './member-store.ts';
import type { LeaveReason, MemberEvent } from './phase-rules.ts';

type Nothing = Record<never, never>;
type Unknown = 'consultation-unknown';

export interface MemberStepDeps {
  readonly store: ConsultationStore;
  readonly members: MemberStore;
  readonly clock: Clock;
  readonly events: Events;
}

/** Asked in the transaction that ends somebody's part: whether it is still to end. */
export type MustGo = (member: MemberRow, transaction: Database) => boolean | Promise<boolean>;

/** What every coming in and going out is made of: one step, with its row, its place in the trail, and word of it to all who are in. */
export function createMemberSteps({ store, members, clock, events }: MemberStepDeps) {
  /** Takes a step that the rules allow, with its row and its place in the trail, and tells of it. `work` answers why not. */
  async function step<E extends string>(
    row: ConsultationRow,
    by: string,
    event: MemberEvent,
    work: (transaction: Database, present: readonly MemberRow[], at: Date) => Promise<Result<unknown, E> | undefined>,
  ): Promise<Result<Nothing, Unknown | E>> {
    const at = clock();
    const stepped = await store.step<E | Unknown>(row.id, {
      event,
      at,
      by: { kind: 'staff', subject: by },
      alongside: async (transaction) => {
        const present = await members.presentIn(transaction, row.id);
        const done = await work(transaction, present, at);
        if (done && !done.ok) return done;
        // What the work let pass and the rules do not is a bug of the work; nothing is kept then.
        return companyAfter(companyOf(present), event) ? ok(null) : refuse('consultation-unknown');
      },
    });
    if (!stepped.ok) return refuse(stepped.error === 'phase-wrong' ? 'consultation-unknown' : stepped.error);
    events.publish({
      type: 'members-changed',
      consultationId: row.id,
      branchId: row.branch_id,
      customerSubject: row.customer_subject,
      consultantSubject: row.consultant_subject,
      memberSubject: subjectOf(event),
    });
    return ok({});
  }

  /** Ends somebody's part, where `mustGo` still holds of it. */
  function leave(
    row: ConsultationRow,
    by: string,
    event: Extract<MemberEvent, { why: LeaveReason }>,
    mustGo: MustGo = () => true,
  ) {
    const subject = subjectOf(event);
    const party = event.kind === 'supervision-ended' ? 'supervisor' : 'colleague';
    return step(row, by, event, async (transaction, present, at) => {
      const one = present.find((member) => member.subject === subject && member.party === party);
      if (!one || !(await mustGo(one, transaction))) return refuse('consultation-unknown');
      await members.change(transaction, one.id, { left_at: at });
    });
  }

  async function openRow(consultationId: string): Promise<ConsultationRow | null> {
    const row = await store.find(consultationId);
    return row?.state === 'open' ? row : null;
  }

  /** As {@link leave}, of whoever it is, by nobody's own act. */
  async function drop(
    { consultation_id, party, subject }: Pick<MemberRow, 'consultation_id' | 'party' | 'subject'>,
    why: LeaveReason,
    mustGo?: MustGo,
  ): Promise<void> {
    const row = await openRow(consultation_id);
    if (!row) return;
    const isSupervisor = party === 'supervisor';
    await leave(
      row,
      subject,
      isSupervisor
        ? { kind: 'supervision-ended', supervisor: subject, why }
        : { kind: 'colleague-left', colleague: subject, why },
      mustGo,
    );
  }

  return { openRow, step, leave, drop };
}

function subjectOf(event: MemberEvent): string {
  return 'supervisor' in event ? event.supervisor : event.colleague;
}
