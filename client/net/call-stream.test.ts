import { afterEach, expect, test, vi } from 'vitest';
import { askAssistant } from '../../shared/assistant.ts';
import { callStream } from './call-stream.ts';

afterEach(() => vi.unstubAllGlobals());

function answerWith(pieces: readonly string[], status = 200) {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
      controller.close();
    },
  });
  vi.stubGlobal('fetch', async () => new Response(body, { status }));
}
const ask = async () => {
  const events: unknown[] = [];
  const body = { language: 'ru', text: 'привет' } as const;
  const result = await callStream(askAssistant, { params: {}, body }, (event) => events.push(event));
  return { events, result };
};

test('events are told whole, wherever the network cuts the lines', async () => {
  answerWith(['{"type":"te', 'xt","delta":"a"}\n{"type":"text","delta":"b"}', '\n{"type":"failed"}\n']);
  expect(await ask()).toEqual({
    events: [{ type: 'text', delta: 'a' }, { type: 'text', delta: 'b' }, { type: 'failed' }],
    result: { ok: true, value: null },
  });
});

test('what is no event of ours ends it, and a refusal is told by its code', async () => {
  answerWith(['{"type":"text","delta":"a"}\n{"type":"order"}\n{"type":"text","delta":"b"}\n']);
  expect(await ask()).toEqual({
    events: [{ type: 'text', delta: 'a' }],
    result: { ok: false, error: 'network-failed' },
  });
  answerWith(['<html>'], 200);
  expect((await ask()).events).toEqual([]);
  answerWith(['no JSON at all\n']);
  expect((await ask()).result).toEqual({ ok: false, error: 'network-failed' });
  answerWith(['{"code":"answer-under-way"}'], 409);
  expect((await ask()).result).toEqual({ ok: false, error: 'answer-under-way' });
});
