/** What a wall of charts shows at one moment. */
export interface Reading {
  readonly waiting: number;
  readonly people: number;
  readonly desks: number;
}

/** Readings since the visitor came in; the oldest fall out of it. */
export interface History {
  take(reading: Reading, nowMs: number): void;
  series(of: keyof Reading): readonly number[];
  minutes(nowMs: number): number;
}

const MOST_READINGS = 240;

export function createHistory(): History {
  const readings: { readonly reading: Reading; readonly atMs: number }[] = [];
  return {
    take(reading, atMs) {
      readings.push({ reading, atMs });
      if (readings.length > MOST_READINGS) readings.shift();
    },
    series: (of) => readings.map(({ reading }) => reading[of]),
    minutes: (nowMs) => Math.floor((nowMs - (readings[0]?.atMs ?? nowMs)) / 60_000),
  };
}

export interface ChartRow {
  readonly label: string;
  readonly values: readonly number[];
}

export interface ChartPicture {
  readonly title: string;
  readonly span: string;
  readonly accent: string;
  readonly rows: readonly ChartRow[];
}

export const PIXELS_PER_METRE = 300;
const FONT = "'Onest Variable', system-ui, sans-serif";
const INK = '#eef3ef';
const QUIET = '#9db5ac';

export function drawCharts(canvas: HTMLCanvasElement, { title, span, accent, rows }: ChartPicture): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const { width, height } = canvas;
  const unit = height / 20;
  const back = context.createLinearGradient(0, 0, 0, height);
  back.addColorStop(0, '#123530');
  back.addColorStop(1, '#0b211e');
  context.fillStyle = back;
  context.fillRect(0, 0, width, height);
  context.textBaseline = 'alphabetic';
  write(context, title, unit * 1.4, unit * 2.8, unit * 1.6, INK, 'left');
  write(context, span, width - unit * 1.4, unit * 2.8, unit * 1.1, QUIET, 'right');
  context.fillStyle = accent;
  context.fillRect(unit * 1.4, unit * 3.6, width - unit * 2.8, 2);
  const top = unit * 4.6;
  const rowHeight = (height - top - unit * 0.8) / rows.length;
  rows.forEach((row, index) => {
    drawRow(context, row, unit, width, top + index * rowHeight, rowHeight, accent);
  });
}

function drawRow(
  context: CanvasRenderingContext2D,
  { label, values }: ChartRow,
  unit: number,
  width: number,
  top: number,
  height: number,
  accent: string,
): void {
  const now = values.at(-1) ?? 0;
  write(context, label, unit * 1.4, top + unit * 1.2, unit * 1.1, QUIET, 'left');
  write(context, String(now), unit * 1.4, top + unit * 3.7, unit * 2.3, INK, 'left');
  const left = width * 0.36;
  const right = width - unit * 1.4;
  const floor = top + height - unit * 0.9;
  const most = Math.max(4, ...values);
  const x = (index: number) => (values.length < 2 ? right : left + ((right - left) * index) / (values.length - 1));
  const y = (value: number) => floor - (value / most) * (height - unit * 1.9);
  context.fillStyle = 'rgba(238,243,239,0.16)';
  context.fillRect(left, floor, right - left, 1.5);
  context.beginPath();
  context.moveTo(left, y(values[0] ?? 0));
  // Counts go in steps: a line between them would show halves of people.
  values.forEach((value, index) => {
    context.lineTo(x(index), y(values[Math.max(0, index - 1)] ?? value));
    context.lineTo(x(index), y(value));
  });
  context.strokeStyle = accent;
  context.lineWidth = unit * 0.16;
  context.stroke();
  context.lineTo(right, floor);
  context.lineTo(left, floor);
  context.globalAlpha = 0.16;
  context.fillStyle = accent;
  context.fill();
  context.globalAlpha = 1;
}

function write(
  context: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  size: number,
  colour: string,
  align: CanvasTextAlign,
): void {
  context.font = `500 ${size}px ${FONT}`;
  context.textAlign = align;
  context.fillStyle = colour;
  context.fillText(text, x, y);
}
