import { create } from 'zustand';
import type { AnswerStep } from '../../../shared/desk.ts';

type WrapUp = Extract<AnswerStep, { wrapUp: unknown }>['wrapUp'];

interface Prepared {
  readonly consultationId: string | null;
  /** A document whose offer is to be opened; taken once. */
  readonly offer: string | null;
  readonly wrapUp: WrapUp | null;
}

const NOTHING: Prepared = { consultationId: null, offer: null, wrapUp: null };

/** What a chosen answer has prepared of the consultation that goes on: in this page's memory, until it is wrapped up. */
export const usePrepared = create<Prepared>(() => NOTHING);

export function prepare(consultationId: string, steps: readonly AnswerStep[]): void {
  const before = usePrepared.getState();
  const next = { ...(before.consultationId === consultationId ? before : NOTHING), consultationId };
  for (const step of steps) Object.assign(next, step);
  usePrepared.setState(next);
}

export function takeOffer(): void {
  usePrepared.setState({ offer: null });
}

export function forgetPrepared(): void {
  usePrepared.setState(NOTHING);
}
