/**
 * The window onto the real room, for as long as one's own phone is needed: where one holds a phone, below the eyes and before
 * the body.
 */
export const WINDOW = {
  widthMetres: 0.3,
  heightMetres: 0.22,
  radiusMetres: 0.035,
  frameMetres: 0.006,
  /** From the eyes to its middle. */
  awayMetres: 0.5,
  /** How far one looks down to its middle. */
  downDegrees: 52,
} as const;

/** Its middle under the eyes, and how far it leans back to face them: metres and radians. */
export function windowPlace(): { readonly below: number; readonly ahead: number; readonly lean: number } {
  const down = (WINDOW.downDegrees * Math.PI) / 180;
  return { below: WINDOW.awayMetres * Math.sin(down), ahead: WINDOW.awayMetres * Math.cos(down), lean: -down };
}

/** What the phone is needed for; another need is another window. */
export type PhoneNeed = `payment ${string}` | `sign-in ${string}` | `document ${string}`;

/** `shut` is the need for which the person has closed the window. */
export function isWindowOpen(need: PhoneNeed | null, shut: PhoneNeed | null, showsRoom: boolean): boolean {
  return showsRoom && need !== null && need !== shut;
}
