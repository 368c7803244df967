import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { ChatLine, ConsultationView } from '../../shared/consultation.ts';
import { callEndpoint } from '../net/api.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { TimeText } from '../ui/TimeText.tsx';
import { Composer } from './Composer.tsx';
import './consultation.css';
import { consultationTexts } from './consultation-texts.ts';
import { TranscriptDownload } from './TranscriptDownload.tsx';
import { endpointsOf, useConsultation, useTalk } from './use-consultation.ts';

interface ConsultationPanelProps {
  readonly audience: 'customer' | 'staff';
  readonly consultationId: string;
  /** The person has seen that it ended, and closes it. */
  readonly onEnded: () => void;
}

/** The private talk of two: names, words, and its end. */
export function ConsultationPanel({ audience, consultationId, onEnded }: ConsultationPanelProps) {
  const texts = useTexts(consultationTexts);
  const read = useConsultation(audience, consultationId);
  const talk = useTalk(audience, consultationId);
  if (talk.ended) {
    return (
      <div>
        <Alert tone="success">{audience === 'customer' ? texts.ended : texts.endedStaff}</Alert>
        {audience === 'customer' && (
          <>
            <h3>{texts.transcript}</h3>
            <ChatLog lines={talk.lines} names={read?.ok ? read.value : null} />
            <TranscriptDownload consultationId={consultationId} />
          </>
        )}
        <Button variant="quiet" onClick={onEnded}>
          {texts.close}
        </Button>
      </div>
    );
  }
  if (!read) return <Skeleton lines={5} />;
  if (!read.ok) return <Alert tone="danger">{texts.errors[read.error]}</Alert>;
  const other = audience === 'customer' ? 'consultant' : 'customer';
  const otherName = audience === 'customer' ? read.value.consultantName : read.value.customerName;
  return (
    <div className="talk">
      <div className="row spread">
        <div>
          <h3 data-testid="consultation-with">{texts.withWhom(otherName)}</h3>
          <p className="muted small">
            {texts.ticket} {read.value.ticketNumber} · {otherName} {talk.here[other] ? texts.here : texts.away}
          </p>
        </div>
        <EndButton audience={audience} consultationId={consultationId} />
      </div>
      <p className="small muted">{texts.privateNote}</p>
      {talk.status === 'reconnecting' && <Alert>{texts.reconnecting}</Alert>}
      <ChatLog lines={talk.lines} names={read.value} />
      {talk.refused && <Alert tone="danger">{texts.refused}</Alert>}
      <Composer disabled={talk.status !== 'connected'} onSend={talk.say} />
    </div>
  );
}

function ChatLog({ lines, names }: { readonly lines: readonly ChatLine[]; readonly names: ConsultationView | null }) {
  const texts = useTexts(consultationTexts);
  const log = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new line is what makes the log scroll.
  useEffect(() => {
    log.current?.scrollTo({ top: log.current.scrollHeight });
  }, [lines.length]);
  const nameOf = (line: ChatLine) =>
    (line.from === 'customer' ? names?.customerName : names?.consultantName) ?? texts.speakers[line.from];
  return (
    <div className="chat" ref={log} role="log" aria-live="polite">
      {lines.length === 0 && <p className="muted">{texts.empty}</p>}
      {lines.map((line) => (
        <article key={line.id} className="chat-line" data-from={line.from}>
          <p className="chat-who">
            {nameOf(line)} <TimeText at={line.at} style="time" />
          </p>
          <p className="chat-text" dir="auto">
            {line.text}
          </p>
        </article>
      ))}
    </div>
  );
}

/** Ending takes two presses: it ends for both. */
function EndButton({ audience, consultationId }: Pick<ConsultationPanelProps, 'audience' | 'consultationId'>) {
  const texts = useTexts(consultationTexts);
  const [asked, setAsked] = useState(false);
  const ending = useMutation({
    mutationFn: () => callEndpoint(endpointsOf(audience).end, { params: { consultationId } }),
  });
  if (!asked) {
    return (
      <Button variant="danger" onClick={() => setAsked(true)}>
        {texts.end}
      </Button>
    );
  }
  return (
    <div className="row" role="alertdialog" aria-label={texts.endQuestion}>
      <span>{texts.endQuestion}</span>
      <Button variant="danger" busy={ending.isPending} onClick={() => ending.mutate()}>
        {texts.endYes}
      </Button>
      <Button variant="quiet" autoFocus onClick={() => setAsked(false)}>
        {texts.endNo}
      </Button>
    </div>
  );
}
