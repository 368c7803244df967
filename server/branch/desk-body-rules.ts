import { type DeskSigns, NO_SIGNS } from '../../shared/desk-signs.ts';
import type { PersonRole } from './branch-service.ts';

/** One link of a member of staff into a branch room. */
export interface StaffLink {
  readonly branchId: string;
  /** They have a body of their own by it; else it is a console. */
  readonly embodied: boolean;
  readonly role: PersonRole;
  readonly pseudonym: string;
  readonly appearance: number;
  readonly signs: DeskSigns;
}

/** Who has a desk, as the branch sees them; see `DeskStaffState` of `shared/room-state.ts`. */
export interface DeskBody extends DeskSigns {
  readonly presence: 'seated' | 'away' | 'elsewhere';
  readonly role: PersonRole | '';
  readonly pseudonym: string;
  readonly appearance: number;
}

/**
 * What stands for somebody at their desk, by all their links, the latest last. One person has one body: whoever walks about in any
 * branch is not at the desk as well.
 */
export function deskBodyOf(branchId: string, isPaused: boolean, links: readonly StaffLink[]): DeskBody {
  const consoles = links.filter((link) => !link.embodied && link.branchId === branchId);
  const latest = consoles.at(-1);
  const shown: Pick<DeskBody, 'role' | 'pseudonym' | 'appearance'> = {
    role: latest?.role ?? '',
    pseudonym: latest?.pseudonym ?? '',
    appearance: latest?.appearance ?? 0,
  };
  if (links.some(({ embodied }) => embodied)) return { ...shown, ...NO_SIGNS, presence: 'elsewhere' };
  if (isPaused || !latest) return { ...shown, ...NO_SIGNS, presence: 'away' };
  return {
    ...shown,
    presence: 'seated',
    speaking: consoles.some(({ signs }) => signs.speaking),
    typing: consoles.some(({ signs }) => signs.typing),
  };
}
