import type { Socket } from 'node:net';

/** What a kernel hands over at once, at most, as Node's own buffers for reading have it. */
const MEMORY_BYTES = 65_536;
/** Pieces up to here have their view of the memory kept. */
const KEPT_VIEWS = 256;

const memory = Buffer.allocUnsafeSlow(MEMORY_BYTES);
const views: (Buffer | undefined)[] = new Array(KEPT_VIEWS).fill(undefined);

/** What Node's `net.Socket` keeps of its option `onread`, which only who connects can give, and no server. */
interface Reading {
  readonly _handle?: { readonly useUserBuffer?: (memory: Uint8Array) => void };
  [name: symbol]: unknown;
}

/**
 * Has all that comes by this connection read into one memory, the same for all connections, and handed to `read` and to nobody else: good until
 * `read` returns, which answers whether more may come, as a stream's `push` does. By itself Node takes new memory for each read, cuts it to length and makes two
 * objects of it: a twentieth of what fifty people cost a branch. Answers false, having changed nothing, where the connection is none of a
 * Node that keeps the option as this one does.
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
