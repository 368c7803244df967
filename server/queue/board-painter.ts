import type { QueueStore } from './queue-store.ts';

export interface BoardDesk {
  /** The number it serves, '' for none. */
  readonly number: string;
  /** How often the number was called, with earlier calls of it: a rise is to be heard. */
  readonly calls: number;
}

/** Who has a desk. */
export interface BoardStaff {
  /** The staff issuer's `sub`. */
  readonly subject: string;
  /** They pause, and serve nobody. */
  readonly isPaused: boolean;
}

/** What a board shows; `desks` are those that are staffed and do not pause, `staff` says who has each. */
export interface QueueBoardView {
  readonly desks: ReadonlyMap<string, BoardDesk>;
  readonly waiting: number;
  readonly staff: ReadonlyMap<string, BoardStaff>;
}

/** Where the number board of a branch is shown; the branch feature has it. */
export interface QueueBoard {
  show(branchId: string, view: QueueBoardView): void;
}

const FREE: BoardDesk = { number: '', calls: 0 };

export interface BoardPainter {
  /** Resolves once the board shows what was committed before the call. */
  paint(branchId: string): Promise<void>;
}

/**
 * The board is always painted whole from the database, so that no change of it can be missed; one painting of a branch
 * at a time, so that an older one never comes last. Changes that come while one is under way share the next.
 */
export function createBoardPainter({
  store,
  board,
}: {
  readonly store: QueueStore;
  readonly board: QueueBoard;
}): BoardPainter {
  const underWay = new Map<string, Promise<unknown>>();
  const next = new Map<string, Promise<void>>();

  async function paintNow(branchId: string): Promise<void> {
    const [duties, called, waiting] = await Promise.all([
      store.duties(branchId),
      store.calledTickets(branchId),
      store.countWaiting(branchId),
    ]);
    const serving = new Map(called.map(({ desk_id, number, call_count: calls }) => [desk_id, { number, calls }]));
    const shown = duties.filter(({ desk_id, paused_at }) => !paused_at || serving.has(desk_id));
    board.show(branchId, {
      desks: new Map(shown.map(({ desk_id }) => [desk_id, serving.get(desk_id) ?? FREE])),
      waiting,
      staff: new Map(
        duties.map(({ desk_id, consultant_subject: subject, paused_at }) => [
          desk_id,
          { subject, isPaused: paused_at !== null && !serving.has(desk_id) },
        ]),
      ),
    });
  }

  return {
    paint(branchId) {
      const shared = next.get(branchId);
      if (shared) return shared;
      const painting = (underWay.get(branchId) ?? Promise.resolve()).then(() => {
        next.delete(branchId);
        const now = paintNow(branchId);
        underWay.set(
          branchId,
          now.catch(() => {}),
        );
        return now;
      });
      next.set(branchId, painting);
      return painting;
    },
  };
}
