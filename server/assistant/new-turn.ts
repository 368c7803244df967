import { randomUUID } from 'node:crypto';
import type { Turn } from '../../shared/assistant.ts';
import type { Principal } from '../lib/principal.ts';

export function newTurn(from: Turn['from'], kind: Turn['kind'], text: string, at: Date): Turn {
  return { id: randomUUID(), from, kind, text, sources: [], drafts: [], at: at.toISOString() };
}

/** Names that must not leave the house. */
export function namesOf(principal: Principal): readonly string[] {
  return principal.kind === 'guest' ? [] : [principal.legalName];
}
