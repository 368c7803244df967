import type { ConsultationView } from '../../shared/consultation.ts';
import type { Party } from '../../shared/consultation-members.ts';
import type { consultationTexts } from './consultation-texts.ts';

export type Named = Pick<ConsultationView, 'customerName' | 'consultantName' | 'members'>;

/** Who somebody is by name; by their role, where several have been in that role one after another. */
export function nameOf(party: Party, { customerName, consultantName, members }: Named, texts: Roles): string {
  if (party === 'customer') return customerName;
  if (party === 'consultant') return consultantName;
  const names = new Set(members.filter((member) => member.party === party).map(({ name }) => name));
  const [name] = names;
  return names.size === 1 && name ? `${name}, ${texts.roles[party]}` : texts.roles[party];
}
type Roles = Pick<typeof consultationTexts.en, 'roles'>;
