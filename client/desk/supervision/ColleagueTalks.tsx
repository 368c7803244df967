import { type Conference, joinConference, leaveConference } from '../../../shared/consultation-members.ts';
import { ConsultationPanel } from '../../consultation/ConsultationPanel.tsx';
import { callEndpoint } from '../../net/api.ts';
import { Alert } from '../../ui/Alert.tsx';
import { Button } from '../../ui/Button.tsx';
import { useTexts } from '../../ui/i18n.ts';
import { deskTexts } from '../desk-texts.ts';
import './supervision.css';
import { supervisionTexts } from './supervision-texts.ts';
import { useMemberActs } from './use-member-acts.ts';

interface ColleagueTalksProps {
  readonly joined: Conference | null;
  readonly asked: readonly Conference[];
}

/** What a consultant is asked into, and the talk of a colleague that they are in. */
export function ColleagueTalks({ joined, asked }: ColleagueTalksProps) {
  const texts = useTexts(supervisionTexts);
  const { topics } = useTexts(deskTexts);
  const { error, busy, act } = useMemberActs();
  const leave = (consultationId: string) => act(() => callEndpoint(leaveConference, { params: { consultationId } }));
  return (
    <section className="colleague-talks" aria-label={texts.conference}>
      {error && <Alert tone="danger">{texts.errors[error]}</Alert>}
      {asked.map(({ consultationId, ticketNumber, topic, consultantName }) => (
        <Alert key={consultationId}>
          <p>{texts.asked(consultantName, ticketNumber, topics[topic].toLowerCase())}</p>
          <div className="row">
            <Button
              busy={busy}
              aria-keyshortcuts="j"
              onClick={() => void act(() => callEndpoint(joinConference, { params: { consultationId } }))}
            >
              {texts.comeIn}{' '}
              <span className="keycap" aria-hidden="true">
                J
              </span>
            </Button>
            <Button variant="quiet" busy={busy} onClick={() => void leave(consultationId)}>
              {texts.decline}
            </Button>
          </div>
        </Alert>
      ))}
      {joined && (
        <>
          <div className="row spread">
            <h3>{texts.inTalk(joined.consultantName)}</h3>
            <Button variant="quiet" busy={busy} aria-keyshortcuts="z" onClick={() => void leave(joined.consultationId)}>
              {texts.leaveTalk}{' '}
              <span className="keycap" aria-hidden="true">
                Z
              </span>
            </Button>
          </div>
          <ConsultationPanel
            key={joined.consultationId}
            audience="staff"
            as="colleague"
            consultationId={joined.consultationId}
            onEnded={() => {}}
          />
        </>
      )}
    </section>
  );
}
