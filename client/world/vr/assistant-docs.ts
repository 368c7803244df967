import { formatAccountNumber } from '../../../shared/account-number.ts';
import type { Article, Draft, DraftFields, Turn } from '../../../shared/assistant.ts';
import { assistantTexts } from '../../assistant/assistant-texts.ts';
import { momentAt, timeAt } from '../../assistant/branch-time.ts';
import { hasTalk } from '../../assistant/draft-kinds.ts';
import type { Pending } from '../../assistant/use-assistant.ts';
import type { PanelBlock, PanelButton, PanelDoc } from '../../panels/panel-doc.ts';
import { LOCALES } from '../../ui/locales.ts';
import { framed } from './menu-docs.ts';
import { vrTexts } from './vr-texts.ts';
import { formatMoney, type Language, waiting } from './words.ts';

export const ASK_FIELD = 'ask-field';
export const ASK = 'ask';
export const STOP = 'stop';
export const PERSON = 'person';
export const AGAIN = 'again';
export const WHOLE = 'whole';
export const LISTEN = 'listen';
export const ALOUD = 'aloud';
export const EXAMPLE = 'example:';
export const OPEN_ARTICLE = 'article:';
export const CONFIRM = 'confirm';
export const DISCARD = 'discard';
export const WITH_TALK = 'with-talk';
export const SLOT = 'slot:';
export const TO_TICKET = 'to-ticket';
/** So many free times of a day are offered; the page has them all. */
const SLOTS_SHOWN = 6;

export interface FreeTimes {
  readonly timeZone: string;
  readonly slots: readonly { readonly startsAt: string }[];
}

export interface AssistantKnowledge {
  readonly turns: readonly Turn[] | undefined;
  readonly pending: Pending | null;
  readonly signedIn: boolean | null;
  /** In the reader's words. */
  readonly error: string | null;
  readonly draft: {
    readonly open: Draft | null;
    readonly busy: boolean;
    readonly withTalk: boolean;
    /** Of an appointment: the time that is chosen, and what is free on its day. */
    readonly startsAt: string | null;
    readonly free: FreeTimes | undefined;
  };
  /** All of the talk is wanted, and not only the last of it. */
  readonly isWhole: boolean;
  readonly question: string;
  readonly keys: PanelBlock | null;
  readonly listening: { readonly isPossible: boolean; readonly isOn: boolean };
  readonly aloud: { readonly isPossible: boolean; readonly isOn: boolean };
}

/** The talk with the AI: the last that was said, or all of it, where an answer is from, and what is prepared for the customer to confirm. */
export function assistantDoc(known: AssistantKnowledge, language: Language): PanelDoc {
  const texts = assistantTexts[language];
  const { turns, pending, signedIn, error } = known;
  const blocks: PanelBlock[] = [];
  const isNew = turns?.length === 0 && !pending;
  if (isNew || known.isWhole) blocks.push(said(texts.assistant, texts.greeting));
  if (isNew && signedIn === false) blocks.push({ kind: 'text', text: texts.guest, tone: 'muted' });
  if (!turns && !error) blocks.push(waiting(language));
  const last = turns?.at(-1);
  const shown = pending ? [] : known.isWhole ? (turns ?? []) : lastExchange(turns ?? []);
  for (const turn of shown) blocks.push(...turnBlocks(turn, turn === last, known, language));
  if (pending)
    blocks.push(said(texts.you, pending.question, true), said(texts.assistant, pending.words || texts.thinking));
  else if (isNew) blocks.push(...exampleBlocks(language));
  else if (turns) blocks.push(moreBlock(known, language));
  if (error) blocks.push({ kind: 'alert', text: error, tone: 'danger' });
  return {
    ...framed(texts.title, vrTexts[language]),
    blocks,
    foot: footBlocks(known, language),
    fromEnd: known.isWhole,
  };
}

/** From the last question on, with what is still to be confirmed of before. */
function lastExchange(turns: readonly Turn[]): readonly Turn[] {
  const from = turns.findLastIndex((turn) => turn.from === 'customer');
  return turns.filter((turn, at) => at >= from || turn.drafts.some(({ state }) => state === 'open'));
}

