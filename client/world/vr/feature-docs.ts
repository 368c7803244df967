import type { ChatLine, ConsultationView } from '../../../shared/consultation.ts';
import { type Ticket, Topic } from '../../../shared/queue.ts';
import { companyTexts } from '../../consultation/company-texts.ts';
import { companyWords } from '../../consultation/company-words.ts';
import { consultationTexts } from '../../consultation/consultation-texts.ts';
import { nameOf } from '../../consultation/party-names.ts';
import type { Talk } from '../../consultation/use-talk.ts';
import type { PanelBlock, PanelButton, PanelDoc } from '../../panels/panel-doc.ts';
import { queueTexts } from '../../queue/queue-texts.ts';
import type { TicketState } from '../../queue/use-ticket.ts';
import { framed } from './menu-docs.ts';
import type { SealedBlocks } from './sealed-docs.ts';
import { type SignInKnowledge, signInBlocks } from './sign-in-docs.ts';
import { vrTexts } from './vr-texts.ts';
import { type Language, timeText, waiting } from './words.ts';

export const CANCEL = 'cancel';
export const ENTER = 'enter';
export const TAKE = 'take:';
export const FIELD = 'field';
export const SEND = 'send';
export const ENDED = 'ended';

interface TicketKnowledge extends Pick<TicketState, 'ticket' | 'error' | 'busy'>, SignInKnowledge {
  readonly signedIn: boolean | null;
  readonly deskLabel: string;
}

export function ticketDoc(
  { ticket, error, busy, signedIn, deskLabel, ...signIn }: TicketKnowledge,
  language: Language,
): PanelDoc {
  const texts = queueTexts[language];
  const frame = framed(vrTexts[language].ticket, vrTexts[language]);
  if (signedIn === false) return { ...frame, blocks: signInBlocks(signIn, language) };
  const alert: PanelBlock[] = error ? [{ kind: 'alert', text: texts.errors[error], tone: 'danger' }] : [];
  if (ticket === undefined) return { ...frame, blocks: error ? alert : [waiting(language)] };
  if (ticket === null) return { ...frame, blocks: [...alert, ...topicBlocks(busy, language)] };
  return { ...frame, blocks: [...alert, ...numberBlocks(ticket, busy, deskLabel, language)] };
}

/** A press on a topic takes the ticket: one press fewer than on the page. */
function topicBlocks(busy: boolean, language: Language): PanelBlock[] {
  const texts = queueTexts[language];
  return [
    { kind: 'text', text: texts.intro },
    { kind: 'text', text: texts.topic, tone: 'strong' },
    {
      kind: 'buttons',
      columns: 1,
      buttons: Topic.options.map((topic) => ({
        id: `${TAKE}${topic}`,
        label: texts.topics[topic],
        ...(busy && { state: 'busy' as const }),
      })),
    },
  ];
}

function numberBlocks(ticket: Ticket, busy: boolean, deskLabel: string, language: Language): PanelBlock[] {
  const texts = queueTexts[language];
  const { state, estimate, returnBefore } = ticket;
  const press = busy && { state: 'busy' as const };
  const head: PanelBlock[] = [
    { kind: 'text', text: texts.yourNumber, tone: 'muted' },
    { kind: 'figure', text: ticket.number },
  ];
  const button = (id: string, label: string, rest = {}): PanelBlock => {
    return { kind: 'buttons', columns: 1, buttons: [{ id, label, ...rest }] };
  };
  if (state === 'called')
    return [
      ...head,
      { kind: 'text', text: texts.calledTo(deskLabel), tone: 'strong' },
      { kind: 'text', text: texts.topics[ticket.topic], tone: 'muted' },
      button(ENTER, texts.enter, { tone: 'primary' }),
    ];
  if (state === 'no-show')
    return [
      ...head,
      { kind: 'text', text: texts.missed(returnBefore ? timeText(returnBefore, language) : ''), tone: 'strong' },
      button(`${TAKE}${ticket.topic}`, texts.comeBack, { tone: 'primary', ...press }),
    ];
  return [
    ...head,
    { kind: 'text', text: texts.ahead(ticket.ahead), tone: 'strong' },
    { kind: 'text', text: estimate ? texts.wait(estimate) : texts.waitUnknown },
    { kind: 'text', text: texts.topics[ticket.topic], tone: 'muted' },
    // Before the code, which may go to the next page.
    button(CANCEL, texts.cancel, press || {}),
    { kind: 'qr', text: new URL(ticket.followPath, location.origin).href, lines: [texts.follow] },
  ];
}

