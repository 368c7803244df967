import { personName } from '../avatars/person-name.ts';
import type { RemotePerson } from '../avatars/RemoteAvatars.tsx';
import { SceneText } from './SceneText.tsx';
import type { WorldTexts } from './world-texts.ts';

/** Pseudonym and role over a person's head: in the hall nobody has another name. */
export function PersonLabel({ person, texts }: { readonly person: RemotePerson; readonly texts: WorldTexts }) {
  const name = personName(person.pseudonym, texts.birds);
  const role = person.role in texts.roles ? texts.roles[person.role as keyof WorldTexts['roles']] : '';
  return (
    <SceneText
      anchorY="bottom"
      fontSize={0.075}
      lineHeight={1.25}
      textAlign="center"
      color="#1f2a28"
      outlineWidth={0.007}
      outlineColor="#fbf8f2"
      outlineOpacity={0.9}
    >
      {[name, role].filter(Boolean).join('\n')}
    </SceneText>
  );
}
