import { useState } from 'react';
import { personName } from '../../avatars/person-name.ts';
import { useBranch } from '../../net/branch-store.ts';
import { useHallVoice } from '../../voice/hall-store.ts';
import { hallDoc, pressHall, REPORT } from './hall-docs.ts';
import { type ScreenProps, Surface } from './Surface.tsx';

/** Speaking with those near in the hall, switched in the headset. */
export function HallScreen(props: ScreenProps) {
  const { language, texts, hasTalk } = props;
  const hall = useHallVoice();
  const isOffered = useBranch((view) => view.isHallVoiceOffered);
  const people = useBranch((view) => view.people);
  const [reported, setReported] = useState<number | null>(null);
  const nameOf = (avatarId: number) => personName(people.get(avatarId)?.pseudonym ?? '', texts.birds);
  const doc = hallDoc({ ...hall, isOffered, isInTalk: hasTalk, reported, nameOf }, language);
  const press = (id: string) => {
    pressHall(id);
    setReported(id.startsWith(REPORT) ? Number(id.slice(REPORT.length)) : null);
  };
  return <Surface doc={doc} screen={props} onPress={press} />;
}
