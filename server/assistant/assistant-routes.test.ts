import express from 'express';
import { afterEach, expect, test } from 'vitest';
import { AnswerEvent, QUESTION_MAX_LENGTH } from '../../shared/assistant.ts';
import { searchKnowledge } from '../../shared/desk.ts';
import { mountRoutes } from '../lib/mount-routes.ts';
import { startTestHttpServer, type TestHttpServer } from '../lib/test-http-server.ts';
import type { AssistantEngine } from './assistant-engine.ts';
import { createAssistantRoutes } from './assistant-routes.ts';
import { createEmbeddedEngine } from './embedded/embedded-engine.ts';
import { ANNA, createTalkHouse, GUEST } from './testing/talk-house.ts';

const ELENA = {
  kind: 'staff',
  sessionId: 's',
  subject: 'elena',
  legalName: 'Elena',
  pseudonym: 'owl-1',
  roles: [],
} as const;
const ORIGIN = 'http://localhost:3000';
let server: TestHttpServer | undefined;
afterEach(() => server?.close());

/** The routes as `http.ts` mounts them; whoever sends `x-person: anna` is she. */
async function serve(engine: AssistantEngine = createEmbeddedEngine()) {
  const house = createTalkHouse(engine);
  const errors: unknown[] = [];
  const app = express().use(
    mountRoutes(createAssistantRoutes(house.assistant), {
      origin: ORIGIN,
      authenticate: async (request, audience) =>
        audience === request.headers['x-audience']
          ? ELENA
          : audience !== 'staff' && request.headers['x-person'] === 'anna'
            ? ANNA
            : audience === 'anyone'
              ? GUEST
              : null,
      limits: { takeAddress: async () => 0, takePerson: async () => 0 },
      onError: (error) => errors.push(error),
    }),
  );
  server = await startTestHttpServer((request, response) => void app(request, response));
  const url = `http://${server.address}`;
  const call = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    fetch(url + path, {
      method,
      headers: { origin: ORIGIN, 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  return { house, errors, call };
}
const asAnna = { 'x-person': 'anna' };
const ask = (text: string) => ['POST', '/api/assistant/questions', { language: 'en', text }] as const;

test('an answer is streamed line by line, and ends with the whole turn', async () => {
  const { call, errors } = await serve();
  const response = await call(...ask('What is the arranged overdraft interest?'));
  expect(response.headers.get('content-type')).toContain('application/x-ndjson');
  const lines = (await response.text()).trim().split('\n');
  const events = lines.map((line) => AnswerEvent.parse(JSON.parse(line)));
  expect(events.filter(({ type }) => type === 'text').length).toBeGreaterThan(2);
  expect(events.at(-1)).toMatchObject({ type: 'turn', turn: { kind: 'answer' } });
  expect(errors).toEqual([]);
});

test('a reader who goes lets the next question in', async () => {
  const slow: AssistantEngine = {
    name: 'embedded',
    async *answer() {
      for (;;) {
        yield { type: 'text', delta: 'and ' };
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
  };
  const { call } = await serve(slow);
  const first = await call(...ask('hello'), asAnna);
  expect((await call(...ask('hello'), asAnna)).status).toBe(409);
  await first.body?.cancel();
  await expect
    .poll(async () => {
      const next = await call(...ask('hello'), asAnna);
      await next.body?.cancel();
      return next.status;
    })
    .toBe(200);
});

test('what breaks is told as failed, and not how', async () => {
  const broken: AssistantEngine = {
    name: 'embedded',
    // biome-ignore lint/correctness/useYield: it fails before it says anything.
    async *answer() {
      throw new Error('the inner secret');
    },
  };
  const { call } = await serve(broken);
  expect((await (await call(...ask('hello'), asAnna)).text()).trim()).toBe('{"type":"failed"}');
});

test('questions that are empty, too long or hide characters are refused', async () => {
  const { call } = await serve();
  expect((await call(...ask('x'.repeat(QUESTION_MAX_LENGTH)))).status).toBe(200);
  for (const text of ['', '  ', 'x'.repeat(QUESTION_MAX_LENGTH + 1), 'pay \u202e evil'])
    expect((await call(...ask(text))).status).toBe(400);
});

test('articles are for anyone; talks and drafts are for customers, and from our own page', async () => {
  const { call } = await serve();
  expect((await call('GET', '/api/assistant/articles/ru/overdraft')).status).toBe(200);
  expect((await call('GET', '/api/assistant/articles/ru/none-such')).status).toBe(404);
  expect((await call('GET', '/api/assistant/articles/ru/..%2F..%2Fsecret')).status).toBe(400);
  expect((await call('GET', '/api/assistant/talk', undefined, asAnna)).status).toBe(200);
  expect((await call('GET', '/api/assistant/talk')).status).toBe(401);
  await (await call(...ask('block my card'), asAnna)).text();
  const { turns } = (await (await call('GET', '/api/assistant/talk', undefined, asAnna)).json()) as {
    turns: { drafts: { id: string }[] }[];
  };
  const path = `/api/assistant/drafts/${turns[1]?.drafts[0]?.id}/confirm`;
  const body = { branchId: 'flagship', withTalk: false };
  expect((await call('POST', path, body)).status).toBe(401);
  expect((await call('POST', path, body, { ...asAnna, origin: 'http://evil.example' })).status).toBe(403);
  expect((await call('POST', path, body, asAnna)).status).toBe(200);
  expect((await call('POST', path, body, asAnna)).status).toBe(409);
});

test('a consultant searches the articles in the language of the words, and nobody else does', async () => {
  const { call } = await serve();
  const look = (query: string, headers: Record<string, string>) =>
    call('POST', '/api/desk/knowledge', { query, language: 'en' }, headers);
  const found: unknown = await (await look('переезд новый адрес', { 'x-audience': 'staff' })).json();
  const { language, passages } = searchKnowledge.answer.parse(found);
  expect([language, passages[0]?.source.articleId]).toEqual(['ru', 'change-details']);
  expect((await look('overdraft', asAnna)).status).toBe(401);
  expect((await look('overdraft', {})).status).toBe(401);
  expect((await look('x'.repeat(201), { 'x-audience': 'staff' })).status).toBe(400);
});
