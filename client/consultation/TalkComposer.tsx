import type { ConsultationView } from '../../shared/consultation.ts';
import type { Party } from '../../shared/consultation-members.ts';
import { Alert } from '../ui/Alert.tsx';
import { useTexts } from '../ui/i18n.ts';
import { Composer } from './Composer.tsx';
import type { TalkPlace } from './file-passing.ts';
import { fileTexts } from './file-texts.ts';
import { useFilePassing } from './use-file-passing.ts';
import { useMarks } from './use-marks.ts';
import type { TalkInHand } from './use-talk.ts';

interface TalkComposerProps extends TalkPlace {
  readonly talk: TalkInHand;
  readonly self: Party;
  readonly phase: ConsultationView['phase'];
  readonly names: (party: Party) => string;
  readonly owner: string | null;
  readonly draftName: string;
}

/** Where one writes and hands over files, and who of the others writes or has read. */
export function TalkComposer({
  audience,
  consultationId,
  talk,
  self,
  phase,
  names,
  owner,
  draftName,
}: TalkComposerProps) {
  const texts = useTexts(fileTexts);
  const connected = talk.status === 'connected' && !talk.isUnable;
  // The consultant's first message begins the talk: a mark must not.
  const mayMark = self === 'customer' || (self === 'consultant' && (phase === 'talk' || phase === 'held'));
  const marks = useMarks(talk, self, connected && mayMark);
  const files = useFilePassing({ audience, consultationId }, (file) => talk.tell({ kind: 'file', file }));
  const mark = marks.writing
    ? texts.writing(names(marks.writing))
    : marks.readBy
      ? texts.read(names(marks.readBy))
      : '';
  return (
    <>
      <p className="chat-marks muted small">{mark}</p>
      {files.problem && <Alert tone="danger">{texts.errors[files.problem]}</Alert>}
      <Composer
        owner={owner}
        draftName={draftName}
        connected={connected}
        autoFocus={audience === 'staff'}
        unsent={talk.unsent}
        onSend={talk.say}
        onTyping={marks.onTyping}
        onFiles={connected && self !== 'supervisor' ? files.pass : undefined}
        hasKeys={audience === 'staff'}
      />
      <p className="visually-hidden" role="status">
        {files.sending && texts.sending(files.sending)}
      </p>
    </>
  );
}