function moreBlock({ isWhole }: AssistantKnowledge, language: Language): PanelBlock {
  const vr = vrTexts[language];
  const whole: PanelButton = { id: WHOLE, label: isWhole ? vr.lastAnswer : vr.wholeTalk, tone: 'quiet' };
  const again: PanelButton = { id: AGAIN, label: assistantTexts[language].again, tone: 'quiet' };
  return { kind: 'buttons', columns: 2, buttons: [whole, again] };
}

/** The article that an answer was taken from. */
export function articleDoc(article: Article | undefined, error: string | null, language: Language): PanelDoc {
  const frame = framed(article?.title ?? assistantTexts[language].source, vrTexts[language]);
  if (error) return { ...frame, blocks: [{ kind: 'alert', text: error, tone: 'danger' }] };
  if (!article) return { ...frame, blocks: [waiting(language)] };
  const blocks = article.sections.flatMap(({ heading, text }): PanelBlock[] => [
    ...(heading ? [{ kind: 'text' as const, text: heading, tone: 'strong' as const }] : []),
    // Of a link its words: there is nothing to follow it with here.
    { kind: 'text', text: text.replace(/\[([^\]]+)\]\([^)]+\)/g, '$1') },
  ]);
  return { ...frame, blocks };
}

function said(who: string, text: string, isOwn = false): PanelBlock {
  return { kind: 'said', said: { who, text, isOwn } };
}

function exampleBlocks(language: Language): PanelBlock[] {
  const { examplesLabel, examples } = assistantTexts[language];
  const buttons = examples.map((label, at): PanelButton => ({ id: `${EXAMPLE}${at}`, label }));
  return [
    { kind: 'text', text: examplesLabel, tone: 'muted' },
    { kind: 'buttons', columns: 1, buttons },
  ];
}

function turnBlocks(turn: Turn, isLast: boolean, known: AssistantKnowledge, language: Language): PanelBlock[] {
  const texts = assistantTexts[language];
  const isOwn = turn.from === 'customer';
  const [source] = turn.sources;
  // Beside the name too: the button may be on the next page.
  const taken = turn.kind === 'answer' && source ? `. ${texts.source}: ${source.title}` : '';
  const blocks = [said(isOwn ? texts.you : `${texts.assistant}${taken}`, turn.text, isOwn)];
  const from = turn.kind === 'answer' ? texts.source : texts.near;
  const sources = turn.sources.map(({ articleId, title, section }) => ({
    id: `${OPEN_ARTICLE}${articleId}`,
    label: section ? `${title} · ${section}` : title,
    note: from,
  }));
  if (isLast && sources.length > 0) blocks.push({ kind: 'buttons', columns: 1, buttons: sources });
  else for (const { note, label } of sources) blocks.push({ kind: 'text', text: `${note} ${label}`, tone: 'muted' });
  for (const draft of turn.drafts) blocks.push(...draftBlocks(draft, known.draft, language));
  return blocks;
}

function draftBlocks(draft: Draft, shown: AssistantKnowledge['draft'], language: Language): PanelBlock[] {
  const texts = assistantTexts[language];
  const { fields, state } = draft;
  const isOpen = draft.id === shown.open?.id;
  const blocks: PanelBlock[] = [
    { kind: 'text', text: `${texts.draftTitles[fields.kind]} · ${texts.states[state]}`, tone: 'strong' },
    ...factRows(fields, isOpen ? shown.startsAt : null, shown.free?.timeZone, language),
  ];
  if (state === 'confirmed') {
    blocks.push({ kind: 'alert', text: texts.done[fields.kind], tone: 'calm' });
    const hasTicket = fields.kind === 'ticket' || fields.kind === 'handover' || fields.kind === 'card-block';
    if (hasTicket) blocks.push(oneButton({ id: TO_TICKET, label: vrTexts[language].ticket }));
  }
  if (isOpen) blocks.push(...choiceBlocks(fields, shown, language));
  return blocks;
}

