import type { Page } from 'playwright-core';

/** Keeps all that a page is sent from now on: bodies of the API's answers, and frames of sockets. Answers how to read it as one text. */
export function everythingSentTo(page: Page): () => Promise<string> {
  const frames: string[] = [];
  const bodies: Promise<string>[] = [];
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (pathname.startsWith('/api/'))
      bodies.push(
        response.body().then(
          (body) => body.toString('latin1'),
          () => '',
        ),
      );
  });
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => void frames.push(payload.toString('latin1'))),
  );
  return async () => [...frames, ...(await Promise.all(bodies))].join('\n');
}
