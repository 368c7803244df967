import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, Suspense, useEffect, useRef } from 'react';
import type { MemberParty, Party } from '../../shared/consultation-members.ts';
import type { Audience } from '../../shared/endpoint.ts';
import { useDraftOwner } from '../net/use-draft-owner.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { forgetDraft } from '../ui/kept-drafts.ts';
import { lazyPart } from '../ui/lazy-part.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useFocusRescue } from '../ui/use-focus-rescue.ts';
import { VoiceBar } from '../voice/VoiceBar.tsx';
import { joinVoice, listenIn } from '../voice/voice-session.ts';
import { ChatLog } from './ChatLog.tsx';
import { CompanyNote } from './CompanyNote.tsx';
import { companyTexts } from './company-texts.ts';
import './consultation.css';
import { consultationTexts } from './consultation-texts.ts';
import { EndButton } from './EndButton.tsx';
import { GroupNotes } from './GroupNotes.tsx';
import { KeptTranscript } from './KeptTranscript.tsx';
import { nameOf } from './party-names.ts';
import { TalkComposer } from './TalkComposer.tsx';
import { TalkSafety } from './TalkSafety.tsx';
import { useConsultation } from './use-consultation.ts';
import { useTalk } from './use-talk.ts';

const WhisperComposer = lazyPart(() => import('./WhisperComposer.tsx').then((module) => module.WhisperComposer));

interface ConsultationPanelProps {
  readonly audience: Audience;
  readonly consultationId: string;
  /** The person has seen that it ended, and closes it. */
  readonly onEnded: () => void;
  /** For staff who are in beside the two. */
  readonly as?: MemberParty;
  /** What belongs to the customer's name, below it: what can be done with the talk, and what is known of them. */
  readonly children?: ReactNode;
  /** What this member's latest press asked for: to hear, or to speak as well. Each press is another object. */
  readonly voiceWish?: { readonly speaks: boolean } | null;
}

/** The private talk of two, and of whoever is in beside them: names, words, and its end. */
export function ConsultationPanel(props: ConsultationPanelProps) {
  const { audience, consultationId, onEnded, as, children, voiceWish = null } = props;
  const texts = useTexts(consultationTexts);
  const self: Party = as ?? (audience === 'customer' ? 'customer' : 'consultant');
  const talk = useTalk(audience, consultationId, self);
  useVoiceWish(voiceWish, talk.status === 'connected');
  const company = useTexts(companyTexts);
  const { value, error } = useConsultation(audience, consultationId, !talk.ended);
  const panel = useFocusRescue<HTMLDivElement>(talk.ended);
  const owner = useDraftOwner(audience);
  const draftName = `chat/${consultationId}`;
  useForgetting(audience, consultationId, draftName, talk.ended, as !== undefined);

  if (talk.ended) {
    return (
      <div ref={panel} tabIndex={-1} className="talk-ended">
        <Alert tone="success">{audience === 'customer' ? texts.ended : texts.endedStaff}</Alert>
        {audience === 'customer' && (
          <KeptTranscript consultationId={consultationId} ownCopy={talk.ownCopy} ownSheets={talk.ownSheets} />
        )}{' '}
        <Button variant="quiet" onClick={onEnded}>
          {texts.close}
        </Button>
      </div>
    );
  }
  if (!value)
    return (
      <>
        {children}
        {error ? <Alert tone="danger">{texts.errors[error]}</Alert> : <Skeleton lines={5} />}
      </>
    );
  const other = audience === 'customer' ? 'consultant' : 'customer';
  const names = (party: Party) => nameOf(party, value, texts);
  const isOverheard = talk.supervisor !== null || talk.colleague;
  return (
    <div className="talk">
      <div className="talk-head">
        <div>
          <h3 data-testid="consultation-with">
            {texts.withWhom(as ? `${names('customer')}, ${names('consultant')}` : names(other))}
          </h3>
          <p className="muted small talk-presence" role="status" data-here={talk.here[other] || undefined}>
            {talk.here[other] ? texts.here : texts.away} · {texts.ticket} {value.ticketNumber}
          </p>
        </div>
        {!as && <EndButton audience={audience} consultationId={consultationId} />}
      </div>
      {children}
      {audience === 'customer' && value.phase === 'held' && <Alert>{texts.held}</Alert>}
      {talk.status === 'reconnecting' && <Alert>{texts.reconnecting}</Alert>}
      <CompanyNote self={self} talk={talk} members={value.members} />
      <div className="talk-tools">
        <VoiceBar
          isLinked={talk.status === 'connected'}
          self={self}
          other={other}
          names={names}
          listensOnly={self === 'supervisor' && talk.supervisor === 'listening'}
        />
        <TalkSafety consultationId={consultationId} owner={owner} talk={talk} self={self} names={names} />
      </div>
      <GroupNotes talk={talk} />
      <ChatLog
        lines={talk.lines}
        waiting={talk.waiting}
        asides={talk.asides}
        names={value}
        self={self}
        place={{ audience, consultationId }}
      />
      {(self !== 'supervisor' || talk.supervisor === 'joined') && (
        <TalkComposer
          audience={audience}
          consultationId={consultationId}
          talk={talk}
          self={self}
          phase={value.phase}
          names={names}
          owner={owner}
          draftName={draftName}
        />
      )}
      {self === 'supervisor' && talk.supervisor === 'whispering' && (
        <Suspense>
          <WhisperComposer talk={talk} owner={owner} draftName={draftName} consultant={names('consultant')} />
        </Suspense>
      )}
      <p className="small muted talk-private">{isOverheard ? company.privateNote : texts.privateNote}</p>
    </div>
  );
}

/** The consultant knows the customer as long as the consultation lasts: its end takes the name out of memory too, and what was not sent. */
function useForgetting(
  audience: Audience,
  consultationId: string,
  draftName: string,
  ended: boolean,
  isMember: boolean,
): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (ended) for (const name of [draftName, `code/${consultationId}`]) forgetDraft({ name });
    if (ended && audience === 'staff') queries.removeQueries({ queryKey: ['consultation', audience, consultationId] });
  }, [queries, audience, consultationId, draftName, ended]);
  // Who came in beside the two has left with the panel.
  useEffect(() => {
    if (!isMember) return;
    return () => queries.removeQueries({ queryKey: ['consultation', audience, consultationId] });
  }, [queries, audience, consultationId, isMember]);
}

/** Joins by voice as a press has asked for, once there is the link. */
function useVoiceWish(wish: ConsultationPanelProps['voiceWish'], isLinked: boolean): void {
  const granted = useRef<typeof wish>(null);
  useEffect(() => {
    if (!isLinked || !wish || wish === granted.current) return;
    granted.current = wish;
    void (wish.speaks ? joinVoice() : listenIn());
  }, [wish, isLinked]);
}
