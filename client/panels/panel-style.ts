/**
 * Sizes of an in-world panel. 2000 canvas pixels are a metre, so that at {@link ARM_METRES} a degree of view has 24 of them: what
 * a Quest 3 shows in the middle of its lenses (25), and more than a Quest 2 does (20).
 */
export const PIXELS_PER_METRE = 2000;
/** From the eyes to a panel that is read and touched. */
export const ARM_METRES = 0.7;

const FAMILY = '"Onest Variable", system-ui, sans-serif';
const font = (weight: number, size: number, line: number) => ({ css: `${weight} ${size}px ${FAMILY}`, size, line });

export const FONTS = {
  title: font(650, 40, 50),
  sign: font(500, 52, 56),
  figure: font(700, 108, 120),
  strong: font(600, 34, 44),
  body: font(450, 34, 45),
  button: font(600, 34, 42),
  small: font(450, 28, 38),
} as const;
export type FontName = keyof typeof FONTS;

export const METRICS = {
  width: 1080,
  /** Of the tallest and the shortest panel. */
  height: 1120,
  least: 460,
  margin: 36,
  gap: 18,
  pad: 24,
  header: 92,
  button: 84,
  tallButton: 120,
  pager: 76,
  /** Of the shortest line that can be pointed at. */
  passage: 76,
  key: 80,
  keyGap: 8,
  qr: 400,
  radius: 28,
  smallRadius: 18,
} as const;

/** The height of a font's em as a visual angle at {@link ARM_METRES}, degrees. */
export function viewDegrees(pixels: number): number {
  return (2 * Math.atan(pixels / PIXELS_PER_METRE / 2 / ARM_METRES) * 180) / Math.PI;
}

export const PALETTE = {
  paper: '#fffdf9',
  ink: '#16241f',
  muted: '#4c5b54',
  faint: '#656d68',
  onBrand: '#ffffff',
  danger: '#8c2318',
  dangerSoft: '#fbecea',
  card: '#f1ede3',
  own: '#e1eee9',
  calm: '#faf3e2',
  disabled: '#e8e4da',
  edge: '#8f9c95',
  line: '#ddd6c8',
} as const;
