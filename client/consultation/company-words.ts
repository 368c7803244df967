import type { Member, MemberParty, Party } from '../../shared/consultation-members.ts';
import type { companyTexts } from './company-texts.ts';
import type { Talk } from './use-talk.ts';

type Texts = typeof companyTexts.en;

/**
 * Who is in a talk beside its two, in words for one of those who are in. The room tells of it first, names follow over HTTP: until
 * then there are words without a name.
 */
export function companyWords(
  self: Party,
  { supervisor, colleague }: Pick<Talk, 'supervisor' | 'colleague'>,
  members: readonly Member[],
  texts: Texts,
): readonly string[] {
  const named = (party: MemberParty) =>
    members.findLast((member) => member.party === party && member.standing !== 'left' && member.standing !== 'invited')
      ?.name;
  const words: string[] = [];
  if (supervisor) words.push(texts.supervisor[self][supervisor](named('supervisor') ?? texts.someSupervisor));
  if (colleague)
    words.push(
      self === 'colleague' ? texts.youAreColleague : texts.colleague(named('colleague') ?? texts.someColleague),
    );
  const asked = members.find(({ standing }) => standing === 'invited');
  if (asked && !colleague) words.push(texts.invited(asked.name));
  return words;
}

/** Who was in and is so no longer, the last of each kind; nothing where another is in their place. */
export function goneWords(
  { supervisor, colleague }: Pick<Talk, 'supervisor' | 'colleague'>,
  members: readonly Member[],
  texts: Texts,
): readonly string[] {
  const isHere: Readonly<Record<MemberParty, boolean>> = { supervisor: supervisor !== null, colleague };
  const wasHere = (['supervisor', 'colleague'] as const).map(
    (party) => !isHere[party] && members.findLast((member) => member.party === party && member.standing !== 'invited'),
  );
  const gone = wasHere.flatMap((member) => (member && member.standing === 'left' ? [texts.gone(member.name)] : []));
  // Who was in as both is one who has gone.
  return [...new Set(gone)];
}
