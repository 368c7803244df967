import { useEffect, useState } from 'react';
import { transferConsultation } from '../../../shared/consultation.ts';
import { endSupervision, SupervisorMode, supervise } from '../../../shared/consultation-members.ts';
import { readQueue } from '../../../shared/queue.ts';
import type { FloorDesk } from '../../../shared/service-figures.ts';
import { ConsultationPanel } from '../../consultation/ConsultationPanel.tsx';
import { callEndpoint } from '../../net/api.ts';
import { useDeskLabel } from '../../net/use-plan.ts';
import { useRead } from '../../net/use-read.ts';
import { Alert } from '../../ui/Alert.tsx';
import { Button } from '../../ui/Button.tsx';
import { useLanguage, useTexts } from '../../ui/i18n.ts';
import { floorTexts } from '../floor-texts.ts';
import { useNow } from '../QueueTable.tsx';
import { TransferForm } from '../TransferForm.tsx';
import { talkTexts } from '../talk-texts.ts';
import './supervision.css';
import { supervisionTexts } from './supervision-texts.ts';
import { useMemberActs } from './use-member-acts.ts';

type Serving = FloorDesk & { readonly serving: NonNullable<FloorDesk['serving']> };

/** Who is at which desk, and what a supervisor may do with each open talk; the talk they are in stands under it. */
export function FloorTable({ branchId, floor }: { readonly branchId: string; readonly floor: readonly FloorDesk[] }) {
  const texts = useTexts(supervisionTexts);
  const acts = useMemberActs();
  const [passing, setPassing] = useState<Serving | null>(null);
  const [wish, setWish] = useState<{ readonly speaks: boolean } | null>(null);
  const served = floor.filter((desk): desk is Serving => desk.serving !== null);
  const own = served.find(({ serving }) => serving.supervision?.isYours) ?? null;
  const ownId = own?.serving.consultationId ?? null;
  const [lastId, setLastId] = useState<string | null>(null);
  useEffect(() => {
    if (ownId) setLastId(ownId);
    else setWish(null);
  }, [ownId]);

  const enter = async ({ serving: { consultationId } }: Serving, mode: SupervisorMode) => {
    const done = await acts.act(() => callEndpoint(supervise, { params: { consultationId }, body: { mode } }));
    if (done) setWish({ speaks: mode !== 'listening' });
  };
  const leave = async ({ serving: { consultationId } }: Serving) => {
    await acts.act(() => callEndpoint(endSupervision, { params: { consultationId } }));
    setLastId(null);
  };
  return (
    <>
      {acts.error && <Alert tone="danger">{texts.errors[acts.error]}</Alert>}
      <Rows
        {...{ branchId, floor }}
        ownId={ownId}
        busy={acts.busy}
        onMode={(desk, mode) => void enter(desk, mode)}
        onLeave={(desk) => void leave(desk)}
        onPass={setPassing}
      />
      {served.length > 0 && <p className="muted small">{texts.told}</p>}
      {passing && <PassOn branchId={branchId} desk={passing} acts={acts} onDone={() => setPassing(null)} />}
      {own && ownId && (
        <section className="floor-own" aria-labelledby="floor-own-heading">
          <h3 id="floor-own-heading">{texts.inTalk(own.name)}</h3>
          <ConsultationPanel
            key={ownId}
            audience="staff"
            as="supervisor"
            consultationId={ownId}
            voiceWish={wish}
            onEnded={() => setLastId(null)}
          />
        </section>
      )}
      {!own && lastId && <Alert>{texts.over}</Alert>}
    </>
  );
}

interface RowsProps {
  readonly branchId: string;
  readonly floor: readonly FloorDesk[];
  readonly ownId: string | null;
  readonly busy: boolean;
  readonly onMode: (desk: Serving, mode: SupervisorMode) => void;
  readonly onLeave: (desk: Serving) => void;
  readonly onPass: (desk: Serving) => void;
}

