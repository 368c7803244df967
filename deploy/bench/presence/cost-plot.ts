import type { CaseResult } from './run-case.ts';

/** Draws how cost grows with people: one panel for each cost, both axes logarithmic, so that a straight line of slope 1 is linear growth. */
export interface Panel {
  readonly title: string;
  readonly unit: string;
  readonly cost: (result: CaseResult) => number;
}

const WIDTH = 380;
const HEIGHT = 260;
const LEFT = 64;
const TOP = 44;
const GAP = 96;

/** Readable on white and on near-black alike. */
const LINES = [
  { protocol: 'atrium', scenario: 'near', label: 'Atrium, near', colour: '#2f81f7', dash: '' },
  { protocol: 'atrium', scenario: 'spread', label: 'Atrium, spread', colour: '#1a9c5b', dash: '' },
  { protocol: 'naive', scenario: 'near', label: 'naive state', colour: '#d1702a', dash: '6 4' },
] as const;

export function drawCosts(results: readonly CaseResult[], panels: readonly Panel[]): string {
  const width = LEFT + panels.length * (WIDTH + GAP);
  const height = TOP + HEIGHT + 84;
  const drawn = panels.map((panel, index) => drawPanel(results, panel, LEFT + index * (WIDTH + GAP)));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${panels
    .map(({ title }) => title)
    .join('; ')}, by number of people">
<style>
  text { font: 13px system-ui, sans-serif; fill: #57606a }
  .title { font-weight: 600; font-size: 14px }
  .grid { stroke: #8b949e; stroke-opacity: 0.3 }
  .slope { stroke: #8b949e; stroke-dasharray: 2 3 }
  @media (prefers-color-scheme: dark) { text { fill: #c9d1d9 } }
</style>
${drawn.join('\n')}
${legend(TOP + HEIGHT + 62)}
</svg>
`;
}

function drawPanel(results: readonly CaseResult[], { title, unit, cost }: Panel, left: number): string {
  const counts = [...new Set(results.map(({ count }) => count))].sort((a, b) => a - b);
  const [fewest = 1, most = 10] = [counts[0], counts.at(-1)];
  const costs = results.map(cost);
  const low = Math.floor(Math.log10(Math.min(...costs)));
  const high = Math.ceil(Math.log10(Math.max(...costs)));
  const x = (count: number) => left + (Math.log(count / fewest) / Math.log(most / fewest)) * WIDTH;
  const y = (value: number) => TOP + HEIGHT * (1 - (Math.log10(value) - low) / (high - low));
  const round = (value: number) => value.toFixed(1);
  const lines = LINES.map(({ protocol, scenario, colour, dash }) => {
    const own = results
      .filter((result) => result.protocol === protocol && result.scenario === scenario)
      .sort((a, b) => a.count - b.count)
      .map((result) => ({ x: round(x(result.count)), y: round(y(cost(result))) }));
    const points = own.map((point) => `${point.x},${point.y}`).join(' ');
    const dots = own.map((point) => `<circle cx="${point.x}" cy="${point.y}" r="3.5" fill="${colour}"/>`).join('');
    return `<polyline points="${points}" fill="none" stroke="${colour}" stroke-width="2" stroke-dasharray="${dash}"/>${dots}`;
  });
  const decades = Array.from({ length: high - low + 1 }, (_, index) => low + index);
  const grid = decades.map((decade) => {
    const at = round(y(10 ** decade));
    return `<line class="grid" x1="${left}" x2="${left + WIDTH}" y1="${at}" y2="${at}"/><text x="${left - 8}" y="${at}" dy="4" text-anchor="end">${label(10 ** decade)}</text>`;
  });
  const columns = counts.map(
    (count) => `<text x="${round(x(count))}" y="${TOP + HEIGHT + 20}" text-anchor="middle">${count}</text>`,
  );
  return [
    `<text class="title" x="${left}" y="${TOP - 22}">${title}, ${unit}</text>`,
    ...grid,
    ...columns,
    `<text x="${left + WIDTH / 2}" y="${TOP + HEIGHT + 40}" text-anchor="middle">people</text>`,
    slopeLine(x, y, fewest, most, 10 ** low),
    ...lines,
  ].join('\n');
}

/** What linear growth looks like, from the lower left. */
function slopeLine(
  x: (count: number) => number,
  y: (value: number) => number,
  fewest: number,
  most: number,
  from: number,
): string {
  const to = (from * most) / fewest;
  return `<line class="slope" x1="${x(fewest)}" y1="${y(from)}" x2="${x(most)}" y2="${y(to)}"/><text x="${x(most)}" y="${y(to) + 18}" text-anchor="end">linear</text>`;
}

function legend(y: number): string {
  return LINES.map(
    ({ label: text, colour, dash }, index) =>
      `<line x1="${LEFT + index * 170}" x2="${LEFT + index * 170 + 28}" y1="${y}" y2="${y}" stroke="${colour}" stroke-width="2" stroke-dasharray="${dash}"/><text x="${LEFT + index * 170 + 36}" y="${y + 4}">${text}</text>`,
  ).join('\n');
}

function label(value: number): string {
  return value >= 1e6 ? `${value / 1e6}M` : value >= 1000 ? `${value / 1000}k` : String(value);
}
