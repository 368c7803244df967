import type { Bird } from '../../shared/identity.ts';
import { en } from './world-texts-en.ts';
import { ru } from './world-texts-ru.ts';

/** Words of the scene and of what lies over it. */
export interface WorldTexts {
  readonly loading: string;
  readonly loadingScene: string;
  readonly loaded: (bytes: number, total: number) => string;
  readonly modelFailed: string;
  readonly failed: string;
  readonly branchUnknown: string;
  readonly branchFull: string;
  readonly retry: string;
  readonly flatPage: string;
  readonly flatPageHint: string;
  readonly enterVr: string;
  readonly vrFailed: string;
  /** Why there is no button for a headset. */
  readonly noVr: string;
  readonly graphicsLost: string;
  readonly here: (count: number) => string;
  readonly reconnecting: string;
  readonly reconnectingHint: string;
  readonly linkBack: string;
  readonly takenOver: string;
  readonly takenOverHint: string;
  /** The same two in few words, for a board before the eyes. */
  readonly inVr: Readonly<Record<'lost' | 'elsewhere', { readonly title: string; readonly hint: string }>>;
  readonly continueHere: string;
  readonly invite: Readonly<
    Record<'button' | 'title' | 'hint' | 'link' | 'copy' | 'copied' | 'copyFailed' | 'share', string>
  >;
  readonly disconnected: string;
  readonly takeTicket: string;
  readonly yourTicket: (number: string) => string;
  readonly selfService: string;
  readonly consultation: string;
  readonly settings: string;
  readonly wardrobe: string;
  readonly help: string;
  readonly helpKeys: readonly (readonly [keys: string, does: string])[];
  readonly helpTouch: readonly (readonly [gesture: string, does: string])[];
  readonly helpVr: readonly (readonly [gesture: string, does: string])[];
  readonly onKeyboard: string;
  readonly onTouch: string;
  readonly inHeadset: string;
  readonly sceneLabel: string;
  readonly stickLabel: string;
  readonly nowServing: string;
  readonly waiting: (count: number) => string;
  readonly noDesks: string;
  readonly freeDesk: string;
  readonly charts: {
    readonly title: string;
    readonly waiting: string;
    readonly people: string;
    readonly desks: string;
    readonly span: (minutes: number) => string;
  };
  readonly sign: { readonly tickets: string; readonly selfService: string };
  readonly kiosk: {
    readonly idle: string;
    readonly press: string;
    readonly signIn: string;
    readonly signInHint: string;
    readonly yourTicket: string;
    readonly ahead: (count: number) => string;
    readonly called: (desk: string) => string;
    readonly calledHint: string;
    readonly taking: string;
    readonly failed: string;
    readonly tryAgain: string;
  };
  readonly terminal: {
    readonly title: string;
    readonly press: string;
  };
  readonly roles: Readonly<Record<'guest' | 'customer' | 'consultant' | 'supervisor' | 'ai', string>>;
  readonly birds: Readonly<Record<Bird, string>>;
}

export const worldTexts = { en, ru } as const;
