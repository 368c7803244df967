/** A text as it is laid out for a picture; all lengths in metres. */
export interface TextStyle {
  /** Of the em. */
  readonly fontSize: number;
  readonly color: string;
  /** Lines are broken where they would be longer. */
  readonly maxWidth?: number | undefined;
  readonly textAlign?: 'left' | 'center' | 'right' | undefined;
  /** In ems. */
  readonly lineHeight?: number | undefined;
  readonly letterSpacing?: number | undefined;
  /** Colour of a plate behind the letters, where the wall would not let them be read. */
  readonly plate?: string | undefined;
}

export interface TextPicture {
  readonly canvas: HTMLCanvasElement;
  readonly width: number;
  readonly height: number;
}

const WEIGHT = 560;
/** What a headset shows of an em of 3 cm at arm's length, and of one of 17 cm from four metres away. */
const EM_PIXELS = 72;
const MARGIN_EMS = 0.12;
const PLATE = { marginEms: 0.42, radiusEms: 0.22 };
const USUAL_LINE_EMS = 1.2;

export function fontOf(pixels: number): string {
  return `${WEIGHT} ${pixels}px "Onest Variable", system-ui, sans-serif`;
}

/** Draws a text as large as it is, on nothing or on its plate. */
export function paintText(text: string, style: TextStyle): TextPicture {
  const {
    fontSize,
    color,
    maxWidth,
    textAlign = 'center',
    lineHeight = USUAL_LINE_EMS,
    letterSpacing = 0,
    plate,
  } = style;
  const canvas = document.createElement('canvas');
  const brush = canvas.getContext('2d') as CanvasRenderingContext2D;
  const setUp = () => {
    brush.font = fontOf(EM_PIXELS);
    brush.letterSpacing = `${letterSpacing * EM_PIXELS}px`;
    brush.textBaseline = 'middle';
    brush.fillStyle = color;
  };
  setUp();
  const measure = (line: string) => brush.measureText(line).width;
  const lines = breakLines(text, maxWidth === undefined ? undefined : (maxWidth / fontSize) * EM_PIXELS, measure);
  const widest = Math.max(...lines.map(measure));
  const margin = (plate ? PLATE.marginEms : MARGIN_EMS) * EM_PIXELS;
  const step = lineHeight * EM_PIXELS;
  canvas.width = Math.ceil(widest + 2 * margin);
  canvas.height = Math.ceil(lines.length * step + 2 * margin);
  if (plate) {
    brush.fillStyle = plate;
    brush.roundRect(0, 0, canvas.width, canvas.height, PLATE.radiusEms * EM_PIXELS);
    brush.fill();
  }
  // A canvas of another size has forgotten everything.
  setUp();
  for (const [index, line] of lines.entries()) {
    const free = widest - measure(line);
    const x = margin + (textAlign === 'left' ? 0 : textAlign === 'right' ? free : free / 2);
    brush.fillText(line, x, margin + (index + 0.5) * step);
  }
  const metres = fontSize / EM_PIXELS;
  return { canvas, width: canvas.width * metres, height: canvas.height * metres };
}

/** Breaks at spaces; a word that is longer by itself stays whole. */
export function breakLines(text: string, widest: number | undefined, measure: (line: string) => number): string[] {
  return text.split('\n').flatMap((paragraph) => {
    if (widest === undefined) return [paragraph];
    const lines: string[] = [];
    for (const word of paragraph.split(' ')) {
      const last = lines.at(-1);
      if (last !== undefined && measure(`${last} ${word}`) <= widest) lines[lines.length - 1] = `${last} ${word}`;
      else lines.push(word);
    }
    return lines;
  });
}

/** Tells when letters that were missing have come; answers what stops the waiting. Nothing where all are there. */
export function whenFontHas(text: string, onArrival: () => void): () => void {
  const font = fontOf(EM_PIXELS);
  let isStale = false;
  if (!document.fonts.check(font, text))
    void document.fonts.load(font, text).then(
      () => isStale || onArrival(),
      () => {},
    );
  return () => {
    isStale = true;
  };
}
