import { useState } from 'react';
import { readTranscript } from '../../shared/consultation.ts';
import { type CallError, callEndpoint } from '../net/api.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { consultationTexts } from './consultation-texts.ts';

/** Saves what was said as a text file on the customer's own device. */
export function TranscriptDownload({ consultationId }: { readonly consultationId: string }) {
  const texts = useTexts(consultationTexts);
  const [error, setError] = useState<CallError<(typeof readTranscript)['errors']> | null>(null);
  const download = async () => {
    const read = await callEndpoint(readTranscript, { params: { consultationId } });
    if (!read.ok) return setError(read.error);
    const { consultation, lines } = read.value;
    const names = { customer: consultation.customerName, consultant: consultation.consultantName };
    const text = lines.map((line) => `[${line.at}] ${names[line.from]}: ${line.text}`).join('\n');
    const url = URL.createObjectURL(new Blob([`${text}\n`], { type: 'text/plain;charset=utf-8' }));
    const anchor = Object.assign(document.createElement('a'), {
      href: url,
      download: `consultation-${consultation.ticketNumber}.txt`,
    });
    anchor.click();
    URL.revokeObjectURL(url);
  };
  return (
    <>
      {error && <Alert tone="danger">{texts.errors[error]}</Alert>}
      <p>
        <Button variant="quiet" onClick={() => void download()}>
          {texts.download}
        </Button>
      </p>
    </>
  );
}
