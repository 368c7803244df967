import type { DeskAct, DeskNews, DeskRefusal } from '../../shared/desk-letters.ts';
import type { PrivateEntry } from '../../shared/sealed/talk-view.ts';
import type { DeskMember, DeskSeat, DeskService } from '../consultation/talk-desk.ts';
import { createMinuteBudget } from '../lib/minute-budget.ts';
import type { Logger } from '../logger.ts';
import { createDeskPapers, type DeskPapersDeps } from './desk-papers.ts';
import type { DocumentPerson, DocumentService } from './document-service.ts';
import type { DocumentStore } from './document-store.ts';

export interface DeskServiceDeps extends DeskPapersDeps {
  readonly documents: DocumentService;
  readonly store: Pick<DocumentStore, 'hasAny' | 'isDone'>;
  readonly logger: Logger;
}

type Asked = Extract<PrivateEntry['message'], { kind: 'desk-request' }>;

/** Letters of one person in a minute that are answered: no hand makes so many. */
const REQUESTS_PER_MINUTE = 120;
/** Of these such as have two papers made. */
const PAPERS_PER_MINUTE = 30;

/**
 * The document service as a member of talks: it takes what the two write to it, by the rules that hold for them, and writes to each what
 * they may have. It masks before it encrypts: the consultant's paper is made, and sealed, from what holds nothing masked.
 */
export function createDeskService(deps: DeskServiceDeps): DeskService {
  return {
    isLaid: (consultationId) => deps.store.hasAny(consultationId),
    sit: (seat, onStopped) => sitAtDesk(deps, seat, onStopped),
  };
}

function sitAtDesk(deps: DeskServiceDeps, seat: DeskSeat, onStopped: (error: unknown) => void): DeskMember {
  const { documents, store, clock, logger } = deps;
  const { consultationId } = seat;
  const papers = createDeskPapers(deps, consultationId);
  const budgets = { requests: createMinuteBudget(REQUESTS_PER_MINUTE), papers: createMinuteBudget(PAPERS_PER_MINUTE) };
  /** What each tab was last told. */
  const told = new Map<string, string>();
  let isOver = false;
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = (work: () => Promise<void>) => {
    turn = turn.then(() => (isOver ? undefined : work())).catch(fail);
  };

  const member = seat.enter({
    onPrivate: ({ from, message }) => {
      const who = personOf(from.member);
      if (message.kind !== 'desk-request' || !who) return;
      if (budgets.requests.take(nameOf(who), clock().getTime())) inTurn(() => answer(who, from.member, message));
    },
    onFailed: fail,
  });
  inTurn(papers.tidy);

  function fail(error: unknown): void {
    if (isOver) return;
    stop();
    onStopped(error);
  }

  function stop(): void {
    isOver = true;
    member.stop();
  }

  /** Only as what the room has admitted somebody; what they may do is asked of the documents each time. */
  function personOf(leaf: string): DocumentPerson | null {
    const party = member.members().find((one) => one.member === leaf)?.party;
    const [kind, ...subject] = seat.personOf(leaf)?.split(':') ?? [];
    if (party === 'customer' && kind === 'customer') return { kind, subject: subject.join(':') };
    if (party === 'consultant' && kind === 'staff') return { kind, subject: subject.join(':') };
    return null;
  }

  async function answer(who: DocumentPerson, leaf: string, { request, act }: Asked): Promise<void> {
    // What goes wrong with one request is that one's: the next may be in order.
    const error = await perform(who, request, act).catch((error): DeskRefusal => {
      logger.error({ err: error, act: act.kind }, 'a letter to the document service could not be answered');
      return 'internal-error';
    });
    await tell(who, leaf, { request, error });
    await showAll();
  }

  async function perform(who: DocumentPerson, letter: string, act: DeskAct): Promise<DeskRefusal | null> {
    if (act.kind === 'look') return null;
    // A service that was here before may have acted on it, and died before it could answer.
    if (await store.isDone({ by: { by_kind: who.kind, by_subject: who.subject }, letter })) return null;
    const isPaper = act.kind === 'offer' || act.kind === 'fill';
    if (isPaper && !budgets.papers.take(nameOf(who), clock().getTime())) return 'too-many-requests';
    if (act.kind === 'offer') {
      if (who.kind !== 'staff') return 'consultation-unknown';
      const offered = await documents.offer(who, consultationId, act, letter);
      return offered.ok ? null : offered.error;
    }
    const listed = await documents.listFor(who, consultationId);
    // A document of another talk is not on this desk, whoever else it is.
    if (!listed.ok || !listed.value.some(({ id }) => id === act.documentId)) return 'document-unknown';
    const done = await step(who, letter, act);
    return done.ok ? null : done.error;
  }

  function step(who: DocumentPerson, letter: string, act: Exclude<DeskAct, { kind: 'look' | 'offer' }>) {
    const { kind, documentId } = act;
    const isCustomers = kind === 'fill' || kind === 'decline';
    if (isCustomers !== (who.kind === 'customer')) return { ok: false, error: 'document-unknown' } as const;
    if (kind === 'fill') return documents.fill(who, documentId, act.values, letter);
    return documents[kind](who, documentId, letter);
  }

  async function tell(who: DocumentPerson, leaf: string, to: DeskNews['answer']): Promise<void> {
    const list = await papers.listFor(who);
    if (!list) return;
    const what = JSON.stringify(list);
    if (!to && told.get(leaf) === what) return;
    told.set(leaf, what);
    member.sayTo(leaf, { kind: 'desk', papers: [...list], answer: to });
  }

  async function showAll(): Promise<void> {
    for (const { member: leaf } of member.members()) {
      const who = personOf(leaf);
      if (who) await tell(who, leaf, null);
    }
    await papers.tidy();
  }

  return { show: () => inTurn(showAll), stop };
}

const nameOf = ({ kind, subject }: DocumentPerson) => `${kind}:${subject}`;
