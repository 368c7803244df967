import type { AnswerEvent, Turn } from '../../../shared/assistant.ts';
import type { CustomerPrincipal, Principal } from '../../lib/principal.ts';
import { createLogger } from '../../logger.ts';
import type { AssistantEngine } from '../assistant-engine.ts';
import { type AssistantServiceDeps, createAssistantService } from '../assistant-service.ts';
import { createEmbeddedEngine } from '../embedded/embedded-engine.ts';
import { KNOWLEDGE, SEARCH } from './learned-knowledge.ts';
import { createMemoryStore } from './memory-store.ts';

export const ANNA: CustomerPrincipal = {
  kind: 'customer',
  sessionId: 'session-anna',
  subject: 'anna',
  legalName: 'Anna Petrova',
  pseudonym: 'heron-42',
};
export const OLIVER: CustomerPrincipal = {
  kind: 'customer',
  sessionId: 'session-oliver',
  subject: 'oliver',
  legalName: 'Oliver Bennett',
  pseudonym: 'owl-11',
};
export const GUEST: Principal = { kind: 'guest', sessionId: 'session-guest', pseudonym: 'wren-7' };

/** The assistant with the bank's own articles, over a fake store in memory where none is given. */
export function createTalkHouse(engine: AssistantEngine, given: Partial<AssistantServiceDeps> = {}) {
  const memory = createMemoryStore();
  const time = { now: new Date('2026-11-21T10:00:00Z') };
  const assistant = createAssistantService({
    store: memory.store,
    engine,
    embedded: engine.name === 'embedded' ? engine : createEmbeddedEngine(),
    knowledge: KNOWLEDGE,
    search: SEARCH,
    limits: new Map([['GBP', { paymentMinor: 1_000_000n }]]),
    branches: { hours: () => null, slots: async () => null },
    clock: () => time.now,
    logger: createLogger('test', 'silent'),
    customerInConsultation: async () => null,
    ...given,
  });
  return {
    assistant,
    audit: memory.audit,
    draftStates: memory.states,
    time,
    /** Asks, and reads the answer to its end. */
    async ask(
      principal: Principal,
      text: string,
      branchId: string | null = null,
    ): Promise<{ readonly turn: Turn | null; readonly streamed: string }> {
      const answer = await assistant.ask(principal, 'en', text, branchId);
      if (!answer.ok) throw new Error(answer.error);
      const events: AnswerEvent[] = [];
      for await (const event of answer.value) events.push(event);
      return {
        turn: events.find((event) => event.type === 'turn')?.turn ?? null,
        streamed: events.map((event) => (event.type === 'text' ? event.delta : '')).join(''),
      };
    },
  };
}
