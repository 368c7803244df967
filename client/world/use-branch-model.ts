import { useCallback, useEffect, useState } from 'react';
import type { BranchPlan } from '../../shared/branch.ts';
import type { FloorPoint } from '../../shared/walkable.ts';
import { type LoadedModel, loadModel } from './load-branch-model.ts';
import type { Mood } from './mood.ts';

/** A branch's model on its way: the core can be walked in, the rest follows by itself. */
export type BranchModel =
  | { readonly kind: 'loading'; readonly loadedBytes: number; readonly totalBytes: number }
  | { readonly kind: 'failed'; readonly retry: () => void }
  /** There is none: bare shapes are all there is to see. */
  | { readonly kind: 'bare' }
  | ({ readonly kind: 'ready' } & LoadedModel);

const AT_START: BranchModel = { kind: 'loading', loadedBytes: 0, totalBytes: 0 };

/** `walker`: whoever is to see it; it is read, and may move. */
export function useBranchModel(plan: BranchPlan, mood: Mood, walker: Readonly<FloorPoint>): BranchModel {
  const [model, setModel] = useState<BranchModel>(AT_START);
  const [attempt, setAttempt] = useState(0);
  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt reads again
  useEffect(() => {
    const visit = new AbortController();
    const made: { dispose(): void }[] = [];
    const show = (next: BranchModel) => {
      if (!visit.signal.aborted) setModel(next);
    };
    show(AT_START);
    loadModel({
      plan,
      mood,
      signal: visit.signal,
      where: () => walker,
      made,
      onCount: (loadedBytes, totalBytes) => show({ kind: 'loading', loadedBytes, totalBytes }),
      onModel: (loaded) => show({ kind: 'ready', ...loaded }),
    })
      .then((isThere) => isThere || show({ kind: 'bare' }))
      .catch((error: unknown) => {
        if (visit.signal.aborted) return;
        console.error('the model of the branch did not load', error);
        // What is walkable stays; only a branch that never came is a failure to its visitor.
        setModel((now) => (now.kind === 'ready' ? now : { kind: 'failed', retry }));
      });
    return () => {
      visit.abort();
      for (const thing of made) thing.dispose();
    };
  }, [plan, mood, walker, attempt]);
  return model;
}
