import { documentTexts } from '../../../documents/documents-texts.ts';
import { typedAddress } from '../../../identity/device-texts.ts';
import type { PanelDoc } from '../../../panels/panel-doc.ts';
import { framed } from '../menu-docs.ts';
import { vrTexts } from '../vr-texts.ts';
import { type Language, type LookOut, lookOutBlocks } from '../words.ts';

export const LEAVE_TO_SIGN = 'leave-to-sign';

interface SignKnowledge {
  readonly title: string;
  /** Where the customer signs on another device. */
  readonly pageUrl: string;
  readonly lookOut: LookOut;
}

/** A headset opens no passkey: the two ways out to sign, and the word that nothing is lost by them. */
export function signDoc({ title, pageUrl, lookOut }: SignKnowledge, language: Language): PanelDoc {
  const vr = vrTexts[language];
  const texts = documentTexts[language];
  return {
    ...framed(texts.signHeading, vr),
    blocks: [
      { kind: 'text', text: title, tone: 'strong' },
      { kind: 'text', text: vr.signWhy },
      { kind: 'text', text: vr.signByPhone, tone: 'strong' },
      { kind: 'text', text: vr.signByPhoneHow },
      { kind: 'alert', text: typedAddress(pageUrl), tone: 'calm' },
      ...lookOutBlocks(lookOut, language),
      { kind: 'text', text: vr.signOnPage, tone: 'strong' },
      { kind: 'text', text: vr.signOnPageHow, tone: 'muted' },
    ],
    foot: [{ kind: 'buttons', columns: 1, buttons: [{ id: LEAVE_TO_SIGN, label: vr.leaveToSign, tone: 'primary' }] }],
  };
}
