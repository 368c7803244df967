import measures from '../../shared/fixtures.json' with { type: 'json' };

/**
 * Where screens and signs sit on the things that carry them, in a thing's own space (front along -z): metres, and
 * radians of tilt from upright. The scripts that build the models read the same file.
 */
export const KIOSK_SCREEN = measures.kioskScreen;
export const TERMINAL_SCREEN = measures.terminalScreen;
export const BOARD_SIZE = measures.board;
/** Where a desk carries its name; the sign faces -z. */
export const DESK_SIGN = measures.deskSign;
/** Where the brand's name stands on the wall opposite the entrance. */
export const BRAND_SIGN = measures.brandSign;
/** Height of the name of the self-service wall, on the wood above the screens. */
export const SELF_SERVICE_SIGN_METRES = measures.selfServiceSignMetres;
/** A booth's name stands on the top rail of its glass. */
export const ABOVE_BOOTH_METRES = measures.aboveBoothMetres;
