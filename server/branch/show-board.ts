import { type BranchState, DeskState } from '../../shared/room-state.ts';
import type { BoardView } from './branch-board.ts';

/** Writes the number board into the state of a branch room; what did not change is not sent again. */
export function showBoard(state: BranchState, { desks, waiting }: BoardView): void {
  state.waiting = waiting;
  for (const deskId of [...state.desks.keys()]) if (!desks.has(deskId)) state.desks.delete(deskId);
  for (const [deskId, { number: ticketNumber, calls }] of desks) {
    const shown = state.desks.get(deskId);
    if (shown) shown.assign({ ticketNumber, calls });
    else state.desks.set(deskId, new DeskState().assign({ deskId, ticketNumber, calls }));
  }
}
