import type { WorldTexts } from './world-texts.ts';

/** What a kiosk knows of the person before it. `deskLabel` is in their language. */
export type KioskStatus =
  | { readonly kind: 'idle' | 'sign-in-needed' | 'taking' | 'failed' }
  | { readonly kind: 'waiting'; readonly number: string; readonly ahead: number }
  | { readonly kind: 'called'; readonly number: string; readonly deskLabel: string };

/** Three lines of a kiosk's screen: small, large, small. */
export interface KioskLines {
  readonly title: string;
  readonly main: string;
  readonly hint: string;
}

/** A page lies over the scene outside of VR and takes over from the screen; in VR the screen says all there is. */
export function kioskLines(status: KioskStatus, texts: WorldTexts, inVr: boolean): KioskLines {
  const { kiosk, takeTicket } = texts;
  switch (status.kind) {
    case 'idle':
      return { title: kiosk.idle, main: takeTicket, hint: kiosk.press };
    case 'sign-in-needed':
      return inVr
        ? { title: takeTicket, main: kiosk.signIn, hint: kiosk.signInHint }
        : { title: kiosk.idle, main: takeTicket, hint: kiosk.press };
    case 'taking':
      return { title: takeTicket, main: kiosk.taking, hint: '' };
    case 'failed':
      return { title: takeTicket, main: kiosk.failed, hint: kiosk.tryAgain };
    case 'waiting':
      return { title: kiosk.yourTicket, main: status.number, hint: kiosk.ahead(status.ahead) };
    case 'called':
      return {
        title: `${kiosk.yourTicket} ${status.number}`,
        main: kiosk.called(status.deskLabel),
        hint: inVr ? kiosk.calledHint : '',
      };
  }
}
