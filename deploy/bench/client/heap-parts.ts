import type { Visitor } from './visitor.ts';

/** What is on a page's heap, freshly collected, kilobytes. */
export interface HeapParts {
  /** Objects, functions, arrays, texts, numbers and their shapes: what a page holds on to, and what leaks. */
  readonly held: number;
  /** What V8 has made of the scripts: bytecode, machine code, and what it has learned of each function. */
  readonly code: number;
}

/** The fields of V8's snapshots that are read here; a node is as many numbers in a row as it has fields. */
interface Snapshot {
  readonly snapshot: {
    readonly meta: { readonly node_fields: readonly string[]; readonly node_types: readonly [readonly string[]] };
  };
  readonly nodes: readonly number[];
}

/** The browser's own objects, which are not on V8's heap. */
const OF_BROWSER = 'native';
const OF_SCRIPTS = 'code';

export async function readHeapParts({ session }: Visitor): Promise<HeapParts> {
  const chunks: string[] = [];
  const keep = ({ chunk }: { chunk: string }) => chunks.push(chunk);
  session.on('HeapProfiler.addHeapSnapshotChunk', keep);
  try {
    await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  } finally {
    session.off('HeapProfiler.addHeapSnapshotChunk', keep);
  }
  return partsOf(chunks.join(''));
}

/** @param text a heap snapshot as V8 writes it */
export function partsOf(text: string): HeapParts {
  const { snapshot, nodes } = JSON.parse(text) as Snapshot;
  const { node_fields: fields, node_types } = snapshot.meta;
  const [kinds] = node_types;
  const kindAt = fields.indexOf('type');
  const sizeAt = fields.indexOf('self_size');
  if (kindAt < 0 || sizeAt < 0) throw new Error('this snapshot tells no types or sizes');
  let held = 0;
  let code = 0;
  for (let node = 0; node < nodes.length; node += fields.length) {
    const kind = kinds[nodes[node + kindAt] as number];
    const size = nodes[node + sizeAt] as number;
    if (kind === OF_SCRIPTS) code += size;
    else if (kind !== OF_BROWSER) held += size;
  }
  return { held: held / 1000, code: code / 1000 };
}
