import { clockText, deviceTexts, typedAddress } from '../../identity/device-texts.ts';
import type { DeviceSignInState } from '../../identity/use-device-sign-in.ts';
import type { PanelBlock } from '../../panels/panel-doc.ts';
import { vrTexts } from './vr-texts.ts';
import { type Language, type LookOut, lookOutBlocks } from './words.ts';

export const SIGN_IN = 'sign-in';

export interface SignInKnowledge {
  readonly phone: DeviceSignInState;
  readonly lookOut: LookOut;
}

/** How one signs in without typing: the same code and QR as on the board before the kiosk. */
export function signInBlocks({ phone, lookOut }: SignInKnowledge, language: Language): PanelBlock[] {
  const texts = deviceTexts[language];
  const vr = vrTexts[language];
  const button = (label: string): PanelBlock => ({
    kind: 'buttons',
    columns: 1,
    buttons: [{ id: SIGN_IN, label, tone: 'primary' }],
  });
  switch (phone.kind) {
    case 'idle':
      return [{ kind: 'text', text: vr.guest }, button(vr.signInByPhone)];
    case 'starting':
      return [{ kind: 'text', text: texts.starting, tone: 'muted' }];
    case 'ended':
      return [{ kind: 'alert', text: texts.ends[phone.why], tone: 'danger' }, button(texts.renew)];
    case 'waiting':
      return [
        { kind: 'text', text: texts.title, tone: 'strong' },
        {
          kind: 'qr',
          text: phone.pageUrlWithCode,
          lines: [`${texts.scan} ${texts.orOpen}`, typedAddress(phone.pageUrl), texts.compare, phone.userCode],
        },
        ...lookOutBlocks(lookOut, language),
        { kind: 'text', text: texts.left(clockText(phone.secondsLeft)) },
        { kind: 'alert', text: texts.warning, tone: 'calm' },
      ];
  }
}
