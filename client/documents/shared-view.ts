import type { Pointing } from '../../shared/pointing.ts';
import type { PartnerLine } from '../net/partner-line.ts';
import { createThrottle } from './throttle.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where both look in a document: the page is one for both, each has a pointer of their own. */
export interface SeenView {
  readonly page: number;
  /** Where the partner points on this page; null where they do not. */
  readonly partner: Point | null;
  /** The page was turned by the partner. */
  readonly isLed: boolean;
}

export interface ViewSharing {
  turn(page: number): void;
  point(at: Point | null): void;
  /** There is a partner who can be told. Answers what to call when there is none any more. */
  attach(line: Pick<PartnerLine, 'partner' | 'tell' | 'onMessage'>): () => void;
}

export const FIRST_PAGE: SeenView = { page: 1, partner: null, isLed: false };

/** A pointer that came to rest is taken away after this: its owner's browser may be gone. */
const PARTNER_RESTS_MS = 15_000;
/** Each is encrypted and goes in line with what is said, which takes four a second. */
export const TELL_EVERY_MS = 300;

/**
 * Where one looks is told to the partner and kept by nobody. Who has opened a document and moved nowhere asks where it is being read;
 * whoever has a page tells it then.
 */
export function shareView(documentId: string, show: (view: SeenView) => void): ViewSharing {
  let view = FIRST_PAGE;
  /** A page has been turned to, or pointed at, by either. */
  let isPlaced = false;
  let tell: (pointing: Pointing) => void = () => {};

  function move(next: Partial<SeenView>): void {
    view = { ...view, ...next };
    show(view);
  }

  return {
    turn(page) {
      isPlaced = true;
      move({ page, partner: null, isLed: false });
      tell({ documentId, page, at: null });
    },
    point(at) {
      isPlaced = true;
      tell({ documentId, page: view.page, at });
    },
    attach(line) {
      const throttle = createThrottle((pointing: Pointing) => line.tell({ kind: 'pointing', pointing }), TELL_EVERY_MS);
      tell = throttle.send;
      let resting: ReturnType<typeof setTimeout> | undefined;
      const deafen = line.onMessage(({ from, message }) => {
        // Others who have keys can open it all the same; what lies on the desk is the two's.
        if (from.party !== line.partner) return;
        if (message.kind === 'pointing-asked' && message.documentId === documentId && isPlaced)
          return tell({ documentId, page: view.page, at: null });
        if (message.kind !== 'pointing' || message.pointing.documentId !== documentId) return;
        const { page, at } = message.pointing;
        isPlaced = true;
        clearTimeout(resting);
        resting = setTimeout(() => move({ partner: null }), PARTNER_RESTS_MS);
        move({ page, partner: at, isLed: page !== view.page || view.isLed });
      });
      if (!isPlaced) line.tell({ kind: 'pointing-asked', documentId });
      return () => {
        tell = () => {};
        clearTimeout(resting);
        throttle.stop();
        deafen();
      };
    },
  };
}
