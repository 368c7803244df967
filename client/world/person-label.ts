import { personName } from '../avatars/person-name.ts';
import type { RemotePerson } from '../avatars/RemoteAvatars.tsx';
import type { WorldTexts } from './world-texts.ts';

/** Pseudonym and role, which stand over a person's head: in the hall nobody has another name, but one's own consultant in a talk. */
export function personLabel(person: RemotePerson, texts: WorldTexts): string {
  const name = person.legalName ?? personName(person.pseudonym, texts.birds);
  const role = person.role in texts.roles ? texts.roles[person.role as keyof WorldTexts['roles']] : '';
  return [name, role].filter(Boolean).join('\n');
}
