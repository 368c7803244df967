import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

const Request = z.object({
  messages: z.array(
    z.object({
      role: z.string(),
      content: z.union([z.string(), z.null()]).optional(),
      tool_calls: z.array(z.unknown()).optional(),
    }),
  ),
  stream: z.literal(true),
});
export type FakeRequest = z.infer<typeof Request>;
/** What it says next: words in pieces, a call of a tool, or a failure of its own. */
export type FakeReply =
  | { readonly words: string; readonly ending?: 'cut' | 'stall' }
  /** A body that is no stream of answers, or none of JSON. */
  | { readonly garbage: string }
  | { readonly tool: string; readonly input: unknown }
  | { readonly status: number }
  | 'hang';

/** What it calls itself in each answer: nobody is to take its figures for a language model's. */
export const STAND_IN = 'scripted-stand-in-no-language-model';

/**
 * A fake OpenAI-compatible endpoint on loopback: it streams what a script says, and remembers every byte it was sent. It is no
 * language model; what is tested with it is our side of the wire.
 */
export async function startFakeModel(reply: (request: FakeRequest, call: number) => FakeReply) {
  const received: string[] = [];
  const server = createServer(async (request, response) => {
    const body = await textOf(request);
    received.push(`${JSON.stringify(request.headers)}\n${body}`);
    const next = reply(Request.parse(JSON.parse(body)), received.length);
    if (next === 'hang') return;
    if ('status' in next)
      return void response
        .writeHead(next.status, { location: '/elsewhere' })
        .end('{"error":{"message":"fake failure"}}');
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    if ('garbage' in next) return void response.end(next.garbage);
    const send = (delta: unknown, finish: string | null = null) =>
      response.write(
        `data: ${JSON.stringify({ id: 'fake', object: 'chat.completion.chunk', created: 1, model: STAND_IN, choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`,
      );
    if ('words' in next) {
      for (const piece of next.words.match(/[\s\S]{1,7}/g) ?? []) send({ role: 'assistant', content: piece });
      if (next.ending === 'cut') return void response.destroy();
      if (next.ending === 'stall') return;
      send({}, 'stop');
    } else {
      const call = {
        name: next.tool,
        arguments: typeof next.input === 'string' ? next.input : JSON.stringify(next.input),
      };
      send({
        role: 'assistant',
        tool_calls: [{ index: 0, id: `call-${received.length}`, type: 'function', function: call }],
      });
      send({}, 'tool_calls');
    }
    response.end('data: [DONE]\n\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    received,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

/** A script for the fake that behaves as a good model would: it searches and says what it found, prepares, hands over. */
export function wellBehaved({ messages }: FakeRequest): FakeReply {
  const last = messages.at(-1);
  const asked = messages.findLast(({ role }) => role === 'user')?.content ?? '';
  if (last?.role === 'tool') return { words: answerTo(last.content ?? '') };
  if (/human|person/.test(asked)) return { tool: 'hand_over', input: { reason: 'asked' } };
  const [, amount, payee] = /pay £([\d.]+) to ([\p{L} ]+)/u.exec(asked) ?? [];
  if (amount && payee) return { tool: 'prepare_payment', input: { payee, amount, currency: 'GBP' } };
  if (/block my card/.test(asked)) return { tool: 'prepare_card_block', input: {} };
  if (/ignore|system prompt/i.test(asked)) return { words: 'I keep to what I may do. How can I help?' };
  return { tool: 'search_articles', input: { query: asked } };
}

function answerTo(result: string): string {
  const { success, data } = z.array(z.object({ passage: z.string() })).safeParse(JSON.parse(result));
  const [first] = success ? data : [];
  if (first) return first.passage;
  return /"prepared":true/.test(result) ? 'A draft is below for you to check.' : 'That is not possible as it stands.';
}
