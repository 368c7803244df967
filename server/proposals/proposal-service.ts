import { randomUUID } from 'node:crypto';
import { ProposalContent, type ProposalView } from '../../shared/proposals.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { ConsultationPeople } from '../consultation/consultation-service.ts';
import type { DocumentService } from '../documents/document-service.ts';
import type { Events } from '../events.ts';
import type { Clock } from '../lib/clock.ts';
import type { CustomerPrincipal, StaffPrincipal } from '../lib/principal.ts';
import type { SealedBox } from '../lib/sealed-box.ts';
import type { ProposalRow, ProposalStore } from './proposal-store.ts';

/** In one consultation, decided ones too. */
export const MAX_PROPOSALS = 30;

type Act = 'proposal-unknown' | 'proposal-decided';

/**
 * What a consultant suggests. It is a filled-in form for the customer and nothing more: there is no way from here to the bank, and
 * whatever comes of it the customer sends, and approves, like anything else. What they change in it, the consultant does not learn.
 */
export interface ProposalService {
  propose(
    staff: StaffPrincipal,
    consultationId: string,
    content: ProposalContent,
  ): Promise<Result<ProposalView, 'consultation-unknown' | 'product-unknown' | 'too-many-proposals'>>;
  listFor(
    who: CustomerPrincipal | StaffPrincipal,
    consultationId: string,
  ): Promise<Result<ProposalView[], 'consultation-unknown'>>;
  withdraw(staff: StaffPrincipal, proposalId: string): Promise<Result<ProposalView, Act>>;
  /** A product that is accepted lays its document on the desk. */
  decide(
    customer: CustomerPrincipal,
    proposalId: string,
    decision: 'accept' | 'discard',
  ): Promise<Result<ProposalView, Act | 'product-unknown' | 'too-many-documents'>>;
  deleteOld(): Promise<number>;
  /** Deletes everything of a customer: for a request that the bank has granted. */
  deleteAllOf(customerSubject: string): Promise<number>;
}

export interface ProposalServiceDeps {
  readonly store: ProposalStore;
  readonly box: SealedBox;
  readonly clock: Clock;
  readonly events: Events;
  readonly retentionMs: number;
  readonly documents: Pick<DocumentService, 'offer' | 'isOfferable' | 'titleOf'>;
  readonly people: (consultationId: string) => Promise<ConsultationPeople | null>;
}

export function createProposalService(deps: ProposalServiceDeps): ProposalService {
  const { store, box, clock, events, documents, people } = deps;
  const contextOf = (id: string) => `proposal:content:${id}`;
  const contentOf = ({ id, content }: ProposalRow) =>
    ProposalContent.parse(JSON.parse(box.open(content, contextOf(id))));

  function viewOf(row: ProposalRow, isOpen: boolean): ProposalView {
    const content = contentOf(row);
    return {
      id: row.id,
      content,
      title: content.kind === 'product' ? documents.titleOf(content.templateId) : null,
      state: row.state === 'proposed' && !isOpen ? 'lapsed' : row.state,
      proposedAt: row.proposed_at.toISOString(),
    };
  }

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

  async function settle(
    who: CustomerPrincipal | StaffPrincipal,
    proposalId: string,
    state: 'accepted' | 'discarded' | 'withdrawn',
  ): Promise<Result<{ readonly row: ProposalRow; readonly two: ConsultationPeople }, Act>> {
    const row = await store.find(proposalId);
    const two = row && (await partyOf(who, row.consultation_id));
    if (!two) return refuse('proposal-unknown');
    const decided = two.isOpen && (await store.decide(proposalId, state, clock()));
    return decided ? ok({ row: decided, two }) : refuse('proposal-decided');
  }

  return {
    async propose(staff, consultationId, content) {
      const two = await partyOf(staff, consultationId);
      if (!two) return refuse('consultation-unknown');
      if (content.kind === 'product' && !documents.isOfferable(content)) return refuse('product-unknown');
      const id = randomUUID();
      const row: ProposalRow = {
        id,
        consultation_id: consultationId,
        customer_subject: two.customerSubject,
        consultant_subject: staff.subject,
        content: box.seal(JSON.stringify(content), contextOf(id)),
        state: 'proposed',
        proposed_at: clock(),
        decided_at: null,
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

    async withdraw(staff, proposalId) {
      const settled = await settle(staff, proposalId, 'withdrawn');
      if (!settled.ok) return settled;
      const { row, two } = settled.value;
      tell(row.consultation_id, two);
      return ok(viewOf(row, true));
    },

    async decide(customer, proposalId, decision) {
      const settled = await settle(customer, proposalId, decision === 'accept' ? 'accepted' : 'discarded');
      if (!settled.ok) return settled;
      const { row, two } = settled.value;
      const content = contentOf(row);
      if (decision === 'accept' && content.kind === 'product') {
        const consultant = { kind: 'staff', subject: two.consultantSubject } as const;
        const offered = await documents.offer(consultant, row.consultation_id, content);
        if (!offered.ok)
          return refuse(offered.error === 'too-many-documents' ? 'too-many-documents' : 'product-unknown');
      }
      tell(row.consultation_id, two);
      return ok(viewOf(row, true));
    },

    deleteOld: () => store.deleteBefore(new Date(clock().getTime() - deps.retentionMs)),
    deleteAllOf: store.deleteOf,
  };
}
