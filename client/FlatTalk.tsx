import { Suspense, useEffect, useRef, useState } from 'react';
import { flatTexts } from './flat-texts.ts';
import { TicketPanel } from './queue/TicketPanel.tsx';
import { useTicket } from './queue/use-ticket.ts';
import { Alert } from './ui/Alert.tsx';
import { useTexts } from './ui/i18n.ts';
import { LateView } from './ui/LateView.tsx';
import { lazyPart } from './ui/lazy-part.ts';

const ConsultationPanel = lazyPart(() =>
  import('./consultation/ConsultationPanel.tsx').then((module) => module.ConsultationPanel),
);
/** Comes with the ticket: it is wanted when the number is called. */
const CallSound = lazyPart(() => import('./sound/CallSound.tsx').then((module) => module.CallSound));
const RatingCard = lazyPart(() => import('./afterwards/RatingCard.tsx').then((module) => module.RatingCard));

interface FlatTalkProps {
  readonly branchId: string;
  /** Told of the consultation that is shown, for what lies on its desk. */
  readonly onTalk: (consultationId: string | null) => void;
}

/**
 * From the ticket to the end of the talk. A call opens the consultation by itself and takes the focus there, unless one is
 * writing something: then it is said, and waits to be followed. It stays until what it left has been read and closed.
 */
export function FlatTalk({ branchId, onTalk }: FlatTalkProps) {
  const texts = useTexts(flatTexts);
  const { ticket } = useTicket(branchId);
  const [consultationId, setConsultationId] = useState<string | null>(null);
  const [isMissed, setIsMissed] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const called = ticket?.consultationId ?? null;

  useEffect(() => {
    if (called) setConsultationId(called);
  }, [called]);
  useEffect(() => {
    if (!consultationId) return;
    if (isWriting()) setIsMissed(true);
    else heading.current?.focus();
  }, [consultationId]);
  useEffect(() => onTalk(consultationId), [onTalk, consultationId]);
  const follow = () => {
    setIsMissed(false);
    heading.current?.focus();
  };
  const close = () => {
    setConsultationId(null);
    setIsMissed(false);
    heading.current?.focus();
  };

  return (
    <section className="card flat-talk" aria-labelledby="talk-heading">
      <p className="visually-hidden" role="status">
        {called ? texts.called : ''}
      </p>
      {isMissed && (
        <div className="flat-call">
          <Alert tone="success">
            {texts.called}{' '}
            <button type="button" className="link-button" onClick={follow}>
              {texts.follow}
            </button>
          </Alert>
        </div>
      )}
      <h2 id="talk-heading" ref={heading} tabIndex={-1} onFocus={() => setIsMissed(false)}>
        {consultationId ? texts.consultation : texts.talk}
      </h2>
      <Suspense>{ticket && <CallSound consultationId={called} number={ticket.number} />}</Suspense>
      {consultationId ? (
        <LateView key={consultationId}>
          <ConsultationPanel audience="customer" consultationId={consultationId} onEnded={close} />
        </LateView>
      ) : (
        <TicketPanel branchId={branchId} onConsultation={setConsultationId} />
      )}
      <Suspense>
        <RatingCard only={consultationId ?? undefined} />
      </Suspense>
    </section>
  );
}

/** Nobody is taken out of a field that they are filling in. */
function isWriting(): boolean {
  return document.activeElement?.matches('input, textarea, select') ?? false;
}
