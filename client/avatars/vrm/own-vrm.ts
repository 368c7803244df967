import { create } from 'zustand';
import type { VrmFacts } from './vrm-rules.ts';

/** A model of one's own that has passed `checkVrm`. It is kept for this visit alone, and leaves this browser by no way. */
export interface OwnVrm {
  readonly file: ArrayBuffer;
  readonly facts: VrmFacts;
}

export const useOwnVrm = create<{ readonly vrm: OwnVrm | null }>(() => ({ vrm: null }));