function choiceBlocks(fields: DraftFields, shown: AssistantKnowledge['draft'], language: Language): PanelBlock[] {
  const texts = assistantTexts[language];
  const blocks: PanelBlock[] = [];
  const { busy, free, startsAt } = shown;
  const isAppointment = fields.kind === 'appointment';
  if (isAppointment && free) {
    const options = free.slots.slice(0, SLOTS_SHOWN).map((slot) => ({
      id: `${SLOT}${slot.startsAt}`,
      label: timeAt(slot.startsAt, free.timeZone, LOCALES[language]),
      chosen: slot.startsAt === startsAt,
    }));
    blocks.push(
      options.length > 0
        ? { kind: 'choice', label: `${texts.time}. ${texts.zone(free.timeZone)}`, options }
        : { kind: 'alert', text: texts.noSlots, tone: 'calm' },
    );
  }
  if (texts.notes[fields.kind]) blocks.push({ kind: 'text', text: texts.notes[fields.kind], tone: 'muted' });
  if (hasTalk(fields)) blocks.push(oneButton({ id: WITH_TALK, label: texts.withTalk, chosen: shown.withTalk }));
  const canConfirm = !isAppointment || startsAt !== null;
  const state = busy ? ('busy' as const) : canConfirm ? undefined : ('disabled' as const);
  const buttons: PanelButton[] = [
    { id: CONFIRM, label: texts.confirmations[fields.kind], tone: 'primary', ...(state && { state }) },
    { id: DISCARD, label: texts.discard, tone: 'quiet', ...(busy && { state: 'busy' as const }) },
  ];
  return [...blocks, { kind: 'buttons', columns: 2, buttons }];
}

function factRows(
  fields: DraftFields,
  startsAt: string | null,
  timeZone: string | undefined,
  language: Language,
): PanelBlock[] {
  const texts = assistantTexts[language];
  const row = (left: string, right: string): PanelBlock => ({ kind: 'row', row: { left, right } });
  switch (fields.kind) {
    case 'payment':
      return [
        row(texts.amount, formatMoney({ amount: fields.amount, currency: fields.currency }, language)),
        row(texts.payee, fields.payee),
        row(texts.account, fields.identification ? formatAccountNumber(fields.identification) : texts.noAccount),
      ];
    case 'appointment': {
      const at = startsAt ?? fields.startsAt;
      const when = at && timeZone ? momentAt(at, timeZone, LOCALES[language]) : (fields.when ?? texts.noTime);
      return [row(texts.subject, fields.subject), row(texts.when, when)];
    }
    case 'callback':
      return [row(texts.phone, fields.phone), row(texts.topic, texts.topics[fields.topic])];
    case 'ticket':
    case 'handover':
      return [row(texts.topic, texts.topics[fields.topic])];
    case 'card-block':
      return [];
  }
}

function footBlocks({ question, keys, pending, listening, aloud }: AssistantKnowledge, language: Language) {
  const texts = assistantTexts[language];
  const foot: PanelBlock[] = [{ kind: 'field', id: ASK_FIELD, text: question, hint: texts.message }];
  if (keys) foot.push(keys);
  const send: PanelButton = pending
    ? { id: STOP, label: texts.stop }
    : { id: ASK, label: texts.send, tone: 'primary', ...(question.trim() === '' && { state: 'disabled' as const }) };
  const buttons: PanelButton[] = [send, { id: PERSON, label: texts.person }];
  // The keyboard needs their place.
  if (!keys) {
    if (listening.isPossible) buttons.push({ id: LISTEN, label: texts.listen, chosen: listening.isOn });
    if (aloud.isPossible) buttons.push({ id: ALOUD, label: texts.readAloud, chosen: aloud.isOn });
  }
  foot.push({ kind: 'buttons', columns: 2, buttons });
  return foot;
}

function oneButton(button: PanelButton): PanelBlock {
  return { kind: 'buttons', columns: 1, buttons: [button] };
}
