import { once } from 'node:events';
import type { Response } from 'express';

/** Streams one JSON text a line, as they come. When the reader goes, what makes them is told to stop. */
export async function sendEvents(response: Response, events: AsyncIterable<unknown>): Promise<void> {
  // Proxies that gather an answer before they pass it on would undo the streaming.
  response.status(200).type('application/x-ndjson').set('x-accel-buffering', 'no').flushHeaders();
  const iterator = events[Symbol.asyncIterator]();
  const gone = once(response, 'close').then(() => ({ done: true as const, value: undefined }));
  try {
    for (;;) {
      const next = await Promise.race([iterator.next(), gone]);
      if (next.done) break;
      response.write(`${JSON.stringify(next.value)}\n`);
    }
  } finally {
    // Not awaited: a generator that waits for something returns only once that came.
    void iterator.return?.();
    response.end();
  }
}
