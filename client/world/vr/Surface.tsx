import type { BranchPlan } from '../../../shared/branch.ts';
import type { PayDraft } from '../../banking/pay/pay-draft.ts';
import type { DeviceSignInControl } from '../../identity/use-device-sign-in.ts';
import { PanelSurface, type PanelView } from '../../panels/PanelSurface.tsx';
import { BACK, CLOSE, type PanelDoc } from '../../panels/panel-doc.ts';
import type { PanelColours } from '../../panels/panel-paint.ts';
import type { Walker } from '../../xr/locomotion.ts';
import type { KioskStatus } from '../kiosk-screen.ts';
import type { WorldTexts } from '../world-texts.ts';
import type { Screen } from './menu-docs.ts';
import { CLOSE_WINDOW, type LookOut, OPEN_WINDOW } from './words.ts';

/** What every screen is given. */
export interface ScreenProps {
  readonly plan: BranchPlan;
  readonly language: 'en' | 'ru';
  readonly texts: WorldTexts;
  readonly walker: Walker;
  readonly kiosk: KioskStatus;
  readonly phone: DeviceSignInControl;
  readonly hasTalk: boolean;
  /** The talk that was closed last. */
  readonly lastTalkId: string | null;
  readonly colours: PanelColours;
  readonly onShow: ((view: PanelView | null) => void) | undefined;
  readonly lookOut: LookOut;
  readonly onWindow: (isOpen: boolean) => void;
  /** The payment that is shown, or was last; null for a form. */
  readonly paymentId: string | null;
  /** Opens a payment, or (null) a form that pays from `accountId`. */
  readonly onPayment: (paymentId: string | null, accountId?: string) => void;
  /** Opens the form filled in with this, to be changed and checked there. */
  readonly onFilledForm: (draft: PayDraft) => void;
  /** To the payment that is under way, else to a form. */
  readonly goOnPaying: () => void;
  /** The account that a new form pays from. */
  readonly payFrom: string | null;
  /** The form was filled in for the customer. */
  readonly isPayFilled: boolean;
  /** The document that is to be signed where a passkey can be opened; null when that is over. */
  readonly onSigning: (documentId: string | null) => void;
  /** To another screen; null closes the panel. */
  readonly go: (screen: Screen | null) => void;
}

interface SurfaceProps {
  readonly doc: PanelDoc;
  readonly screen: ScreenProps;
  readonly onPress: (id: string) => void;
  /** Where back leads; to the menu unless told. */
  readonly onBack?: () => void;
}

/** A screen's words, and what its buttons do beside those that every panel has. */
export function Surface({ doc, screen, onPress, onBack }: SurfaceProps) {
  const { colours, onShow, go, onWindow } = screen;
  const press = (id: string) => {
    if (id === CLOSE) go(null);
    else if (id === BACK) (onBack ?? (() => go('menu')))();
    else if (id === OPEN_WINDOW || id === CLOSE_WINDOW) onWindow(id === OPEN_WINDOW);
    else onPress(id);
  };
  return <PanelSurface doc={doc} colours={colours} onPress={press} onShow={onShow} />;
}
