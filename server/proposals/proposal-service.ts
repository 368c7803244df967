import { randomUUID } from 'node:crypto';
import { MAX_PROPOSALS } from '../../shared/proposal-sheet.ts';
import type { ProposalView } from '../../shared/proposals.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { ConsultationPeople } from '../consultation/consultation-service.ts';
import type { Events } from '../events.ts';
import type { Clock } from '../lib/clock.ts';
import type { CustomerPrincipal, StaffPrincipal } from '../lib/principal.ts';
import type { ProposalRow, ProposalStore } from './proposal-store.ts';

type Act = 'proposal-unknown' | 'proposal-decided';

/**
 * That a consultant suggests something, and what becomes of it; what it is goes between the two alone, and is held against the hash that
 * is kept here. It is a filled-in form for the customer and nothing more: there is no way from here to the bank, and whatever comes of it
 * the customer sends, and approves, like anything else. What they change in it, the consultant does not learn.
 */
export interface ProposalService {
  propose(
    staff: StaffPrincipal,
    consultationId: string,
    proposed: Pick<ProposalView, 'kind' | 'hash'>,
  ): Promise<Result<ProposalView, 'consultation-unknown' | 'too-many-proposals'>>;
  listFor(
    who: CustomerPrincipal | StaffPrincipal,
    consultationId: string,
  ): Promise<Result<ProposalView[], 'consultation-unknown'>>;
  withdraw(staff: StaffPrincipal, proposalId: string): Promise<Result<ProposalView, Act>>;
  decide(
    customer: CustomerPrincipal,
    proposalId: string,
    decision: 'accept' | 'discard',
  ): Promise<Result<ProposalView, Act>>;
  /** To one tab of the consultant, once: it lays the document of a product that the customer has taken up. */
  lay(staff: StaffPrincipal, proposalId: string): Promise<Result<ProposalView, Act>>;
  deleteOld(): Promise<number>;
  /** Deletes everything of a customer: for a request that the bank has granted. */
  deleteAllOf(customerSubject: string): Promise<number>;
}

export interface ProposalServiceDeps {
  readonly store: ProposalStore;
  readonly clock: Clock;
  readonly events: Events;
  readonly retentionMs: number;
  readonly people: (consultationId: string) => Promise<ConsultationPeople | null>;
}

export function createProposalService(deps: ProposalServiceDeps): ProposalService {
  const { store, clock, events, people } = deps;

  /** The consultation, for one of its two; the consultant's while it lasts. */
  async function partyOf(who: CustomerPrincipal | StaffPrincipal, consultationId: string) {
    const two = await people(consultationId);
    const isTheirs =
      who.kind === 'customer'
        ? two?.customerSubject === who.subject
        : two?.isOpen && two.consultantSubject === who.subject;
    return isTheirs ? two : null;
  }

  function tell(consultationId: string, { customerSubject, consultantSubject }: ConsultationPeople): void {
    events.publish({ type: 'table-changed', consultationId, customerSubject, consultantSubject });
  }

  /** Changes a proposal as one of the two may, while the talk lasts; the other one is told. */
  async function settle(
    who: CustomerPrincipal | StaffPrincipal,
    proposalId: string,
    change: (at: Date) => Promise<ProposalRow | null>,
  ): Promise<Result<ProposalView, Act>> {
    const row = await store.find(proposalId);
    const two = row && (await partyOf(who, row.consultation_id));
    if (!two) return refuse('proposal-unknown');
    const changed = two.isOpen && (await change(clock()));
    if (!changed) return refuse('proposal-decided');
    tell(row.consultation_id, two);
    return ok(viewOf(changed, true));
  }

  return {
    async propose(staff, consultationId, { kind, hash }) {
      const two = await partyOf(staff, consultationId);
      if (!two) return refuse('consultation-unknown');
      const row: ProposalRow = {
        id: randomUUID(),
        consultation_id: consultationId,
        customer_subject: two.customerSubject,
        consultant_subject: staff.subject,
        kind,
        hash,
        state: 'proposed',
        proposed_at: clock(),
        decided_at: null,
        laid_at: null,
      };
      if (!(await store.insert(row, MAX_PROPOSALS))) return refuse('too-many-proposals');
      tell(consultationId, two);
      return ok(viewOf(row, true));
    },

    async listFor(who, consultationId) {
      const two = await partyOf(who, consultationId);
      if (!two) return refuse('consultation-unknown');
      return ok((await store.list(consultationId)).map((row) => viewOf(row, two.isOpen)));
    },

    withdraw: (staff, id) => settle(staff, id, (at) => store.decide(id, 'withdrawn', at)),
    decide: (customer, id, decision) =>
      settle(customer, id, (at) => store.decide(id, decision === 'accept' ? 'accepted' : 'discarded', at)),
    lay: (staff, id) => settle(staff, id, (at) => store.takeLaying(id, at)),

    deleteOld: () => store.deleteBefore(new Date(clock().getTime() - deps.retentionMs)),
    deleteAllOf: store.deleteOf,
  };
}

function viewOf({ id, kind, hash, state, proposed_at, laid_at }: ProposalRow, isOpen: boolean): ProposalView {
  return {
    id,
    kind,
    hash,
    state: state === 'proposed' && !isOpen ? 'lapsed' : state,
    proposedAt: proposed_at.toISOString(),
    isLaid: laid_at !== null,
  };
}
