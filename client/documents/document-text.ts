/** A line or paragraph of a page as its tags name it, with where it stands: from the top, 0 to 1. */
export interface TextBlock {
  readonly kind: 'h1' | 'h2' | 'p' | 'row';
  /** One text; of a row its label and its value. */
  readonly texts: readonly string[];
  readonly top: number;
  readonly bottom: number;
}

/** What PDF.js says of a page: `getTextContent({ includeMarkedContent: true })` and `getStructTree()`. */
export interface TextItem {
  readonly str?: string;
  readonly hasEOL?: boolean;
  /** The last two are where it stands, in points from the bottom left. */
  readonly transform?: readonly number[];
  readonly height?: number;
  readonly type?: string;
  readonly id?: string | null;
}
export interface StructNode {
  readonly role?: string;
  readonly type?: string;
  readonly id?: string;
  readonly children?: readonly StructNode[];
}

interface Run {
  text: string;
  top: number;
  bottom: number;
}

/** The text of a tagged page in the order in which it is read; what is decoration is not in it. */
export function readBlocks(items: readonly TextItem[], tree: StructNode | null, pageHeight: number): TextBlock[] {
  const runs = readRuns(items, pageHeight);
  const blocks: TextBlock[] = [];
  const runsIn = (node: StructNode): Run[] => {
    const own = node.type === 'content' && node.id ? runs.get(node.id) : undefined;
    return own ? [own] : (node.children ?? []).flatMap(runsIn);
  };
  const add = (kind: TextBlock['kind'], cells: readonly Run[][]) => {
    const all = cells.flat();
    const texts = cells.map((cell) => cell.map(({ text }) => text.trim()).join(' '));
    if (texts.join('') === '') return;
    blocks.push({
      kind,
      texts,
      top: Math.min(...all.map(({ top }) => top)),
      bottom: Math.max(...all.map(({ bottom }) => bottom)),
    });
  };
  const walk = (node: StructNode): void => {
    if (node.role === 'H1' || node.role === 'H2') add(node.role === 'H1' ? 'h1' : 'h2', [runsIn(node)]);
    else if (node.role === 'P') add('p', [runsIn(node)]);
    else if (node.role === 'TR') add('row', (node.children ?? []).map(runsIn));
    else for (const child of node.children ?? []) walk(child);
  };
  if (tree) walk(tree);
  return blocks;
}

/** Text by the id of its marked content. */
function readRuns(items: readonly TextItem[], pageHeight: number): Map<string, Run> {
  const runs = new Map<string, Run>();
  const open: (string | null)[] = [];
  for (const item of items) {
    if (item.type === 'beginMarkedContent' || item.type === 'beginMarkedContentProps') open.push(item.id ?? null);
    else if (item.type === 'endMarkedContent') open.pop();
    const id = open.at(-1);
    if (item.str === undefined || !id) continue;
    const baseline = 1 - (item.transform?.[5] ?? 0) / pageHeight;
    const height = (item.height ?? 0) / pageHeight;
    const run = runs.get(id) ?? { text: '', top: 1, bottom: 0 };
    runs.set(id, run);
    run.text += item.str + (item.hasEOL ? ' ' : '');
    if (item.str.trim() === '') continue;
    run.top = Math.min(run.top, baseline - height);
    run.bottom = Math.max(run.bottom, baseline + height * 0.35);
  }
  return runs;
}

/** What stands at a height of the page, 0 to 1 from the top; the nearest where it is between two. */
export function blockAt(blocks: readonly TextBlock[], y: number): TextBlock | null {
  const distance = ({ top, bottom }: TextBlock) => Math.max(top - y, y - bottom, 0);
  return blocks.reduce<TextBlock | null>(
    (nearest, block) => (nearest === null || distance(block) < distance(nearest) ? block : nearest),
    null,
  );
}
