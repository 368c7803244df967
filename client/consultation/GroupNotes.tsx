import { Alert } from '../ui/Alert.tsx';
import { useTexts } from '../ui/i18n.ts';
import { consultationTexts } from './consultation-texts.ts';
import type { Talk } from './use-talk.ts';

/** What one should know of the encrypted talk just now: what cannot be read, and what cannot be said. */
export function GroupNotes({ talk }: { readonly talk: Talk }) {
  const texts = useTexts(consultationTexts);
  const { group } = talk;
  if (talk.isUnable) return <Alert tone="danger">{texts.unable}</Alert>;
  if (!group) return null;
  return (
    <>
      {group.standing === 'failed' && <Alert tone="danger">{texts.groupFailed}</Alert>}
      {group.refusedFrames > 0 && <Alert tone="danger">{texts.refusedFrames}</Alert>}
      {group.hasMissed && <Alert>{texts.hasMissed}</Alert>}
      {group.cameLate && <Alert>{texts.cameLate}</Alert>}
    </>
  );
}
