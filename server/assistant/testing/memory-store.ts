import type { Draft, Turn } from '../../../shared/assistant.ts';
import type { AssistantStore, AuditStep } from '../assistant-store.ts';

/** A fake store in memory, for what runs hundreds of talks in a second: the evaluation, and the contract of the engines. */
export function createMemoryStore() {
  const turns = new Map<string, Turn[]>();
  const drafts = new Map<string, { draft: Draft; turnId: string; sessionId: string }>();
  const audit: AuditStep[] = [];
  const withDrafts = (turn: Turn): Turn => ({
    ...turn,
    drafts: [...drafts.values()].filter(({ turnId }) => turnId === turn.id).map(({ draft }) => draft),
  });
  const store: AssistantStore = {
    turns: async (sessionId) => (turns.get(sessionId) ?? []).map(withDrafts),
    async addTurn(sessionId, turn) {
      turns.set(sessionId, [...(turns.get(sessionId) ?? []), turn]);
    },
    async addDraft({ id, turnId, sessionId, fields }) {
      drafts.set(id, { draft: { id, state: 'open', fields }, turnId, sessionId });
    },
    countOpenDrafts: async (sessionId) =>
      [...drafts.values()].filter((kept) => kept.sessionId === sessionId && kept.draft.state === 'open').length,
    async findDraft(draftId, sessionId) {
      const kept = drafts.get(draftId);
      return kept?.sessionId === sessionId ? kept.draft : null;
    },
    async amendDraft(draftId, fields) {
      const kept = drafts.get(draftId);
      if (kept) kept.draft = { ...kept.draft, fields };
      return kept !== undefined;
    },
    async settleDraft(draftId, state) {
      const kept = drafts.get(draftId);
      if (kept) kept.draft = { ...kept.draft, state };
      return kept !== undefined;
    },
    takeHandovers: async () => [],
    async forgetTalk(sessionId) {
      turns.delete(sessionId);
    },
    forgetBefore: async () => {},
    async audit(step) {
      audit.push(step);
    },
  };
  return { store, audit, states: () => [...drafts.values()].map(({ draft }) => draft.state) };
}
