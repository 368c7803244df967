import type { Party, Standing, SupervisorMode } from '../../shared/consultation-members.ts';
import type { PhaseEvent } from './phase-rules.ts';

/** Who is in a consultation beside the two, or asked to come in, by their `sub`. */
export interface Company {
  readonly supervisor: { readonly subject: string; readonly mode: SupervisorMode } | null;
  readonly colleague: { readonly subject: string; readonly isJoined: boolean } | null;
}

export const NO_COMPANY: Company = { supervisor: null, colleague: null };

/** Who is there after an event; null where it cannot come now. One supervisor and one colleague at most, who are two people. */
export function companyAfter(company: Company, event: PhaseEvent): Company | null {
  const { supervisor, colleague } = company;
  switch (event.kind) {
    case 'supervised': {
      const { supervisor: subject, mode } = event;
      const isAnother = supervisor !== null && supervisor.subject !== subject;
      return isAnother || colleague?.subject === subject ? null : { ...company, supervisor: { subject, mode } };
    }
    case 'supervision-ended':
      return supervisor?.subject === event.supervisor ? { ...company, supervisor: null } : null;
    case 'colleague-invited':
      return colleague || supervisor?.subject === event.colleague
        ? null
        : { ...company, colleague: { subject: event.colleague, isJoined: false } };
    case 'colleague-joined':
      return colleague?.subject === event.colleague && !colleague.isJoined
        ? { ...company, colleague: { ...colleague, isJoined: true } }
        : null;
    case 'colleague-left':
      return colleague?.subject === event.colleague ? { ...company, colleague: null } : null;
    case 'ended':
    case 'transferred':
    case 'missed':
      return NO_COMPANY;
    default:
      return company;
  }
}

/** Who is there as a trail tells it, oldest event first; null where the trail is not one that can have been. */
export function replayCompany(trail: readonly PhaseEvent[]): Company | null {
  return trail.reduce<Company | null>((company, event) => company && companyAfter(company, event), NO_COMPANY);
}

/** Whether what one writes is for all: who may not be heard by all is read by those alone whom a letter of theirs is for. */
export function mayWrite(party: Party, supervisor: SupervisorMode | null): boolean {
  return party !== 'supervisor' || supervisor === 'joined';
}

interface MemberStay {
  readonly standing: Exclude<Standing, 'left'>;
  readonly joined_at: Date | null;
  readonly left_at: Date | null;
}

/** What is told of somebody's stay; null where there is nothing to tell: an invitation is the consultant's, until it is taken. */
export function standingFor(reader: Party, { standing, joined_at, left_at }: MemberStay): Standing | null {
  if (!joined_at) return reader === 'consultant' && !left_at ? 'invited' : null;
  return left_at ? 'left' : standing;
}
