import { displayMoney, type WireMoney } from '../../../shared/money.ts';
import type { PanelBlock } from '../../panels/panel-doc.ts';
import { LOCALES } from '../../ui/locales.ts';
import { vrTexts } from './vr-texts.ts';

/** Figures, times and small phrases as all panels write them. */
export type Language = 'en' | 'ru';

export function formatMoney(money: WireMoney, language: Language, signed = false): string {
  return displayMoney(money, LOCALES[language], signed);
}

export function timeText(at: string, language: Language): string {
  return new Intl.DateTimeFormat(LOCALES[language], { hour: '2-digit', minute: '2-digit' }).format(new Date(at));
}

export function dateText(at: string, language: Language): string {
  return new Intl.DateTimeFormat(LOCALES[language], { day: 'numeric', month: 'short' }).format(new Date(at));
}

/** Day, year and time of day: what a receipt says. */
export function momentText(at: string, language: Language): string {
  const format = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'medium', timeStyle: 'short' });
  return format.format(new Date(at));
}

/** One line that is read: what it is, and what it says. */
export function fact(left: string, right: string, rightNote?: string): PanelBlock {
  return { kind: 'row', row: { left, right, ...(rightNote !== undefined && { rightNote }) } };
}

export function waiting(language: Language): PanelBlock {
  return { kind: 'text', text: vrTexts[language].loading, tone: 'muted' };
}

/** How whoever wears the headset can see their phone: `open` and `shut` say of the window, `none` that the device has none. */
export type LookOut = 'open' | 'shut' | 'none';
export const OPEN_WINDOW = 'open-window';
export const CLOSE_WINDOW = 'close-window';

/** A word how to see one's phone, for every panel that needs it. */
export function lookOutBlocks(lookOut: LookOut, language: Language): PanelBlock[] {
  const texts = vrTexts[language];
  if (lookOut === 'none') return [{ kind: 'text', text: texts.lookOut }];
  const button = (id: string, label: string): PanelBlock => ({ kind: 'buttons', columns: 1, buttons: [{ id, label }] });
  if (lookOut === 'shut') return [button(OPEN_WINDOW, texts.openWindow)];
  return [{ kind: 'text', text: texts.inWindow }, button(CLOSE_WINDOW, texts.closeWindow)];
}
