import type { z } from 'zod';
import { type Endpoint, type ErrorStatuses, eventOf } from '../../shared/endpoint.ts';
import { type Result, refuse } from '../../shared/result.ts';
import { type CallError, type CallOptions, refusalOf, sendCall } from './api.ts';

/**
 * Calls an endpoint that tells things as they happen. Each is told to `onEvent`, parsed; answers when the stream has ended.
 * Throws only where the caller aborted.
 */
export async function callStream<P extends z.ZodType, B extends z.ZodType, Event, E extends ErrorStatuses>(
  endpoint: Endpoint<P, B, z.ZodType<AsyncIterable<Event>>, E>,
  options: CallOptions<P, B>,
  onEvent: (event: Event) => void,
): Promise<Result<null, CallError<E>>> {
  const response = await sendCall(endpoint, options);
  if (!response) return refuse('network-failed');
  if (!response.ok || !response.body) return refuse(await refusalOf(endpoint.errors, response));
  const schema = eventOf(endpoint.answer) as z.ZodType<Event>;
  let rest = '';
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      const lines = (rest + value).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const event = schema.safeParse(JSON.parse(line));
        if (!event.success) return refuse('network-failed');
        onEvent(event.data);
      }
    }
  } catch (error) {
    if (options.signal?.aborted) throw error;
    return refuse('network-failed');
  }
  return { ok: true, value: null };
}
