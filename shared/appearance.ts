/**
 * What someone has chosen to look like, as small numbers: each an index into a list that the client draws from. Packed
 * into one number for messages and the room's state. There is no staff uniform among the outfits: who wears it follows
 * from a role, and roles come from the server alone.
 */
export interface Appearance {
  readonly build: number;
  readonly skin: number;
  readonly hair: number;
  readonly hairColour: number;
  readonly outfit: number;
  readonly colour: number;
}

/** How many there are to choose from. A longer list only ever grows at its end: browsers remember the numbers. */
export const APPEARANCE_CHOICES = {
  build: 4,
  skin: 8,
  hair: 8,
  hairColour: 8,
  outfit: 4,
  colour: 8,
} as const satisfies Record<keyof Appearance, number>;

const PARTS = Object.keys(APPEARANCE_CHOICES) as readonly (keyof Appearance)[];
/** Each part has four bits of its own. */
const BITS = 4;
const KNOWN = 2 ** (BITS * PARTS.length);

/** Someone who has not said what they look like. */
export const NO_APPEARANCE = 0;

/** A number from 2²⁴ on, below 2²⁵; never {@link NO_APPEARANCE}. */
export function packAppearance(appearance: Appearance): number {
  return PARTS.reduce((packed, part, index) => packed + appearance[part] * 2 ** (BITS * index), KNOWN);
}

/** Answers null for what no choice packs into. */
export function unpackAppearance(packed: number): Appearance | null {
  if (!Number.isInteger(packed) || packed < KNOWN || packed >= 2 * KNOWN) return null;
  const read = (part: keyof Appearance) => (packed >> (BITS * PARTS.indexOf(part))) & (2 ** BITS - 1);
  if (PARTS.some((part) => read(part) >= APPEARANCE_CHOICES[part])) return null;
  return {
    build: read('build'),
    skin: read('skin'),
    hair: read('hair'),
    hairColour: read('hairColour'),
    outfit: read('outfit'),
    colour: read('colour'),
  };
}

const APPEARANCE_BYTES = 4;

/** The number as bytes of a message, little end first. */
export function writeAppearance(packed: number): Uint8Array {
  const bytes = new Uint8Array(APPEARANCE_BYTES);
  new DataView(bytes.buffer).setUint32(0, packed, true);
  return bytes;
}

/** Answers null for bytes that are nobody's look. */
export function readAppearance(bytes: Uint8Array): number | null {
  if (bytes.byteLength !== APPEARANCE_BYTES) return null;
  const packed = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true);
  return unpackAppearance(packed) ? packed : null;
}
