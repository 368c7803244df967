import type { BranchPlan } from '../../../../shared/branch.ts';
import { codeTexts } from '../../../banking/codes/code-texts.ts';
import { payTexts } from '../../../banking/pay/pay-texts.ts';
import type { PanelBlock, PanelDoc } from '../../../panels/panel-doc.ts';
import { framed } from '../menu-docs.ts';
import { vrTexts } from '../vr-texts.ts';
import type { Language } from '../words.ts';

/** A code of the branch's own that is read by a press: its id follows. */
export const CODE = 'code:';

interface CodesKnowledge {
  /** Codes that the branch shows. */
  readonly codes: NonNullable<BranchPlan['paymentCodes']>;
  /** In the reader's words. */
  readonly error: string | null;
}

/** The codes that hang in this branch. Any other would be read by a camera or from a file, and a headset lends a page neither. */
export function codesDoc({ codes, error }: CodesKnowledge, language: Language): PanelDoc {
  const vr = vrTexts[language];
  const blocks: PanelBlock[] = error ? [{ kind: 'alert', text: error, tone: 'danger' }] : [];
  if (codes.length > 0) {
    const buttons = codes.map(({ id, title }) => ({ id: `${CODE}${id}`, label: title[language] }));
    blocks.push({ kind: 'text', text: codeTexts[language].inBranch, tone: 'strong' });
    blocks.push({ kind: 'buttons', columns: 1, buttons });
  }
  blocks.push({ kind: 'text', text: vr.codesElsewhere, tone: 'muted' });
  return { ...framed(payTexts[language].kinds.code, vr), blocks };
}
