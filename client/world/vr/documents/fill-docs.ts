import type { DocumentField, FieldValues } from '../../../../shared/documents.ts';
import { documentTexts } from '../../../documents/documents-texts.ts';
import { padOf } from '../../../panels/number-pad.ts';
import type { PanelBlock, PanelDoc } from '../../../panels/panel-doc.ts';
import { dayInWords } from '../day-pad.ts';
import { framed } from '../menu-docs.ts';
import { vrTexts } from '../vr-texts.ts';
import type { Language } from '../words.ts';

export const FILL_STEP = 'fill-step:';
export const FILL_PICK = 'fill-pick:';
export const FILL_TYPED = 'fill-typed';
export const FILL_DONE = 'fill-done';
export const PUT_IN = 'put-in';

interface FillKnowledge {
  readonly title: string;
  /** The customer's part. */
  readonly fields: readonly DocumentField[];
  readonly values: FieldValues;
  /** A press found fields that nothing is written in: they are marked. */
  readonly isChecked: boolean;
  readonly busy: boolean;
  /** In the reader's words. */
  readonly error: string | null;
}

/** The customer's part of a document: a line for each field, which is pressed to fill it in. */
export function fillDoc(
  { title, fields, values, isChecked, busy, error }: FillKnowledge,
  language: Language,
): PanelDoc {
  const texts = documentTexts[language];
  const vr = vrTexts[language];
  const blocks: PanelBlock[] = [{ kind: 'text', text: texts.detailsIntro, tone: 'muted' }];
  if (error) blocks.push({ kind: 'alert', text: error, tone: 'danger' });
  for (const field of fields) {
    const shown = shownOf(field, values[field.key] ?? '', language);
    blocks.push({
      kind: 'row',
      row: {
        id: `${FILL_STEP}${field.key}`,
        left: field.label[language],
        leftNote: field.masked ? vr.privateField : vr.sharedField,
        problem: isChecked && shown === null ? vr.missingField : undefined,
        right: shown ?? vr.fillIn,
      },
    });
  }
  const button = { id: PUT_IN, label: texts.fill, tone: 'primary', ...(busy && { state: 'busy' as const }) } as const;
  return { ...framed(title, vr), blocks, foot: [{ kind: 'buttons', columns: 1, buttons: [button] }] };
}

/** A value as it is read back; null while there is none. */
function shownOf({ kind, options }: DocumentField, value: string, language: Language): string | null {
  if (value.trim() === '') return null;
  if (kind === 'choice') return options.find((option) => option.value === value)?.label[language] ?? null;
  return kind === 'date' ? dayInWords(value, language) : value;
}

/** The first field after `key` that nothing is written in, or the first at all; null where none is empty. */
export function nextEmpty(fields: readonly DocumentField[], values: FieldValues, key: string | null): string | null {
  const after = fields.slice(fields.findIndex((field) => field.key === key) + 1);
  return after.find((field) => (values[field.key] ?? '').trim() === '')?.key ?? null;
}

export function fillChoiceDoc(field: DocumentField, value: string, language: Language): PanelDoc {
  const options = field.options.map((option) => ({
    id: `${FILL_PICK}${option.value}`,
    label: option.label[language],
    chosen: option.value === value,
  }));
  return {
    ...framed(field.label[language], vrTexts[language]),
    blocks: [whoSees(field, language), { kind: 'buttons', columns: 1, buttons: options }],
  };
}

/** A day, by the number pad: what is typed stands large over it. */
export function fillDayDoc(field: DocumentField, typed: string, isWrong: boolean, language: Language): PanelDoc {
  const vr = vrTexts[language];
  return {
    ...framed(field.label[language], vr),
    blocks: [
      { kind: 'figure', text: typed || '…' },
      isWrong
        ? { kind: 'alert', text: vr.wrongDay, tone: 'danger' }
        : { kind: 'text', text: `${vr.dayHint} ${field.masked ? vr.privateField : vr.sharedField}`, tone: 'muted' },
      { kind: 'keys', rows: padOf(null, vr.keyboard.erase) },
    ],
    foot: [doneButton(language)],
  };
}

/** A line, by the headset's own keyboard or by `keys`. */
export function fillLineDoc(field: DocumentField, text: string, keys: PanelBlock | null, language: Language): PanelDoc {
  const label = field.label[language];
  return {
    ...framed(label, vrTexts[language]),
    blocks: [{ kind: 'field', id: FILL_TYPED, text, hint: label }, whoSees(field, language), ...(keys ? [keys] : [])],
    foot: [doneButton(language)],
  };
}

function whoSees({ masked }: DocumentField, language: Language): PanelBlock {
  const texts = documentTexts[language];
  return { kind: 'text', text: masked ? texts.privateHint : texts.sharedHint, tone: 'muted' };
}

function doneButton(language: Language): PanelBlock {
  return { kind: 'buttons', columns: 1, buttons: [{ id: FILL_DONE, label: vrTexts[language].done, tone: 'primary' }] };
}
