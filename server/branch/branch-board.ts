/** What the number board of a branch says. The queue writes it; every room of the branch shows it. */
export interface BranchBoard {
  /** `ticketNumber` is '' for a staffed desk that serves nobody, null for one that is not staffed. */
  setDesk(branchId: string, deskId: string, ticketNumber: string | null): void;
  setWaiting(branchId: string, count: number): void;
  read(branchId: string): BoardView;
  /** Called after each change of a branch's board. Answers how to unsubscribe. */
  subscribe(branchId: string, listener: (view: BoardView) => void): () => void;
}

export interface BoardView {
  readonly desks: ReadonlyMap<string, string>;
  readonly waiting: number;
}

interface Board {
  readonly desks: Map<string, string>;
  waiting: number;
  readonly listeners: Set<(view: BoardView) => void>;
}

export function createBranchBoard(): BranchBoard {
  const boards = new Map<string, Board>();
  const boardOf = (branchId: string): Board => {
    let board = boards.get(branchId);
    if (!board) {
      board = { desks: new Map(), waiting: 0, listeners: new Set() };
      boards.set(branchId, board);
    }
    return board;
  };
  const changed = (board: Board) => {
    for (const listener of board.listeners) listener(board);
  };
  return {
    setDesk(branchId, deskId, ticketNumber) {
      const board = boardOf(branchId);
      if (ticketNumber === null) board.desks.delete(deskId);
      else board.desks.set(deskId, ticketNumber);
      changed(board);
    },
    setWaiting(branchId, count) {
      const board = boardOf(branchId);
      board.waiting = count;
      changed(board);
    },
    read: boardOf,
    subscribe(branchId, listener) {
      const { listeners } = boardOf(branchId);
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
