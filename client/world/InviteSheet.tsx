import { useState } from 'react';
import { inviteTo } from '../net/meeting.ts';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import type { WorldTexts } from './world-texts.ts';

interface InviteSheetProps {
  readonly texts: WorldTexts['invite'];
  readonly roomId: string;
  readonly onClose: () => void;
}

/** A link that brings others to the same hall: copied, or handed to whatever the device shares with. */
export function InviteSheet({ texts, roomId, onClose }: InviteSheetProps) {
  const [url] = useState(() => inviteTo(roomId));
  const [said, setSaid] = useState('');
  const copy = () =>
    navigator.clipboard.writeText(url).then(
      () => setSaid(texts.copied),
      () => setSaid(texts.copyFailed),
    );
  // Rejects where the person thinks better of it.
  const share = () => navigator.share({ url }).catch(() => {});
  return (
    <Sheet title={texts.title} onClose={onClose}>
      <p>{texts.hint}</p>
      <Field label={texts.link} readOnly value={url} onFocus={(event) => event.currentTarget.select()} />
      <p className="world-invite">
        <Button onClick={() => void copy()}>{texts.copy}</Button>
        {'share' in navigator && (
          <Button variant="quiet" onClick={() => void share()}>
            {texts.share}
          </Button>
        )}
        <span role="status">{said}</span>
      </p>
    </Sheet>
  );
}
