import type { ServerResponse } from 'node:http';

/** What a handler said, before a byte of it has left. */
export interface HeldAnswer {
  readonly body: Buffer;
  /** Sends the body, or another in its place, under the status and headers that are set. */
  send(body?: Buffer): void;
}

/** Keeps an answer back until its handler has ended it; whatever the handler did is done and committed by then. */
export function holdAnswer(response: ServerResponse, onEnded: (answer: HeldAnswer) => void): void {
  const { write, end, flushHeaders } = response;
  const chunks: Buffer[] = [];
  const keep = (chunk: unknown, encoding: unknown) => {
    if (typeof chunk === 'string')
      chunks.push(Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8'));
    else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
  };
  response.flushHeaders = () => {};
  response.write = ((chunk: unknown, encoding: unknown) => {
    keep(chunk, encoding);
    return true;
  }) as typeof write;
  response.end = ((chunk: unknown, encoding: unknown) => {
    Object.assign(response, { write, end, flushHeaders });
    keep(chunk, encoding);
    const body = Buffer.concat(chunks);
    onEnded({
      body,
      send(other = body) {
        if (!response.headersSent && response.hasHeader('content-length'))
          response.setHeader('content-length', other.byteLength);
        response.end(other);
      },
    });
    return response;
  }) as typeof end;
}