function Rows({ branchId, floor, ownId, ...rest }: RowsProps) {
  const words = useTexts(floorTexts);
  const texts = useTexts(supervisionTexts);
  const pauses = useTexts(talkTexts).pauses;
  const language = useLanguage();
  const deskLabel = useDeskLabel(branchId);
  const now = useNow(15_000);
  const [chosen, setChosen] = useState<string | null>(null);
  if (floor.length === 0) return <p className="muted">{words.nobody}</p>;
  const served = floor.filter(({ serving }) => serving !== null);
  // The keys are those of the talk one is in, else of the row one was last in, else of the first.
  const keyed =
    served.find(({ serving }) => serving?.consultationId === ownId) ??
    served.find(({ subject }) => subject === chosen) ??
    served[0];
  return (
    <table className="desk-table floor-table">
      <thead>
        <tr>
          <th scope="col">{words.desk}</th>
          <th scope="col">{words.consultant}</th>
          <th scope="col">{words.state}</th>
          <th scope="col">{words.since}</th>
          <th scope="col">{texts.talk}</th>
        </tr>
      </thead>
      <tbody>
        {floor.map((desk) => {
          const { subject, name, deskId, state, since, pauseReason, serving } = desk;
          return (
            <tr
              key={subject}
              data-row
              data-mine={serving?.supervision?.isYours || undefined}
              onFocus={() => setChosen(subject)}
            >
              <th scope="row">{deskLabel(deskId, language) || deskId}</th>
              <td>{name}</td>
              <td>
                {words.states[state]}
                {serving && <span className="digits"> {serving.ticketNumber}</span>}
                {state === 'paused' && pauseReason && (
                  <span className="muted"> ({pauses[pauseReason].toLowerCase()})</span>
                )}
              </td>
              <td>{words.minutes(Math.max(0, Math.floor((now - Date.parse(since)) / 60_000)))}</td>
              <td>{serving && <TalkButtons desk={{ ...desk, serving }} hasKeys={desk === keyed} {...rest} />}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const KEYS = { listening: 'l', whispering: 's', joined: 'j' } satisfies Record<SupervisorMode, string>;

interface TalkButtonsProps extends Pick<RowsProps, 'busy' | 'onMode' | 'onLeave' | 'onPass'> {
  readonly desk: Serving;
  readonly hasKeys: boolean;
}

function TalkButtons({ desk, hasKeys, busy, onMode, onLeave, onPass }: TalkButtonsProps) {
  const texts = useTexts(supervisionTexts);
  const { supervision } = desk.serving;
  const keyOf = (key: string) => (hasKeys ? key : undefined);
  return (
    <fieldset className="floor-talk" aria-label={texts.group(desk.name)}>
      {supervision && !supervision.isYours && (
        <span className="muted">{texts.byOther[supervision.mode](supervision.name)}</span>
      )}
      {(!supervision || supervision.isYours) &&
        SupervisorMode.options.map((mode) => (
          <Button
            key={mode}
            variant="quiet"
            busy={busy}
            aria-pressed={supervision?.mode === mode}
            aria-keyshortcuts={keyOf(KEYS[mode])}
            onClick={() => onMode(desk, mode)}
          >
            {texts.modes[mode]}
            <Key of={keyOf(KEYS[mode])} />
          </Button>
        ))}
      {supervision?.isYours && (
        <Button variant="quiet" busy={busy} aria-keyshortcuts={keyOf('z')} onClick={() => onLeave(desk)}>
          {texts.leave}
          <Key of={keyOf('z')} />
        </Button>
      )}
      <Button variant="quiet" busy={busy} onClick={() => onPass(desk)}>
        {texts.passOn}
      </Button>
    </fieldset>
  );
}

function Key({ of }: { readonly of: string | undefined }) {
  return of ? (
    <span className="keycap" aria-hidden="true">
      {of.toUpperCase()}
    </span>
  ) : null;
}

interface PassOnProps {
  readonly branchId: string;
  readonly desk: Serving;
  readonly acts: ReturnType<typeof useMemberActs>;
  readonly onDone: () => void;
}

/** Passes on a customer of whom one knows the number and the topic alone. */
function PassOn({ branchId, desk, acts, onDone }: PassOnProps) {
  const { value } = useRead(readQueue, { key: ['queue', branchId], params: { branchId } });
  const { consultationId, topic } = desk.serving;
  const colleagues = (value?.colleagues ?? []).filter(({ subject }) => subject !== desk.subject);
  return (
    <TransferForm
      topic={topic}
      colleagues={colleagues}
      busy={acts.busy}
      onStay={onDone}
      onPass={(to, note) =>
        void acts
          .act(() => callEndpoint(transferConsultation, { params: { consultationId }, body: { to, note } }))
          .then((done) => done && onDone())
      }
    />
  );
}