interface TalkKnowledge
  extends Pick<Talk, 'status' | 'lines' | 'waiting' | 'here' | 'supervisor' | 'colleague' | 'ended' | 'unsent'> {
  readonly view: ConsultationView | undefined;
  /** In the reader's words. */
  readonly error: string | null;
  readonly draft: string;
  /** How one speaks. */
  readonly voice: readonly PanelBlock[];
  readonly sealed: SealedBlocks;
  /** What lies on the desk; nothing, until there is something. */
  readonly table: readonly PanelBlock[];
  /** The keyboard while it is open. */
  readonly keys: PanelBlock | null;
}

export function talkDoc(known: TalkKnowledge, language: Language): PanelDoc {
  const texts = consultationTexts[language];
  const vr = vrTexts[language];
  const { view, lines, status, here, unsent, draft, keys } = known;
  const title = view ? texts.withWhom(view.consultantName) : vr.talk;
  const frame = framed(title, vr);
  if (known.ended) {
    const close: PanelBlock = { kind: 'buttons', columns: 1, buttons: [{ id: ENDED, label: texts.close }] };
    return { ...frame, blocks: [{ kind: 'alert', text: texts.ended, tone: 'calm' }, close] };
  }
  if (!view) {
    const word: PanelBlock = known.error ? { kind: 'alert', text: known.error, tone: 'danger' } : waiting(language);
    return { ...frame, blocks: [word] };
  }
  const said = lines.map(
    ({ from, text, at }: ChatLine): PanelBlock => ({
      kind: 'said',
      said: {
        who: `${nameOf(from, view, texts)}, ${timeText(at, language)}`,
        text,
        isOwn: from === 'customer',
      },
    }),
  );
  for (const { text } of known.waiting) said.push({ kind: 'said', said: { who: texts.waiting, text, isOwn: true } });
  const company = companyWords('customer', known, view.members, companyTexts[language]);
  const isOn = status === 'connected';
  // At the foot, which does not scroll.
  const foot: PanelBlock[] = company.map((text) => ({ kind: 'alert', text, tone: 'calm' }));
  foot.push(...known.sealed.foot);
  if (unsent) foot.push({ kind: 'alert', text: texts.refused, tone: 'danger' });
  if (!isOn) foot.push({ kind: 'text', text: texts.reconnecting, tone: 'muted' });
  foot.push({ kind: 'field', id: FIELD, text: draft, hint: vr.write });
  if (keys) foot.push(keys);
  else foot.unshift(...known.voice);
  const canSend = isOn && draft.trim() !== '';
  const send: PanelButton = { id: SEND, label: vr.send, tone: 'primary', ...(!canSend && { state: 'disabled' }) };
  foot.push({ kind: 'buttons', columns: 1, buttons: [send] });
  const presence = `${here.consultant ? texts.here : texts.away} · ${company.length > 0 ? companyTexts[language].privateNote : texts.privateNote}`;
  const empty: PanelBlock = { kind: 'text', text: texts.empty, tone: 'muted' };
  return {
    ...frame,
    blocks: [
      { kind: 'text', text: presence, tone: 'muted' },
      ...known.sealed.head,
      ...(said.length > 0 ? said : [empty]),
      ...known.table,
    ],
    foot,
    fromEnd: true,
  };
}
