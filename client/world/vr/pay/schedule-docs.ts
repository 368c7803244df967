import type { Schedule } from '../../../../shared/payment.ts';
import { bankingTexts } from '../../../banking/banking-texts.ts';
import type { PayDraft } from '../../../banking/pay/pay-draft.ts';
import { payTexts } from '../../../banking/pay/pay-texts.ts';
import type { PayFormState } from '../../../banking/pay/use-pay-form.ts';
import type { PanelBlock, PanelDoc } from '../../../panels/panel-doc.ts';
import { dayInWords } from '../day-pad.ts';
import { framed } from '../menu-docs.ts';
import { monthAfter, monthInWords, monthKeys } from '../month-keys.ts';
import { vrTexts } from '../vr-texts.ts';
import { dateText, fact, type Language } from '../words.ts';

export const WHEN = 'when:';
export const EVERY = 'every:';
export const ENDS = 'ends:';
export const DAY_STEP = 'when-day';
export const COUNT_STEP = 'when-count';
export const WHEN_DONE = 'when-done';
export const MONTH = 'month:';

type WhenKnowledge = Pick<PayFormState, 'draft' | 'errorAt'>;

/** Now, on a day, or again and again from a day on: as the page's form asks it. */
export function whenDoc({ draft, errorAt }: WhenKnowledge, language: Language): PanelDoc {
  const texts = payTexts[language];
  const vr = vrTexts[language];
  const { when, on, every, ends, payments } = draft;
  const blocks: PanelBlock[] = [choiceOf(WHEN, texts.when, texts.whens, when)];
  if (when !== 'now')
    blocks.push(
      lineOf(
        DAY_STEP,
        when === 'once' ? texts.day : texts.firstDay,
        on === '' ? vr.chooseDay : dayInWords(on, language),
        errorAt('on'),
      ),
    );
  if (when === 'repeat') {
    blocks.push(choiceOf(EVERY, texts.every, texts.everies, every), choiceOf(ENDS, texts.ends, texts.endses, ends));
    if (ends === 'after') blocks.push(lineOf(COUNT_STEP, texts.payments, payments || vr.fillIn, errorAt('payments')));
  }
  const done = { id: WHEN_DONE, label: vr.done, tone: 'primary' } as const;
  return { ...framed(texts.when, vr), blocks, foot: [{ kind: 'buttons', columns: 1, buttons: [done] }] };
}

function choiceOf<K extends string>(
  begin: string,
  label: string,
  options: Readonly<Record<K, string>>,
  chosen: NoInfer<K>,
): PanelBlock {
  const buttons = Object.entries<string>(options).map(([id, label]) => ({
    id: `${begin}${id}`,
    label,
    chosen: id === chosen,
  }));
  return { kind: 'choice', label, options: buttons };
}

function lineOf(id: string, left: string, right: string, problem: string | undefined): PanelBlock {
  return { kind: 'row', row: { id, left, right, problem } };
}

/** A month to choose a day from. */
export function monthDoc(
  { month, days, chosen, isFirst }: { month: string; days: PayFormState['days']; chosen: string; isFirst: boolean },
  language: Language,
): PanelDoc {
  const texts = payTexts[language];
  const vr = vrTexts[language];
  const turn = (to: string, label: string) => ({
    id: `${MONTH}${to}`,
    label,
    ...((to < days.first.slice(0, 7) || to > days.last.slice(0, 7)) && { state: 'disabled' as const }),
  });
  return {
    ...framed(isFirst ? texts.firstDay : texts.day, vr),
    blocks: [
      { kind: 'text', text: texts.dayHint, tone: 'muted' },
      { kind: 'text', text: monthInWords(month, language), tone: 'strong' },
      { kind: 'keys', rows: monthKeys({ month, days, chosen }, language) },
    ],
    foot: [
      {
        kind: 'buttons',
        columns: 2,
        buttons: [turn(monthAfter(month, -1), vr.monthBefore), turn(monthAfter(month, 1), vr.monthAfter)],
      },
    ],
  };
}

/** When money is to leave, and how often, in words that leave nothing out. */
export function scheduleWords(
  schedule: Schedule,
  language: Language,
): { readonly text: string; readonly note?: string } {
  const words = bankingTexts[language].schedule;
  if (schedule.kind === 'now') return { text: words.now };
  if (schedule.kind === 'once') return { text: dayInWords(schedule.on, language) };
  const { every, first, payments } = schedule;
  return {
    text: `${words.every[every]}, ${words.from} ${dayInWords(first, language)}`,
    note: payments === null ? words.untilCancelled : words.count(payments),
  };
}

/** The same as a line that is read. */
export function whenFact(label: string, schedule: Schedule, language: Language): PanelBlock {
  const { text, note } = scheduleWords(schedule, language);
  return fact(label, text, note);
}

/** The same of a form that is half filled, for a button's one line. */
export function whenLabel({ when, on, every }: PayDraft, language: Language): string {
  const texts = payTexts[language];
  if (when === 'now') return vrTexts[language].whenNow;
  if (when === 'repeat') return texts.everies[every];
  return on === '' ? texts.whens.once : dateText(`${on}T12:00:00Z`, language);
}
