import { maskAccountNumber } from '../../../../shared/account-number.ts';
import type { Account } from '../../../../shared/banking.ts';
import { MAX_SHOWN_ACCOUNTS } from '../../../../shared/shown-accounts.ts';
import type { PanelBlock, PanelButton, PanelDoc } from '../../../panels/panel-doc.ts';
import type { Showing } from '../../../showing/account-showing.ts';
import { showingTexts } from '../../../showing/showing-texts.ts';
import { framed } from '../menu-docs.ts';
import { vrTexts } from '../vr-texts.ts';
import { formatMoney, type Language, waiting } from '../words.ts';

export const SHOWING = 'showing';
export const SHOW = 'show';
export const STOP = 'stop';
export const SHOWN = 'shown:';

/** In the talk, while something is shown: that it is, and the way to its end. */
export function showingBlocks(showing: Showing | null, language: Language): PanelBlock[] {
  if (!showing?.ids) return [];
  const texts = showingTexts[language];
  const note = showing.accounts.map(({ name }) => name).join(', ') || texts.onItsWay;
  return [{ kind: 'buttons', columns: 1, buttons: [{ id: SHOWING, label: texts.shown, note }] }];
}

interface ShowingKnowledge {
  readonly showing: Showing | null;
  /** Undefined until they are known. */
  readonly accounts: readonly Account[] | undefined;
  readonly chosen: readonly string[];
  readonly busy: boolean;
  /** In the reader's words. */
  readonly error: string | null;
}

/** Which accounts the consultant sees: chosen, shown, and stopped by the customer. */
export function showingDoc(known: ShowingKnowledge, language: Language): PanelDoc {
  const texts = showingTexts[language];
  const vr = vrTexts[language];
  const frame = framed(texts.begin, vr);
  const { showing, accounts, chosen } = known;
  const blocks: PanelBlock[] = [];
  if (known.error) blocks.push({ kind: 'alert', text: known.error, tone: 'danger' });
  if (showing?.end) blocks.push({ kind: 'alert', text: texts.ends[showing.end], tone: 'calm' });
  if (showing?.ids) {
    blocks.push({ kind: 'text', text: showing.accounts.length > 0 ? texts.shown : texts.onItsWay, tone: 'strong' });
    for (const { name, number, available } of showing.accounts)
      blocks.push({ kind: 'row', row: { left: name, leftNote: number, right: formatMoney(available, language) } });
    const stop = { id: STOP, label: texts.stop, tone: 'primary' } as const;
    return { ...frame, blocks, foot: [{ kind: 'buttons', columns: 1, buttons: [stop] }] };
  }
  if (!accounts || !showing) return { ...frame, blocks: known.error ? blocks : [waiting(language)] };
  blocks.push({ kind: 'text', text: texts.which, tone: 'strong' });
  const buttons = accounts.map(({ id, name, identification }) => ({
    id: `${SHOWN}${id}`,
    label: name,
    note: maskAccountNumber(identification),
    chosen: chosen.includes(id),
  }));
  blocks.push({ kind: 'buttons', columns: 1, buttons }, { kind: 'text', text: texts.note, tone: 'muted' });
  const canShow = chosen.length > 0 && chosen.length <= MAX_SHOWN_ACCOUNTS;
  const show: PanelButton = {
    id: SHOW,
    label: texts.show,
    tone: 'primary',
    ...(!canShow && { state: 'disabled' }),
    ...(known.busy && { state: 'busy' }),
  };
  return { ...frame, blocks, foot: [{ kind: 'buttons', columns: 1, buttons: [show] }] };
}
