/** What the number board of a branch says. */
export interface BoardView {
  /** Staffed desks with the ticket each serves, '' for none, and how often that was called. */
  readonly desks: ReadonlyMap<string, { readonly number: string; readonly calls: number }>;
  readonly waiting: number;
  /** Who has each desk, also while they pause. */
  readonly staff: ReadonlyMap<string, { readonly subject: string; readonly isPaused: boolean }>;
}

/** The queue writes the board; every room of the branch shows it, also one that opens later. */
export interface BranchBoard {
  show(branchId: string, view: BoardView): void;
  read(branchId: string): BoardView;
  /** Called after each change of a branch's board. Answers how to unsubscribe. */
  subscribe(branchId: string, listener: (view: BoardView) => void): () => void;
}

const EMPTY: BoardView = { desks: new Map(), waiting: 0, staff: new Map() };

export function createBranchBoard(): BranchBoard {
  const views = new Map<string, BoardView>();
  const listeners = new Map<string, Set<(view: BoardView) => void>>();
  return {
    show(branchId, view) {
      views.set(branchId, view);
      for (const listener of listeners.get(branchId) ?? []) listener(view);
    },
    read: (branchId) => views.get(branchId) ?? EMPTY,
    subscribe(branchId, listener) {
      const ofBranch = listeners.get(branchId) ?? new Set();
      listeners.set(branchId, ofBranch.add(listener));
      return () => ofBranch.delete(listener);
    },
  };
}
