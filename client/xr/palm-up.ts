/** A palm held before one's own eyes for a moment opens the menu: the sign for it of whoever has no buttons. */
export interface PalmUp {
  heldSeconds: number;
  /** It has been told of, and is told of again only after the hand has been put away. */
  isSpent: boolean;
}

export const createPalmUp = (): PalmUp => ({ heldSeconds: 0, isSpent: false });

/** Long enough that nobody opens it by a wave. */
export const HOLD_SECONDS = 0.7;
/** How straight the palm faces the eyes, and how near it is to the middle of the view, as cosines. */
const FACES = 0.8;
const IN_VIEW = 0.82;
const FAR_METRES = 0.65;

export interface PalmView {
  /** Cosine between the way the palm faces and the way to the eyes. */
  facing: number;
  /** Cosine between where one looks and the way to the hand. */
  inView: number;
  distanceMetres: number;
  isPinching: boolean;
}

/** A frame. True once each time a palm has been held up. */
export function stepPalmUp(palm: PalmUp, view: Readonly<PalmView> | null, seconds: number): boolean {
  const isUp =
    view !== null &&
    !view.isPinching &&
    view.facing > FACES &&
    view.inView > IN_VIEW &&
    view.distanceMetres < FAR_METRES;
  if (!isUp) {
    palm.heldSeconds = 0;
    palm.isSpent = false;
    return false;
  }
  palm.heldSeconds += seconds;
  if (palm.isSpent || palm.heldSeconds < HOLD_SECONDS) return false;
  palm.isSpent = true;
  return true;
}
