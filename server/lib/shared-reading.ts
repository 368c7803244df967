import type { Socket } from 'node:net';

/** As much as Node itself reads at once. */
const MEMORY_BYTES = 65_536;
/** Chunks shorter than this have their view of the memory kept. */
const KEPT_VIEWS = 256;

const memory = Buffer.allocUnsafeSlow(MEMORY_BYTES);
const views: (Buffer | undefined)[] = new Array(KEPT_VIEWS).fill(undefined);

/** What Node's `net.Socket` keeps of its option `onread`, which `net.Server` has no way to pass on. */
interface Reading {
  readonly _handle?: { readonly useUserBuffer?: (memory: Uint8Array) => void };
  [name: symbol]: unknown;
}

/**
 * Has all that comes by this connection read into one memory, the same for all connections, and handed to `read` and to nobody else. It is
 * good until `read` returns. `read` answers whether more may come, as a stream's `push` does. By itself Node takes new memory for each
 * read, cuts it to length and makes two objects of it: a twentieth of what fifty people cost a branch. Answers false, and changes nothing,
 * where this is not a socket whose Node keeps `onread` in these fields.
 */
export function shareReading(connection: Socket, read: (chunk: Buffer) => boolean): boolean {
  const socket = connection as unknown as Reading;
  const own = Object.getOwnPropertySymbols(socket);
  const named = (name: string) => own.find(({ description }) => description === name);
  const [memoryName, callbackName] = [named('kBuffer'), named('kBufferCb')];
  const readInto = socket._handle?.useUserBuffer;
  if (memoryName === undefined || callbackName === undefined || readInto === undefined) return false;
  socket[memoryName] = memory;
  socket[callbackName] = (length: number) => read(firstOf(length));
  readInto.call(socket._handle, memory);
  return true;
}

function firstOf(length: number): Buffer {
  const view = views[length] ?? memory.subarray(0, length);
  if (length < KEPT_VIEWS) views[length] = view;
  return view;
}
