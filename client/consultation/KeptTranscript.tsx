import type { ChatLine } from '../../shared/consultation.ts';
import type { KeptSheets } from '../../shared/proposal-sheet.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ChatLog } from './ChatLog.tsx';
import { consultationTexts } from './consultation-texts.ts';
import { saveTextFile, sheetsText, transcriptText } from './transcript-file.ts';
import { useTranscript } from './use-consultation.ts';

interface KeptTranscriptProps {
  readonly consultationId: string;
  /** What this page has opened; it is gone with the page. */
  readonly ownCopy: readonly ChatLine[];
  readonly ownSheets: KeptSheets;
}

/**
 * What the customer keeps of a consultation: to read, and as a file on their own device. A transcript at the bank there is only of
 * what both agreed to have recorded; of the rest there is the copy on this page.
 */
export function KeptTranscript({ consultationId, ownCopy, ownSheets }: KeptTranscriptProps) {
  const texts = useTexts(consultationTexts);
  const { value, error } = useTranscript(consultationId);
  if (!value) return error ? <Alert tone="danger">{texts.errors[error]}</Alert> : <Skeleton lines={4} />;
  const { consultation } = value;
  const isRecorded = value.lines.length > 0;
  const lines = ownCopy.length > 0 ? ownCopy : value.lines;
  const save = () =>
    saveTextFile(
      `consultation-${consultation.ticketNumber}.txt`,
      transcriptText(consultation, lines, texts) + sheetsText(ownSheets, texts),
    );
  return (
    <>
      <h3>{texts.transcript}</h3>
      {!isRecorded && <p className="muted small">{lines.length > 0 ? texts.noTranscript : texts.nothingSaid}</p>}
      {lines.length > 0 && <ChatLog lines={lines} names={consultation} self="customer" />}
      {(lines.length > 0 || Object.keys(ownSheets).length > 0) && (
        <Button onClick={save}>{isRecorded ? texts.download : texts.saveCopy}</Button>
      )}
    </>
  );
}
