import type { DraftFields } from '../../shared/assistant.ts';

/** A consultation follows, for which the talk can be left attached. */
export function hasTalk({ kind }: DraftFields): boolean {
  return kind === 'handover' || kind === 'appointment' || kind === 'card-block';
}
