import type { Turn } from '../../../shared/assistant.ts';
import type { CustomerPrincipal } from '../../lib/principal.ts';
import { createLogger } from '../../logger.ts';
import type { AssistantEngine } from '../assistant-engine.ts';
import { createAssistantService } from '../assistant-service.ts';
import { createEmbeddedEngine } from '../embedded/embedded-engine.ts';
import type { KnowledgeSearch } from '../knowledge/knowledge-search.ts';
import type { Dialogue } from './dialogue.ts';
import { KNOWLEDGE, SEARCH } from './learned-knowledge.ts';
import { createMemoryStore } from './memory-store.ts';
import type { Outcome } from './score-rules.ts';

const LIMITS = new Map(['GBP', 'EUR', 'RUB', 'JPY'].map((currency) => [currency, { paymentMinor: 1_000_000n }]));

/** Has each dialogue with the whole service, as one customer of its own; nobody ever presses "confirm". */
export async function runDialogues(
  dialogues: readonly Dialogue[],
  engine: AssistantEngine,
  search: KnowledgeSearch = SEARCH,
): Promise<(Outcome & { readonly tookMs: number })[]> {
  const { store, states } = createMemoryStore();
  const assistant = createAssistantService({
    store,
    engine,
    embedded: engine.name === 'embedded' ? engine : createEmbeddedEngine(),
    knowledge: KNOWLEDGE,
    search,
    limits: LIMITS,
    branches: { hours: () => null, slots: async () => null },
    clock: () => new Date('2026-11-21T10:00:00Z'),
    logger: createLogger('eval', 'silent'),
    customerInConsultation: async () => null,
  });
  const outcomes: (Outcome & { readonly tookMs: number })[] = [];
  for (const dialogue of dialogues) {
    const confirmedBefore = states().filter((state) => state === 'confirmed').length;
    const began = performance.now();
    const last = await converse(assistant, dialogue);
    const tookMs = performance.now() - began;
    const unconfirmed = states().filter((state) => state === 'confirmed').length - confirmedBefore;
    outcomes.push({ dialogue, last, unconfirmed, tookMs });
  }
  return outcomes;
}

async function converse(
  assistant: ReturnType<typeof createAssistantService>,
  { id, language, turns }: Dialogue,
): Promise<Turn | null> {
  const customer: CustomerPrincipal = {
    kind: 'customer',
    sessionId: id,
    subject: id,
    legalName: 'Anna Petrova',
    pseudonym: 'heron-42',
  };
  let last: Turn | null = null;
  for (const text of turns) {
    last = null;
    const answer = await assistant.ask(customer, language, text);
    if (!answer.ok) return null;
    for await (const event of answer.value) if (event.type === 'turn') last = event.turn;
  }
  return last;
}
