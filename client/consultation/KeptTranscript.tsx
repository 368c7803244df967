import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ChatLog } from './ChatLog.tsx';
import { consultationTexts } from './consultation-texts.ts';
import { saveTextFile, transcriptText } from './transcript-file.ts';
import { useTranscript } from './use-consultation.ts';

/** What the customer keeps of a consultation: to read, and as a file on their own device. */
export function KeptTranscript({ consultationId }: { readonly consultationId: string }) {
  const texts = useTexts(consultationTexts);
  const { value, error } = useTranscript(consultationId);
  if (!value) return error ? <Alert tone="danger">{texts.errors[error]}</Alert> : <Skeleton lines={4} />;
  const { consultation, lines } = value;
  const save = () =>
    saveTextFile(`consultation-${consultation.ticketNumber}.txt`, transcriptText(consultation, lines, texts));
  return (
    <>
      <h3>{texts.transcript}</h3>
      <ChatLog lines={lines} names={consultation} self="customer" />
      <Button onClick={save}>{texts.download}</Button>
    </>
  );
}
