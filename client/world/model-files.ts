import { z } from 'zod';
import type { Mood } from './mood.ts';

/** What `npm run assets` writes beside a branch's model: a name for this build of it, and what each file weighs. */
const ModelFile = z.object({
  version: z.string().max(64),
  bytes: z.record(z.string().max(64), z.number().int().min(0)),
});

/** What has to be there before one can walk in. */
const CORE = ['terrazzo.webp', 'plaster.webp', 'oak.webp', 'fabric.webp'] as const;
export function coreFiles(mood: Mood): readonly string[] {
  return [`core-${mood}.glb`, ...CORE, `light-${mood}.webp`, `room-${mood}.webp`];
}

/** Called with the bytes that came since the last call. */
type OnBytes = (count: number) => void;

/** The files of one branch's model. Every call throws where the network or the server fails. */
export interface ModelFiles {
  bytesOf(names: readonly string[]): number;
  /** The parts of a branch that come after its core: chairs, plants, pictures, by where they stand. */
  restOf(mood: Mood): readonly string[];
  read(name: string, onBytes: OnBytes): Promise<ArrayBuffer>;
}

/** Null where the branch has no model yet: its plan alone can be walked in. */
export async function openModelFiles(branchId: string, signal: AbortSignal): Promise<ModelFiles | null> {
  const folder = `/branch-files/${encodeURIComponent(branchId)}/model`;
  const answer = await fetch(`${folder}/model.json`, { signal });
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error(`model.json: ${answer.status}`);
  const { version, bytes } = ModelFile.parse(await answer.json());
  return {
    restOf: (mood) => Object.keys(bytes).filter((name) => name.startsWith('rest-') && name.endsWith(`-${mood}.glb`)),
    bytesOf: (names) => names.reduce((sum, name) => sum + (bytes[name] ?? 0), 0),
    async read(name, onBytes) {
      const response = await fetch(`${folder}/${name}?v=${version}`, { signal });
      if (!response.ok || !response.body) throw new Error(`${name}: ${response.status}`);
      return readCounted(response.body, onBytes);
    },
  };
}

async function readCounted(body: ReadableStream<Uint8Array<ArrayBuffer>>, onBytes: OnBytes): Promise<ArrayBuffer> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const reader = body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    chunks.push(next.value);
    onBytes(next.value.byteLength);
  }
  return new Blob(chunks).arrayBuffer();
}
