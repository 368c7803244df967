import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Audience } from '../../shared/endpoint.ts';
import { useDraftOwner } from '../net/use-draft-owner.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { forgetDraft } from '../ui/kept-drafts.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useFocusRescue } from '../ui/use-focus-rescue.ts';
import { VoiceBar } from '../voice/VoiceBar.tsx';
import { ChatLog } from './ChatLog.tsx';
import { Composer } from './Composer.tsx';
import './consultation.css';
import { consultationTexts } from './consultation-texts.ts';
import { EndButton } from './EndButton.tsx';
import { GroupNotes } from './GroupNotes.tsx';
import { KeptTranscript } from './KeptTranscript.tsx';
import { useConsultation } from './use-consultation.ts';
import { useTalk } from './use-talk.ts';

interface ConsultationPanelProps {
  readonly audience: Audience;
  readonly consultationId: string;
  /** The person has seen that it ended, and closes it. */
  readonly onEnded: () => void;
}

/** The private talk of two: names, words, and its end. */
export function ConsultationPanel({ audience, consultationId, onEnded }: ConsultationPanelProps) {
  const texts = useTexts(consultationTexts);
  const talk = useTalk(audience, consultationId);
  const { value, error } = useConsultation(audience, consultationId, !talk.ended);
  const panel = useFocusRescue<HTMLDivElement>(talk.ended);
  const owner = useDraftOwner(audience);
  const draftName = `chat/${consultationId}`;
  useForgetting(audience, consultationId, draftName, talk.ended);

  if (talk.ended) {
    return (
      <div ref={panel} tabIndex={-1} className="talk-ended">
        <Alert tone="success">{audience === 'customer' ? texts.ended : texts.endedStaff}</Alert>
        {audience === 'customer' && <KeptTranscript consultationId={consultationId} ownCopy={talk.ownCopy} />}{' '}
        <Button variant="quiet" onClick={onEnded}>
          {texts.close}
        </Button>
      </div>
    );
  }
  if (!value) return error ? <Alert tone="danger">{texts.errors[error]}</Alert> : <Skeleton lines={5} />;
  const [self, other] =
    audience === 'customer' ? (['customer', 'consultant'] as const) : (['consultant', 'customer'] as const);
  const otherName = other === 'consultant' ? value.consultantName : value.customerName;
  return (
    <div className="talk">
      <div className="talk-head">
        <div>
          <h3 data-testid="consultation-with">{texts.withWhom(otherName)}</h3>
          <p className="muted small talk-presence" role="status" data-here={talk.here[other] || undefined}>
            {talk.here[other] ? texts.here : texts.away} · {texts.ticket} {value.ticketNumber}
          </p>
        </div>
        <EndButton audience={audience} consultationId={consultationId} />
      </div>
      {audience === 'customer' && value.phase === 'held' && <Alert>{texts.held}</Alert>}
      {talk.status === 'reconnecting' && <Alert>{texts.reconnecting}</Alert>}
      <VoiceBar self={self} otherName={otherName} />
      <GroupNotes talk={talk} />
      <ChatLog lines={talk.lines} waiting={talk.waiting} names={value} self={self} />
      <Composer
        owner={owner}
        draftName={draftName}
        connected={talk.status === 'connected' && !talk.isUnable}
        autoFocus={audience === 'staff'}
        unsent={talk.unsent}
        onSend={talk.say}
      />
      <p className="small muted talk-private">{texts.privateNote}</p>
    </div>
  );
}

/** The consultant knows the customer as long as the consultation lasts: its end takes the name out of memory too, and what was not sent. */
function useForgetting(audience: Audience, consultationId: string, draftName: string, ended: boolean): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (ended) forgetDraft({ name: draftName });
    if (ended && audience === 'staff') queries.removeQueries({ queryKey: ['consultation', audience, consultationId] });
  }, [queries, audience, consultationId, draftName, ended]);
}
