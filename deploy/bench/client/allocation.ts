import { readFileSync } from 'node:fs';
import { SourceMap, type SourceMapping } from 'node:module';
import { basename, join } from 'node:path';
import { frames } from '../../e2e/looking-on.ts';
import type { Visitor } from './visitor.ts';

/** What was allocated while frames were drawn, bytes for each frame. */
export interface Allocation {
  /** By functions of this repository, called by the frame. */
  readonly own: number;
  /** By functions of this repository outside of frames: what the server sends is read there. */
  readonly ownBetween: number;
  /** By libraries and the browser. */
  readonly others: number;
  /** Of our own, the most first: `file:line` and bytes a frame. */
  readonly places: readonly { readonly place: string; readonly bytes: number }[];
}

/** Small enough that hardly an object escapes: one sample for so many bytes on average. */
const SAMPLE_BYTES = 64;
/** The id of no script. */
const ENGINE = '0';

interface ProfileNode {
  readonly callFrame: {
    readonly scriptId: string;
    readonly url: string;
    readonly functionName: string;
    readonly lineNumber: number;
    readonly columnNumber: number;
  };
  readonly selfSize: number;
  readonly children: readonly ProfileNode[];
}

/** Samples the heap over so many frames; also what a collection has taken since. */
export async function measureAllocation({ page, session }: Visitor, count: number): Promise<Allocation> {
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.startSampling', {
    samplingInterval: SAMPLE_BYTES,
    includeObjectsCollectedByMajorGC: true,
    includeObjectsCollectedByMinorGC: true,
  });
  const from = await page.evaluate(() => window.__atriumProbe?.frames ?? 0);
  await frames(page, count);
  const drawn = (await page.evaluate(() => window.__atriumProbe?.frames ?? 0)) - from;
  const { profile } = await session.send('HeapProfiler.stopSampling');
  return attribute(profile.head, drawn);
}

function attribute(head: ProfileNode, drawn: number): Allocation {
  const sums = { own: 0, ownBetween: 0, others: 0 };
  const places = new Map<string, number>();
  const sourceOf = createSourceReader();
  const walk = (node: ProfileNode, isInFrame: boolean, caller: Source | null) => {
    // What the engine does itself (`Math.min`) counts for whoever had it done.
    const source = node.callFrame.scriptId === ENGINE ? caller : sourceOf(node.callFrame);
    const isOfFrame = isInFrame || source?.isFrameLoop === true;
    const bytes = node.selfSize / drawn;
    if (!source?.isOwn) sums.others += bytes;
    else if (!isOfFrame) sums.ownBetween += bytes;
    else {
      sums.own += bytes;
      if (bytes > 0) places.set(source.place, (places.get(source.place) ?? 0) + bytes);
    }
    for (const child of node.children) walk(child, isOfFrame, source);
  };
  walk(head, false, null);
  return {
    ...sums,
    places: [...places].map(([place, bytes]) => ({ place, bytes })).sort((a, b) => b.bytes - a.bytes),
  };
}

interface Source {
  readonly place: string;
  readonly isOwn: boolean;
  /** One of those that call everything else of a frame. */
  readonly isFrameLoop: boolean;
}

/** What calls everything of a frame: the loop of React Three Fiber, and three.js's of a headset. React itself is in the same files. */
const FRAME_LOOPS = /(@react-three\/fiber\/dist\/events|three\/build\/three\.module|three\/src\/renderers)/;
const FRAME_LOOP = /function (loop|advance|update|onAnimationFrame)\b/;

function sourceLine({ payload }: SourceMap, { originalSource, originalLine }: SourceMapping): string {
  const text = payload.sourcesContent?.[payload.sources.indexOf(originalSource)] ?? '';
  return text.split('\n')[originalLine] ?? '';
}

/** Finds what a function of the built scripts was written as, by the build's source maps. */
function createSourceReader() {
  const maps = new Map<string, SourceMap | null>();
  const mapOf = (url: string): SourceMap | null => {
    const name = basename(new URL(url).pathname);
    if (!maps.has(name)) maps.set(name, readMap(join('dist/client/assets', `${name}.map`)));
    return maps.get(name) ?? null;
  };
  return ({ url, lineNumber, columnNumber }: ProfileNode['callFrame']): Source | null => {
    if (!/^https?:.*\/assets\/.*\.js$/.test(url)) return null;
    const map = mapOf(url);
    const entry = map?.findEntry(lineNumber, columnNumber);
    // What the build itself has put between our lines has a place in its scripts, and none in a file.
    if (!map || !entry || !('originalSource' in entry) || !entry.originalSource) return null;
    const file = entry.originalSource.replace(/^(\.\.\/)+/, '');
    const isOwn = /^(client|shared)\//.test(file) && !/test-probe\.ts$/.test(file);
    return {
      place: `${file}:${entry.originalLine + 1}`,
      isOwn,
      isFrameLoop: FRAME_LOOPS.test(file) && FRAME_LOOP.test(sourceLine(map, entry)),
    };
  };
}

function readMap(file: string): SourceMap | null {
  try {
    return new SourceMap(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}
