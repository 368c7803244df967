import type { PanelBlock, PanelButton, PanelDoc } from '../../panels/panel-doc.ts';
import { firstSteps } from '../../ui/first-steps.ts';
import { senseQuestions, senseTexts } from '../../ui/sense-questions.ts';
import type { Senses } from '../../ui/senses.ts';
import type { Comfort } from '../../xr/comfort.ts';
import { comfortQuestions } from '../comfort-questions.ts';
import type { ComfortTexts } from '../comfort-texts.ts';
import type { KioskStatus } from '../kiosk-screen.ts';
import type { NamedSpot } from '../spots.ts';
import type { WorldTexts } from '../world-texts.ts';
import type { VrTexts } from './vr-texts.ts';

/** What a panel in the headset can show. */
export type Screen =
  | 'menu'
  | 'assistant'
  | 'ticket'
  | 'accounts'
  | 'pay'
  | 'payments'
  | 'talk'
  | 'documents'
  | 'folder'
  | 'proposals'
  | 'showing'
  | 'rating'
  | 'hall'
  | 'places'
  | 'settings'
  | 'help';

/** The frame of every panel but the menu: its name, the way back to the menu, and the way out. */
export function framed(title: string, texts: VrTexts): Omit<PanelDoc, 'blocks'> {
  return { title, back: texts.back, close: texts.close, pager: texts.pager };
}

interface MenuState {
  readonly kiosk: KioskStatus;
  readonly hasTalk: boolean;
}

export const LEAVE = 'leave';

/** All that one can do from here. The ids of the buttons are the screens they open, and {@link LEAVE}. */
export function menuDoc({ kiosk, hasTalk }: MenuState, texts: VrTexts, world: WorldTexts): PanelDoc {
  const button = (id: Screen, label: string, note: string, more: Partial<PanelButton> = {}): PanelButton => ({
    id,
    label,
    note,
    ...more,
  });
  const talk = hasTalk
    ? button('talk', texts.talk, texts.talkOpen, { tone: 'primary' })
    : button('talk', texts.talk, texts.talkNote, { state: 'disabled' });
  const number = 'number' in kiosk ? world.yourTicket(kiosk.number) : null;
  const ticketNote = kiosk.kind === 'waiting' ? world.kiosk.ahead(kiosk.ahead) : texts.ticketNote;
  return {
    title: texts.menu,
    close: texts.close,
    pager: texts.pager,
    blocks: [
      {
        kind: 'buttons',
        columns: 2,
        buttons: [
          button('ticket', number ?? texts.ticket, ticketNote, hasTalk ? {} : { tone: 'primary' }),
          talk,
          button('assistant', texts.assistant, texts.assistantNote),
          button('accounts', texts.accounts, texts.accountsNote),
          button('pay', texts.pay, texts.payNote),
          button('folder', texts.folder, texts.folderNote),
          button('places', texts.places, texts.placesNote),
          button('hall', texts.hall, texts.hallNote),
          button('settings', texts.settings, texts.settingsNote),
          button('help', texts.help, texts.helpNote),
        ],
      },
    ],
    foot: [{ kind: 'buttons', columns: 1, buttons: [{ id: LEAVE, label: texts.leave, tone: 'quiet' }] }],
  };
}

export function placesDoc(spots: readonly NamedSpot[], texts: VrTexts, comfort: ComfortTexts): PanelDoc {
  return {
    ...framed(comfort.places, texts),
    blocks: [
      { kind: 'text', text: comfort.placesHint, tone: 'muted' },
      { kind: 'buttons', columns: 2, buttons: spots.map(({ id, label }) => ({ id, label })) },
    ],
  };
}

export const MEASURE = 'measure';

export function settingsDoc(
  comfort: Comfort,
  senses: Senses,
  language: 'en' | 'ru',
  vr: VrTexts,
  texts: ComfortTexts,
): PanelDoc {
  const choices = comfortQuestions(comfort, texts).flatMap(({ id, label, hint, options }): PanelBlock[] => [
    { kind: 'choice', label: hint ? `${label}. ${hint}` : label, options },
    ...(id === 'seated' && comfort.seated ? measuring(comfort, texts) : []),
  ]);
  const heard = senseQuestions(senses, senseTexts[language]).map(
    ({ label, options }): PanelBlock => ({ kind: 'choice', label, options }),
  );
  return {
    ...framed(texts.title, vr),
    blocks: [
      ...choices,
      ...heard,
      {
        kind: 'choice',
        label: texts.language.label,
        options: (['en', 'ru'] as const).map((id) => ({
          id: `language-${id}`,
          label: texts.language.options[id],
          chosen: id === language,
        })),
      },
    ],
  };
}

function measuring({ riseMetres }: Comfort, texts: ComfortTexts): PanelBlock[] {
  const note = riseMetres > 0 ? texts.measured(Math.round(riseMetres * 100)) : undefined;
  return [
    { kind: 'buttons', columns: 1, buttons: [{ id: MEASURE, label: texts.measure, ...(note && { note }) }] },
    { kind: 'text', text: texts.measureHint, tone: 'muted' },
  ];
}

export function helpDoc(texts: VrTexts, world: WorldTexts, language: 'en' | 'ru'): PanelDoc {
  const lines = [texts.menuHelp, ...world.helpVr, texts.stickHelp, texts.pokeHelp, ...firstSteps[language].rows];
  return {
    ...framed(texts.help, texts),
    blocks: lines.flatMap(([how = '', does = '']): PanelBlock[] => [
      { kind: 'text', text: how, tone: 'strong' },
      { kind: 'text', text: does, tone: 'muted' },
    ]),
  };
}
